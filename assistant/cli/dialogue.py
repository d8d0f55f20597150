"""`assistant init`: a few questions, the connections tried, config.yaml written for its owner's eyes alone."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import typer

from assistant.app.clock import system_clock
from assistant.app.doctor import examine, examine_mail
from assistant.app.errors import AppError
from assistant.app.founding import Proposal, as_providers, configuration, proposals, say_hello
from assistant.cli.accounts import account
from assistant.config import DAYS, Settings, parse
from assistant.mailbox.errors import MailboxError

SAMPLE = "# The configuration of one office."  # the first line of the commented sample: nobody's, so it may go


def ask(path: Path) -> None:
    """Ask, write `path` (mode 0600), and say what works. Raises AppError when there is a configuration already."""
    if path.exists() and not path.read_text(encoding="utf-8").startswith(SAMPLE):
        raise AppError(f"{path} exists already. Edit it, or move it away and run `assistant init` again.")
    answers = _answers(path)
    text = configuration(answers)
    settings = parse(text, path)
    _write_private(path, text)
    typer.echo(f"\nWritten: {path}")
    _first_mail(settings)
    findings = examine(settings, system_clock())
    for found in findings:
        _say(ok=found.ok, what=f"{found.check}: {found.what} {found.remedy}")
    if not all(found.ok for found in findings):
        raise AppError("Not everything works yet: mend what is marked !! and look again with `assistant doctor`.")
    typer.echo("\nStart with: assistant run")


def _answers(path: Path) -> dict[str, Any]:
    """The configuration that the answers make."""
    name = typer.prompt("Your name")
    addresses = typer.prompt("Your mail addresses, with spaces between them", value_proc=_addresses)
    zone = typer.prompt("Your time zone", default=_local_zone())
    answers: dict[str, Any] = {"owner": {"name": name, "addresses": addresses, "timezone": zone}}
    typer.echo("\nThe assistant needs a mailbox of its own, to which you forward your providers' mail.")
    own = typer.prompt("Its mail address", value_proc=_address)
    answers |= {"assistant": {"address": own}, **_working_account(own, answers, path)}
    answers["database"] = {"url": "sqlite:///assistant.db"}
    chosen = _chosen(_looked_through(parse(configuration(answers), path)))
    if chosen:
        answers["providers"] = as_providers(chosen)
    day = typer.prompt("\nOn which day do you want the agenda", default="monday", value_proc=_day)
    hour = typer.prompt("At what time", default="07:30", value_proc=_hour)
    return {**answers, "agenda": {"day": day, "time": hour}}


def _working_account(own: str, answers: dict[str, Any], path: Path) -> dict[str, Any]:
    """The mail account, asked for until reading and sending work or the person wants to mend it later."""
    while True:
        found = account(own, path.resolve().parent)
        settings = parse(configuration({**answers, "assistant": {"address": own}, **found}), path)
        checks = examine_mail(settings)
        for check in checks:
            _say(ok=check.ok, what=f"{check.check}: {check.what} {check.remedy}")
        if all(check.ok for check in checks) or not typer.confirm("Ask again about the mail account?", default=True):
            return found


def _looked_through(settings: Settings) -> list[Proposal]:
    """Who writes to the mailbox; nobody when it cannot be read, which has been said already."""
    try:
        return proposals(settings)
    except MailboxError:
        return []


def _chosen(firms: list[Proposal]) -> list[Proposal]:
    """Those that the person calls providers."""
    if firms:
        typer.echo("\nThese firms write to the mailbox. Which of them supply your IT?")
    return [one for one in firms if typer.confirm(f"  {one.name} ({one.domain}, {one.letters} mails)", default=False)]


def _first_mail(settings: Settings) -> None:
    """A mail to the owner shows better than any check that sending works."""
    owner = settings.owner.addresses[0]
    if not typer.confirm(f"\nShall I send a first mail to {owner}?", default=True):
        return
    try:
        say_hello(settings, system_clock())
    except MailboxError as error:
        _say(ok=False, what=f"{error} {error.remedy}")
    else:
        _say(ok=True, what="sent; look into your mailbox, and into the folder for spam")


def _say(*, ok: bool, what: str) -> None:
    typer.echo(f"{'ok' if ok else '!!'}  {what}".rstrip())


def _addresses(text: str) -> list[str]:
    return [_address(word) for word in re.split(r"[\s,;]+", text.strip())]


def _address(text: str) -> str:
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", text.strip()):
        raise typer.BadParameter("write it as name@firm.example")
    return text.strip()


def _day(text: str) -> str:
    days = [day for day in DAYS if text.strip() and day.startswith(text.strip().lower())]
    if len(days) != 1:
        raise typer.BadParameter(f"write one of {', '.join(DAYS)}")
    return days[0]


def _hour(text: str) -> str:
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", text.strip())
    if not found:
        raise typer.BadParameter("write it as 07:30")
    return f"{int(found[1]):02}:{found[2]}"


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
