"""The one day that a promise or a snooze names."""

from __future__ import annotations

from datetime import date, timedelta

from assistant.dates import reckon
from assistant.dates.find import find_dates
from assistant.dates.values import Calendar, When


def due(text: str, calendar: Calendar) -> date | None:
    """The day by which: "by Friday", "end of next week" (its Friday), "within two working days"; None without one."""
    ahead = [when for when in find_dates(text, calendar) if not when.past and when.last_day >= calendar.today]
    deadlines = [when for when in ahead if when.kind == "deadline"]
    chosen = next(iter(deadlines or ahead), None)
    return None if chosen is None else _by(chosen)


def _by(when: When) -> date:
    if when.kind == "week":
        return reckon.monday(when.day) + timedelta(days=4)
    return when.last_day if when.kind in {"month", "quarter", "year", "span"} else when.day


def until(text: str, calendar: Calendar) -> date | None:
    """The day on which something put off comes back: as many days on for a length, the 1st for a month or year,
    the day after for "after 5 March"; None when no day is named."""
    ahead = [when for when in find_dates(text, calendar) if when.last_day >= calendar.today]
    if not ahead:
        return None
    when = ahead[0]
    if when.relation == "after" and when.kind in {"day", "deadline"}:
        return when.last_day + timedelta(days=1)
    return when.day
