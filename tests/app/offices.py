"""An office on real servers: its configuration file, its letters, its ledger seen from outside."""

from __future__ import annotations

import json
import sys
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from assistant.cli import bills, commands, keeping  # noqa: F401  they register themselves
from assistant.cli.door import app

MONDAY = "2026-03-09T07:30:00+00:00"
OWNER = "anna@bergdental.example"
ASSISTANT = "assistant@bergdental.example"
MAILS, OUTBOX = "{kind: folder, path: mails}", "{kind: folder, path: outbox}"


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


def folder_office(folder: Path, trust: str = "address") -> Path:
    """An office whose mail comes as files into `mails` and goes out as files into `outbox`."""
    (folder / "mails").mkdir()
    return write_config(folder, MAILS, OUTBOX, trust)


def server_office(folder: Path, dovecot: Any, smtp_server: Any, trust: str = "address") -> Path:
    """An office on a real IMAP and a real SMTP server."""
    return write_config(folder, imap_account(dovecot), smtp_account(smtp_server), trust)


def imap_account(dovecot: Any, more: str = "") -> str:
    account = f"port: {dovecot.port}, security: none, username: {dovecot.user}, password: {dovecot.password}"
    return f"{{kind: imap, host: 127.0.0.1, {account}{more}}}"


def smtp_account(smtp_server: Any) -> str:
    return f"{{kind: smtp, host: 127.0.0.1, port: {smtp_server.port}, security: none}}"


def put(config: Path, name: str, raw: bytes) -> None:
    """A mail arrives in the folder."""
    (config.parent / "mails" / f"{name}.eml").write_bytes(raw)


def sent_raw(config: Path) -> list[bytes]:
    """What went out into the folder, oldest first."""
    files = sorted((config.parent / "outbox").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    return [file.read_bytes() for file in files]


def sent(config: Path) -> list[EmailMessage]:
    return [parsed(raw) for raw in sent_raw(config)]


def parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def text_of(one: EmailMessage) -> str:
    """The words of its plain part, without their line breaks."""
    return " ".join(one.get_body(("plain",)).get_content().split())


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
