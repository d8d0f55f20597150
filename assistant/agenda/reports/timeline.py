"""An issue's life as a strip: stretches of time with their status, placed on a scale of 0 to 1000."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from assistant.agenda.period import Period
from assistant.agenda.voice import Voice
from assistant.vocabulary import Issue, Status

SCALE = 1000
_LAST = 90.0  # per cent


@dataclass(frozen=True, slots=True)
class Strip:
    """One stretch: where it begins, how wide it is, and its status."""

    x: int
    width: int
    status: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A month on the scale."""

    percent: float
    label: str


def strips(issue: Issue, period: Period) -> tuple[Strip, ...]:
    """The stretches of its life within the period; once resolved there is nothing to draw."""
    ends = [*(step.at for step in issue.history[1:]), period.end]
    lives = zip(issue.history, ends, strict=True) if issue.history else ()
    drawn = (_strip(step.status, step.at, end, period) for step, end in lives)
    return tuple(strip for strip in drawn if strip.width > 0 and strip.status != Status.RESOLVED.value)


def months(period: Period, voice: Voice) -> tuple[Mark, ...]:
    """The first days of the months within the period, thinned out to at most seven."""
    first, last = voice.day_of(period.start), voice.day_of(period.end)
    count = (last.year - first.year) * 12 + last.month - first.month
    firsts = [_month(first, n) for n in range(1, count + 1)]
    step = max(1, -(-len(firsts) // 7))
    marks = (Mark(_percent(day, first, last), voice.month(day)) for day in firsts[::step])
    return tuple(mark for mark in marks if mark.percent <= _LAST)  # a name needs room at its right


def _strip(status: Status, start: datetime, end: datetime, period: Period) -> Strip:
    x, right = _place(start, period), _place(end, period)
    return Strip(x, max(right - x, 4 if start <= end and right >= x and end > period.start else 0), status.value)


def _place(at: datetime, period: Period) -> int:
    share = (at - period.start) / (period.end - period.start)
    return round(SCALE * min(1.0, max(0.0, share)))


def _percent(day: date, first: date, last: date) -> float:
    return round(100 * (day - first).days / max(1, (last - first).days), 1)


def _month(day: date, later: int) -> date:
    count = day.year * 12 + day.month - 1 + later
    return date(count // 12, count % 12 + 1, 1)
