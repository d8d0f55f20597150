"""A span of time in as few words as tell the truth."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from assistant.agenda.view import View
from assistant.agenda.worktime import day_length

_HOUR = timedelta(hours=1)


def office_time(span: timedelta, view: View) -> str:
    """In minutes, hours or working days of the office."""
    return _together(_spoken(span, day_length(view.office), view))


def calendar_time(span: timedelta, view: View) -> str:
    """In minutes, hours or days of 24 hours."""
    return _together(_spoken(span, timedelta(days=1), view))


def _spoken(span: timedelta, day: timedelta, view: View) -> str:
    if span < _HOUR:
        return view.voice.say("{n} min", n=round(span.total_seconds() / 60))
    if span < day:
        return view.voice.say("{n} h", n=_tenths(span / _HOUR, view))
    days = span / day
    return view.voice.count("{days} day", "{days} days", 1 if round(days, 1) == 1 else 2, days=_tenths(days, view))


def _tenths(value: float, view: View) -> str:
    """With one decimal below ten, none above, and none where it is nought."""
    rounded = Decimal(str(round(value, 1 if value < 10 else 0))).normalize()
    return view.voice.number(rounded)


def _together(text: str) -> str:
    """Kept on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")
