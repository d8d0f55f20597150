"""Each mail against what mail programs support (caniemail.com): no feature that harms where it is missing.

Needs node and the package `caniemail`: `make mailclients` fetches it once and runs this.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.agenda import render
from assistant.agenda.copies import compose_copy
from assistant.agenda.monthly import compose_month

from .agenda_factories import NORTHGATE, OFFICE, WEEK, usual_week

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"

# feature → why it does no harm where a program does not know it
HARMLESS = {
    "<body> element": "its colours stand on the table within it too",
    "<style> element": "all styles but those of dark mode are written into the elements",
    "@media": "there is no dark mode then",
    "border-radius": "the corners are square then",
    "color-scheme meta tag": "such a program chooses its dark colours itself, or has none",
    "display:none": "the preheader is also without height and in the colour of the ground",
    "max-height property": "Outlook for Windows hides the preheader by `mso-hide`",
    "overflow": "it cuts off the preheader only",
    "overflow-wrap": "`word-break: break-word` does the same beside it",
    "role attribute": "it is for screen readers alone",
    "table-layout": "the bars have their widths as attributes too",
    "white-space": "a sum may break into two lines",
    "word-break": "Outlook for Windows breaks long words by itself",
}


def mails() -> dict[str, str]:
    found = {path.stem: path.read_text(encoding="utf-8") for path in sorted(GOLDEN.glob("*.html"))}
    found["month"] = render(compose_month(usual_week(), OFFICE, WEEK)).html
    found["copy"] = render(compose_copy(usual_week(), OFFICE, NORTHGATE, WEEK)).html
    return found


@pytest.fixture(scope="module", name="node")
def _node() -> str:
    found = shutil.which("node")
    if found is None or not (HERE / "mailclients/node_modules/caniemail").is_dir():
        pytest.skip("node with the package caniemail is not here: make mailclients")
    return found


@pytest.mark.parametrize("name", mails())
def test_no_mail_uses_what_harms_where_a_mail_program_does_not_know_it(name: str, node: str) -> None:
    command = [node, str(HERE / "mailclients/check.mjs")]
    done = subprocess.run(command, input=mails()[name], capture_output=True, text=True, timeout=60, check=True)
    unsupported = json.loads(done.stdout)
    assert unsupported, "the check finds something in every mail: rounded corners in Outlook"
    assert [pair for pair in unsupported if pair[1] not in HARMLESS] == []
