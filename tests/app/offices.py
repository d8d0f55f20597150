"""An office on real servers: its configuration file, its letters, its ledger seen from outside."""

from __future__ import annotations

import json
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from assistant.cli import bills, commands, keeping  # noqa: F401  they register themselves
from assistant.cli.door import app

MONDAY = "2026-03-09T07:30:00+00:00"
OWNER = "anna@bergdental.example"
ASSISTANT = "assistant@bergdental.example"


def write_config(folder: Path, mailbox: str, outgoing: str, trust: str = "address") -> Path:
    path = folder / "config.yaml"
    path.write_text(
        f"""\
owner: {{name: Anna Berg, addresses: [{OWNER}], timezone: Europe/London, trust: {trust}}}
assistant: {{address: {ASSISTANT}}}
mailbox: {mailbox}
outgoing: {outgoing}
database: {{url: "sqlite:///assistant.db"}}
providers:
  - {{name: Northgate IT, domains: [northgate-it.example]}}
agenda: {{day: monday, time: "07:30"}}
"""
    )
    return path


def command(config: Path, *words: str, now: str = MONDAY) -> list[str]:
    return [sys.executable, "-m", "assistant", "--config", str(config), "--now", now, *words]


def run(config: Path, *words: str, now: str = MONDAY) -> str:
    """What the command prints, run in this process."""
    done = CliRunner().invoke(app, ["--config", str(config), "--now", now, *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def rows(config: Path, what: str, now: str = MONDAY) -> list[dict[str, Any]]:
    return json.loads(run(config, what, "--json", now=now))


def mail(name: str, words: str, sender: str = "desk@northgate-it.example", **headers: str) -> bytes:
    """A mail called `name`, to the owner with the assistant in copy, or from the owner to the assistant."""
    made = EmailMessage()
    made["From"] = sender
    made["To"] = ASSISTANT if sender == OWNER else f"{OWNER}, {ASSISTANT}"
    made["Subject"] = headers.pop("subject", name)
    made["Date"] = headers.pop("date", "Mon, 09 Mar 2026 06:00:00 +0000")
    made["Message-ID"] = f"<{name.replace(' ', '-')}@{sender.partition('@')[2]}>"
    for header, value in headers.items():
        made[header.replace("_", "-")] = value
    made.set_content(words)
    return made.as_bytes()
