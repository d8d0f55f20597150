"""`assistant init`: a few questions, the connections tried, config.yaml written for its owner's eyes alone."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import typer
import yaml

from assistant.app.clock import system_clock
from assistant.app.doctor import examine
from assistant.app.errors import AppError
from assistant.config import parse
from assistant.mailbox.hosts import Server, host_of

SAMPLE = "# The configuration of one office."  # the first line of the commented sample: nobody's, so it may go
_HEAD = """\
# Written by `assistant init`. What else can be said: see the commented config.yaml of the program.
# Check it with: assistant doctor
"""


def ask(path: Path) -> None:
    """Ask, write `path` (mode 0600), and say what works. Raises AppError when there is a configuration already."""
    if path.exists() and not path.read_text(encoding="utf-8").startswith(SAMPLE):
        raise AppError(f"{path} exists already. Edit it, or move it away and run `assistant init` again.")
    text = _HEAD + yaml.safe_dump(_answers(), sort_keys=False, allow_unicode=True)
    settings = parse(text, path)
    _write_private(path, text)
    typer.echo(f"\nWritten: {path}")
    findings = examine(settings, system_clock())
    for found in findings:
        typer.echo(f"{'ok' if found.ok else '!!'}  {found.check}: {found.what} {found.remedy}".rstrip())
    if not all(found.ok for found in findings):
        raise AppError("Not everything works yet: mend what is marked !! and look again with `assistant doctor`.")
    typer.echo("\nStart with: assistant run")


def _answers() -> dict[str, Any]:
    """The configuration that the answers make."""
    name = typer.prompt("Your name")
    address = typer.prompt("Your mail address", value_proc=_address)
    zone = typer.prompt("Your time zone", default=_local_zone())
    typer.echo("\nThe assistant needs a mailbox of its own, to which you forward your providers' mail.")
    own = typer.prompt("Its mail address", value_proc=_address)
    host = host_of(own)
    if host and host.none:
        raise AppError(f"{host.name} cannot be used: {host.none}")
    if host and host.note:
        typer.echo(f"{host.name}: {host.note}")
    if host and host.page:
        typer.echo(f"Make a password for the assistant here: {host.page}")
    imap = _server("incoming mail server (IMAP)", host.imap if host else None, own, "imap")
    smtp = _server("outgoing mail server (SMTP)", host.smtp if host else None, own, "smtp")
    secret = typer.prompt("The file that holds its password (only you may read it)", default="password")
    account = {"username": host.username_of(own) if host else own, "password_file": secret}
    return {
        "owner": {"name": name, "addresses": [address], "timezone": zone},
        "assistant": {"address": own},
        "mailbox": {"kind": "imap", **imap, **account},
        "outgoing": {"kind": "smtp", **smtp, **account},
        "database": {"url": "sqlite:///assistant.db"},
        "agenda": {"day": "monday", "time": "07:30"},
    }


def _address(text: str) -> str:
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", text.strip()):
        raise typer.BadParameter("write it as name@firm.example")
    return text.strip()


def _server(what: str, known: Server | None, address: str, name: str) -> dict[str, Any]:
    """Where to connect: as the mail host has it, else as the answer says."""
    if known is not None:
        return {"host": known.host, "port": known.port, "security": known.security}
    return {"host": typer.prompt(f"Its {what}", default=f"{name}.{address.rpartition('@')[2]}")}


def _local_zone() -> str:
    """The time zone of this machine, as its clock is set."""
    link = Path("/etc/localtime")
    parts = link.resolve().parts if link.exists() else ()
    return "/".join(parts[parts.index("zoneinfo") + 1 :]) if "zoneinfo" in parts else "UTC"


def _write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
