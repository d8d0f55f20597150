"""Reckoning with days: the nearest year, the next weekday, the ends of weeks and months, Easter."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

# A day and month without a year lie ahead, unless they passed this few days ago: letters speak of what comes,
# and now and then of what has just been.
LOOK_BACK = 60


# Letters of offices speak of no other years; figures that seem to are none.
FIRST_YEAR, LAST_YEAR = 1950, 2150


def day_of(year: int, month: int, day: int) -> date | None:
    """That day, or None when the calendar has no such day, or it is out of this age."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest(month: int, day: int, today: date, weekday: int | None = None) -> date | None:
    """That day of the year nearest ahead; a weekday named beside it decides between the years."""
    years = [day_of(today.year + step, month, day) for step in (-1, 0, 1, 2)]
    known = [found for found in years if found is not None]
    if weekday is not None:
        fitting = [found for found in known if found.weekday() == weekday and abs((found - today).days) < 400]
        if fitting:
            return min(fitting, key=lambda found: abs((found - today).days))
    ahead = [found for found in known if found >= today - timedelta(days=LOOK_BACK)]
    return min(ahead, default=None)


def next_number(number: int, today: date) -> date | None:
    """The next day, today included, that bears this number in its month."""
    for months in range(14):
        found = day_of(*_months_on(today, months), number)
        if found is not None and found >= today:
            return found
    return None


def weekday_numbered(weekday: int, number: int, today: date, days: int) -> date | None:
    """The day with this number that falls on this weekday, from a week back to so many days ahead."""
    for step in range(-7, days):
        found = today + timedelta(days=step)
        if found.day == number and found.weekday() == weekday:
            return found
    return None


def previous_number(number: int, today: date) -> date | None:
    """The latest day before today that bears this number in its month."""
    for months in range(14):
        found = day_of(*_months_on(today, -months), number)
        if found is not None and found < today:
            return found
    return None


def next_weekday(weekday: int, today: date) -> date:
    """The first such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def last_weekday(weekday: int, today: date) -> date:
    """The latest such weekday before today."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """As many months on; the last day of a shorter month."""
    year, month = _months_on(day, months)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add_workdays(day: date, count: int, workdays: tuple[int, ...]) -> date:
    """As many working days on; the day itself does not count."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() in workdays
    return day


def nth_weekday(weekday: int, nth: int, month: date) -> date | None:
    """The nth such weekday of the month; -1 is the last."""
    if nth < 0:
        last = month_end(month)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = month.replace(day=1)
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return found if found.month == month.month else None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    offset = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * offset) // 451
    month, day = divmod(h + offset - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _months_on(day: date, months: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1
