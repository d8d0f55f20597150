"""What works and what does not: configuration, mailbox, outgoing mail, database, clock, rules; each with its remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from shutil import disk_usage

from assistant.app.blindness import lasting
from assistant.app.clock import system_clock
from assistant.app.rounds import opened_ledger, opened_mailbox
from assistant.config import Settings
from assistant.ledger.keeping import damage_of
from assistant.ledger.opening import sqlite_file
from assistant.resources import folder, rules
from assistant.vocabulary import Trouble

_BUILT = datetime(2026, 1, 1, tzinfo=UTC)  # a clock that is before this is wrong
_SILENT = timedelta(days=2)
_ROOM = 500 * 2**20  # bytes free on the disk: less is used up by the next large mails


@dataclass(frozen=True, slots=True)
class Examined:
    """One check: what was found, and the remedy where something is wrong."""

    check: str
    what: str
    remedy: str = ""  # "" when all is well

    @property
    def ok(self) -> bool:
        return not self.remedy


def examine(settings: Settings, now: datetime) -> list[Examined]:
    """Every check, in the order in which one would mend things."""
    checks: tuple[tuple[str, Callable[[Settings, datetime], Iterator[Examined]]], ...] = (
        ("configuration", _configuration),
        ("clock", _clock),
        ("rules", _rules),
        ("disk", _disk),
        ("database", _database),
        ("mail", _mail),
    )
    return [found for name, check in checks for found in _trapped(name, check, settings, now)]


def examine_mail(settings: Settings) -> list[Examined]:
    """Only the way in and the way out."""
    return _trapped("mail", _mail, settings, system_clock())


def _trapped(
    name: str, check: Callable[[Settings, datetime], Iterator[Examined]], settings: Settings, now: datetime
) -> list[Examined]:
    try:
        return list(check(settings, now))
    except (Trouble, OSError) as error:
        return [Examined(name, str(error), "Mend what the sentence names, then run `assistant doctor` again.")]


def _configuration(settings: Settings, _now: datetime) -> Iterator[Examined]:
    if not settings.owner.addresses:
        yield Examined("configuration", "owner.addresses is empty", "Write your own mail addresses there.")
    if not settings.providers:
        yield Examined("configuration", "no providers are listed; each is created from its first mail")
    else:
        yield Examined("configuration", f"{len(settings.providers)} providers, zone {settings.owner.timezone}")


def _clock(settings: Settings, now: datetime) -> Iterator[Examined]:
    remedy = "" if system_clock() > _BUILT else "Set the clock of this machine."
    yield Examined("clock", f"{now.astimezone(settings.zone):%A %d %B %Y, %H:%M}", remedy)


def _rules(_settings: Settings, _now: datetime) -> Iterator[Examined]:
    names = sorted(path.stem for path in folder("rules").glob("*.yaml"))
    for name in names:
        rules(name)
    yield Examined("rules", f"{len(names)} files of rules", "" if names else "Install the program anew.")


def _disk(settings: Settings, _now: datetime) -> Iterator[Examined]:
    file = sqlite_file(settings.database_url)
    if file is None:
        return
    free = disk_usage(file.parent if file.parent.exists() else settings.base).free
    remedy = "" if free > _ROOM else "Make room on the disk: mail that cannot be stored stays in the mailbox meanwhile."
    yield Examined("disk", f"{free / 2**30:.1f} GB free", remedy)
    for private in (file, settings.base / "config.yaml"):
        if private.exists() and private.stat().st_mode & 0o077:
            yield Examined("disk", f"others may read {private}", f"Say: chmod 600 {private}")


def _database(settings: Settings, now: datetime) -> Iterator[Examined]:
    damage = damage_of(settings.database_url)
    if damage:
        remedy = "Stop the service and restore a backup: `assistant restore --overwrite FILE`."
        yield Examined("storage", "; ".join(damage), remedy)
        return
    yield Examined("storage", "sound; every mail is as it came")
    with opened_ledger(settings) as ledger:
        facts = ledger.facts()
        yield Examined("database", f"{facts.letters} letters, {len(facts.issues)} issues")
        for purpose, recipients, problem in ledger.undelivered():
            yield Examined("outbox", f"{purpose} to {recipients}: {problem}", "See the server's own words.")
        spell = lasting(ledger)
        if spell is not None:
            since = f"not read since {spell.start.astimezone(settings.zone):%d %B, %H:%M}: {spell.why}"
            yield Examined("service", since, spell.remedy or "See the mailbox's own check below.")
        looked = ledger.setting("looked_at")
        silent = looked is not None and now - datetime.fromisoformat(looked) > _SILENT
        if silent:
            yield Examined("service", f"last looked into the mailbox at {looked}", "Start `assistant run`.")


def _mail(settings: Settings, _now: datetime) -> Iterator[Examined]:
    with opened_mailbox(settings) as (incoming, outgoing):
        yield from (Examined("mailbox", f.what, f.remedy) for f in incoming.check())
        yield from (Examined("outgoing", f.what, f.remedy) for f in outgoing.check())
