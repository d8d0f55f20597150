"""Draws the pictures of docs/pictures anew: `python -m tests.agenda.pictures`, with Chromium installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from assistant.agenda import Period, compose, render
from assistant.agenda.reports import report
from tests.agenda.conftest import SWITCHES

from .agenda_factories import MONDAY, NORTHGATE, OFFICE, WEEKS, at, letters_of, usual_week

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


def draw(page: str, name: str, size: tuple[int, int], scheme: str) -> None:
    """One picture of the top of a page."""
    browser = shutil.which("chromium") or "chromium"
    switches = [switch for switch in SWITCHES if not switch.startswith(("--dump", "--window"))]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        preferred = f"--blink-settings=preferredColorScheme={('dark', 'light').index(scheme)}"
        window = f"--window-size={size[0]},{size[1]}"
        shot = f"--screenshot={PICTURES / name}"
        profile = f"--user-data-dir={folder}/profile"
        subprocess.run([browser, *switches, preferred, window, shot, profile, source.as_uri()], check=True, timeout=60)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    mail = render(compose(*WEEKS["usual_week"]()), "assistant@bergdental.example").html
    facts = usual_week()
    story = report(facts, OFFICE, NORTHGATE, Period(start=at("01-01"), end=MONDAY), letters_of(facts))
    draw(mail, "agenda.png", (390, 1300), "light")
    draw(mail, "agenda-dark.png", (390, 1300), "dark")
    draw(story, "report.png", (820, 1100), "light")


if __name__ == "__main__":
    main()
