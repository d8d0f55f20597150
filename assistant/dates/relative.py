"""Days counted from the moment of writing: weekdays, tomorrow, in three days, Easter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.dates import reckon
from assistant.dates.day import Day
from assistant.dates.holidays import after_holiday, holiday
from assistant.dates.tokens import Token
from assistant.dates.values import Calendar
from assistant.dates.words import count_of, one, step_of, weekday_of

LONGEST = 1000  # units; what counts more is no length of time


def weekday_alone(found: Sequence[Token], calendar: Calendar) -> Day | None:
    weekday, today = weekday_of(found) or 0, calendar.today
    how = {token.tag for token in found}
    if "L" in how:
        return Day(reckon.last_weekday(weekday, today), past=True)
    if "X" in how:
        return Day(reckon.monday(today) + timedelta(days=7 + weekday))
    day = today if how & set("T") and weekday == today.weekday() else reckon.next_weekday(weekday, today)
    return Day(day, weekly=True)


def weekday_of_week(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "Friday next week", "Tuesday of this week"."""
    start = _week_start(found, calendar)
    return None if start is None else Day(start + timedelta(days=weekday_of(found) or 0), past=step_of(found) < 0)


def weekday_after_next(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "Friday after next": a week after the coming one; "Friday after next week": in the week behind it."""
    weekday = weekday_of(found) or 0
    if found[-1].tag == "U":
        behind = found[-1].value == "week"
        return Day(reckon.monday(calendar.today) + timedelta(days=14 + weekday)) if behind else None
    return Day(reckon.next_weekday(weekday, calendar.today) + timedelta(days=7))


def weekday_week(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "Tuesday week", "woensdag over een week": the coming one, today's included, and as many weeks on."""
    unit = next((token.value for token in found if token.tag == "U"), "week")
    if unit not in {"week", "fortnight"}:
        return None
    weeks = next((count_of(token) for token in found if token.tag in "Qn"), 1) * (2 if unit == "fortnight" else 1)
    ahead = (((weekday_of(found) or 0) - calendar.today.weekday()) % 7) + 7 * int(weeks)
    return Day(calendar.today + timedelta(days=ahead))


def relative(found: Sequence[Token], calendar: Calendar) -> Day | None:
    offset = int(one(found, "r").value)
    return Day(calendar.today + timedelta(days=offset), past=offset < 0)


def relative_week(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "a week today", "a week from tomorrow", "tomorrow week"."""
    unit = one(found, "U").value
    if unit not in {"week", "fortnight"}:
        return None
    weeks = next((count_of(token) for token in found if token.tag in "Qn"), 1) * (2 if unit == "fortnight" else 1)
    return Day(calendar.today + timedelta(days=int(one(found, "r").value) + 7 * int(weeks)))


def duration(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "in three days", "within 24 hours", "a week ago"."""
    back = any(token.tag in "gsLe" for token in found)
    unit = one(found, "U").value
    count = ([count_of(token) for token in found if token.tag in "Qn#"] or [1])[-1]
    if count > LONGEST:
        return None
    return stepped(-count if back else count, unit, calendar)


def short_duration(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "dans 2h", "sous 24h": after such a word a number of hours is no hour of the day."""
    figures = re.findall(r"\d+", found[-1].value)
    return stepped(int(figures[0]), "hour", calendar) if len(figures) == 1 else None


def stepped(count: float, unit: str, calendar: Calendar) -> Day | None:
    """As many units from now, backwards when negative."""
    unit = "hour" if unit == "uur" else unit
    today, past = calendar.today, count < 0
    if unit in {"minute", "hour"}:
        moment = calendar.now + timedelta(**{unit + "s": count})
        return Day(moment.date(), moment=moment, past=past)
    if unit == "workday":
        return Day(reckon.add_workdays(today, int(count), calendar.workdays), past=past)
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    if days:
        return Day(today + timedelta(days=round(days * count)), past=past)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    return Day(reckon.add_months(today, round(months * count)), past=past)


def named_day(found: Sequence[Token], calendar: Calendar) -> Day | None:
    read = after_holiday if found[0].tag == "a" else holiday
    day = read(one(found, "H").name, calendar.today)
    return Day(day) if day else None


def _week_start(found: Sequence[Token], calendar: Calendar) -> date | None:
    if one(found, "U").value != "week":
        return None
    return reckon.monday(calendar.today) + timedelta(days=7 * step_of(found))
