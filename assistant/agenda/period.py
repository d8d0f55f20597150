"""What the agenda has to know beside the facts: the time it covers, and how well the assistant could see in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of time in which the mailbox could not be read. Aware times."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Period:
    """From the agenda before (`start`) to the moment of this one (`end`); both are aware.

    The rest is for the line at the foot: what was read, when the mailbox was last looked into, and where it was blind.
    """

    start: datetime
    end: datetime
    first: bool = False  # the owner has never had an agenda before
    letters: int = 0  # letters read in the period
    looked_at: datetime | None = None
    blind: tuple[Spell, ...] = ()
    missed: tuple[date, ...] = ()  # days on which an agenda was due and could not be sent
    meeting: tuple[datetime, datetime] | None = None  # the meeting that it is for: its beginning and its end
    objection_days: int = 0  # so long after "fixed" silence counts as yes; 0: not told
    meetings: tuple[datetime, ...] = ()  # when the weekly meeting fell into it, for the monthly summary
    due_at: datetime | None = None  # when this agenda should have gone out, if it goes out late
