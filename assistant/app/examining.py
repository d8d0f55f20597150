"""The checks of `assistant doctor`, one for each thing that can be wrong; each says what to do about what it finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from shutil import disk_usage

import yaml

from assistant.app.blindness import lasting
from assistant.app.clock import system_clock
from assistant.app.rounds import opened_ledger, opened_mailbox
from assistant.config import Settings
from assistant.ledger.keeping import damage_of
from assistant.ledger.opening import sqlite_file
from assistant.ledger.store import Ledger
from assistant.resources import folder, rules
from assistant.vocabulary import PUBLIC_HOSTS

_BUILT = datetime(2026, 1, 1, tzinfo=UTC)  # a clock that is before this is wrong
_SILENT = timedelta(days=2)
_AHEAD = timedelta(days=2)  # letters dated so far ahead are their writers' fault, or our clock is behind
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


def configuration(settings: Settings, _now: datetime) -> Iterator[Examined]:
    """What can be written, and does not make sense."""
    office = settings.office
    ours = {address.rpartition("@")[2] for address in office.addresses} - PUBLIC_HOSTS
    if not settings.owner.addresses:
        yield Examined("configuration", "owner.addresses is empty", "Write your own mail addresses there.")
    if office.assistant in office.addresses:
        remedy = "Give the assistant a mailbox of its own: what it reads there as yours would be its own mail."
        yield Examined("configuration", f"{office.assistant} is yours and the assistant's as well", remedy)
    for provider in settings.providers:
        for domain in provider.domains:
            if domain in PUBLIC_HOSTS:
                remedy = f"Take {domain} out of its `domains`: anybody may have an address there."
                yield Examined("configuration", f"{provider.name} is known by {domain}, a public mail host", remedy)
            elif domain in ours:
                remedy = f"Take {domain} out of its `domains`, or letters of your own people count as theirs."
                yield Examined("configuration", f"{provider.name} is known by your own domain {domain}", remedy)
    listed = f"{len(settings.providers)} providers" if settings.providers else "no providers are listed yet"
    yield Examined("configuration", f"{listed}, zone {settings.owner.timezone}")


def clock(settings: Settings, now: datetime) -> Iterator[Examined]:
    """No clock is earlier than the program; whether it is behind the letters, the ledger tells."""
    remedy = "" if system_clock() > _BUILT else "Set the clock of this machine: the agenda goes out by it."
    yield Examined("clock", f"{now.astimezone(settings.zone):%A %d %B %Y, %H:%M}", remedy)


def rule_files(_settings: Settings, _now: datetime) -> Iterator[Examined]:
    """That every file is there and can be read."""
    names = sorted(path.stem for path in folder("rules").rglob("*.yaml"))
    for path in sorted(folder("rules").rglob("*.yaml")):
        name = path.relative_to(folder("rules")).with_suffix("").as_posix()
        try:
            rules(name)
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            where = " ".join(str(error).split())
            remedy = "Take back what was changed there, or install the program anew."
            yield Examined("rules", f"rules/{name}.yaml cannot be read: {where}", remedy)
    yield Examined("rules", f"{len(names)} files of rules", "" if names else "Install the program anew.")


def disk(settings: Settings, _now: datetime) -> Iterator[Examined]:
    """Room, and who may read what is private."""
    file = sqlite_file(settings.database_url)
    if file is None:
        return
    free = disk_usage(file.parent if file.parent.exists() else settings.base).free
    remedy = "" if free > _ROOM else "Make room on the disk: mail that cannot be stored stays in the mailbox meanwhile."
    yield Examined("disk", f"{free / 2**30:.1f} GB free", remedy)
    for private in (file, settings.base / "config.yaml"):
        if private.exists() and private.stat().st_mode & 0o077:
            yield Examined("disk", f"others may read {private}", f"Say: chmod 600 {private}")


def database(settings: Settings, now: datetime) -> Iterator[Examined]:
    """That it is sound, and what it tells of the service."""
    damage = damage_of(settings.database_url)
    if damage:
        remedy = "Stop the service and restore a backup: `assistant restore --overwrite FILE`."
        yield Examined("storage", "; ".join(damage), remedy)
        return
    yield Examined("storage", "sound; every mail is as it came")
    with opened_ledger(settings) as ledger:
        facts = ledger.facts()
        yield Examined("database", f"{facts.letters} letters, {len(facts.issues)} issues")
        yield from _newest(ledger, settings, now)
        yield from _outbox(ledger)
        yield from _service(ledger, settings, now)


def _newest(ledger: Ledger, settings: Settings, now: datetime) -> Iterator[Examined]:
    newest = ledger.newest()
    if newest is not None and newest > now + _AHEAD:
        remedy = "If the clock of this machine is behind, set it; a sender's wrong clock does no harm."
        yield Examined("clock", f"a letter is dated {newest.astimezone(settings.zone):%d %B %Y}", remedy)


def _outbox(ledger: Ledger) -> Iterator[Examined]:
    for purpose, recipients, problem in ledger.undelivered():
        remedy = "Mend what the server's words name: an address, or `outgoing:`. What waits is tried again by itself."
        yield Examined("outbox", f"{purpose} to {recipients}: {problem}", remedy)


def _service(ledger: Ledger, settings: Settings, now: datetime) -> Iterator[Examined]:
    spell = lasting(ledger)
    if spell is not None:
        since = f"not read since {spell.start.astimezone(settings.zone):%d %B, %H:%M}: {spell.why}"
        yield Examined("service", since, spell.remedy or "See the mailbox's own check below.")
    looked = ledger.setting("looked_at")
    if looked is not None and now - datetime.fromisoformat(looked) > _SILENT:
        last = f"{datetime.fromisoformat(looked).astimezone(settings.zone):%d %B, %H:%M}"
        remedy = "Start `assistant run`, and let it be started with the machine (docs/service.md)."
        yield Examined("service", f"last looked into the mailbox on {last}", remedy)


def mail(settings: Settings, _now: datetime) -> Iterator[Examined]:
    """The way in and the way out, step by step."""
    with opened_mailbox(settings) as (incoming, outgoing):
        yield from (Examined("mailbox", f.what, f.remedy) for f in incoming.check())
        yield from (Examined("outgoing", f.what, f.remedy) for f in outgoing.check())
