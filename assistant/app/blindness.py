"""Where the assistant was blind: from when to when a mailbox could not be read, for the agenda and the alarm.

A spell is opened by the first look that fails and closed by the next that works. It is kept in the ledger, so that a
restart neither forgets nor repeats it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from assistant.agenda import Spell
from assistant.ledger.store import Ledger
from assistant.mailbox.errors import MailboxError

_SETTING = "blind"
_KEPT = 50  # spells; an agenda covers a week
_WORTH_SAYING = timedelta(hours=1)  # a shorter spell made nothing late that anybody would notice


@dataclass(frozen=True, slots=True)
class Blind:
    """One spell. `end` is None as long as it lasts; `why` and `remedy` are those of the latest failure."""

    start: datetime
    end: datetime | None
    why: str
    remedy: str


def could_not_see(ledger: Ledger, error: MailboxError, now: datetime) -> None:
    """A look into the mailbox failed: a spell begins, or goes on."""
    spells = _load(ledger)
    open_one = spells.pop() if spells and spells[-1].end is None else None
    told = Blind(open_one.start if open_one else now, None, str(error), error.remedy)
    if told != open_one:
        _store(ledger, [*spells, told])


def could_see(ledger: Ledger, now: datetime) -> None:
    """A look worked: the spell that was open is over."""
    spells = _load(ledger)
    if spells and spells[-1].end is None:
        last = spells[-1]
        _store(ledger, [*spells[:-1], replace(last, end=max(now, last.start))])


def lasting(ledger: Ledger) -> Blind | None:
    """The spell that is not over, if there is one."""
    spells = _load(ledger)
    return spells[-1] if spells and spells[-1].end is None else None


def blind_between(ledger: Ledger, start: datetime, end: datetime) -> tuple[Spell, ...]:
    """The spells within a time, the one that lasts to its end; those that are worth a word."""
    found = (Spell(max(s.start, start), min(s.end or end, end)) for s in _load(ledger))
    return tuple(spell for spell in found if spell.end - spell.start >= _WORTH_SAYING)


def _load(ledger: Ledger) -> list[Blind]:
    rows = json.loads(ledger.setting(_SETTING) or "[]")
    return [Blind(_moment(row["start"]), row["end"] and _moment(row["end"]), row["why"], row["remedy"]) for row in rows]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _store(ledger: Ledger, spells: list[Blind]) -> None:
    ledger.set(_SETTING, json.dumps([asdict(spell) for spell in spells[-_KEPT:]], default=datetime.isoformat))
