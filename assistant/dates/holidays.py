"""Days that go by a name in the letters of small firms; the next one, today included."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from assistant.dates.reckon import easter, nth_weekday

MOVABLE: dict[str, Callable[[int], date | None]] = {
    "goodfriday": lambda year: easter(year) - timedelta(days=2),
    "easter": easter,
    "eastermonday": lambda year: easter(year) + timedelta(days=1),
    "ascension": lambda year: easter(year) + timedelta(days=39),
    "whitsun": lambda year: easter(year) + timedelta(days=49),
    "whitmonday": lambda year: easter(year) + timedelta(days=50),
    "memorialday": lambda year: nth_weekday(0, -1, date(year, 5, 1)),
    "laborday": lambda year: nth_weekday(0, 1, date(year, 9, 1)),
    "thanksgiving": lambda year: nth_weekday(3, 4, date(year, 11, 1)),
}
FIXED = {
    "newyear": (1, 1), "christmaseve": (12, 24), "christmas": (12, 25), "boxingday": (12, 26), "newyearseve": (12, 31),
    "epiphany": (1, 6), "midsummer": (6, 24), "independenceday": (7, 4), "allsaints": (11, 1), "valentine": (2, 14),
}  # fmt: skip
# The last free day that belongs to it: "after Easter" is the Tuesday.
_LAST_FREE = {"easter": 1, "goodfriday": 3, "whitsun": 1, "christmas": 1, "christmaseve": 2}


def holiday(name: str, today: date) -> date | None:
    """The next day of that name."""
    days = (in_year(name, year) for year in (today.year, today.year + 1))
    return next((day for day in days if day is not None and day >= today), None)


def after_holiday(name: str, today: date) -> date | None:
    """The day after the free days around it."""
    day = holiday(name, today)
    return day and day + timedelta(days=_LAST_FREE.get(name, 0) + 1)


def in_year(name: str, year: int) -> date | None:
    """The day of that name in that year; None for a name that is not known."""
    if name in FIXED:
        return date(year, *FIXED[name])
    return MOVABLE[name](year) if name in MOVABLE else None
