"""Find the dates of a bill, with the order of day and month left open.

The names of the months are those of `rules/calendar.yaml`, in some thirty languages at once: a bill does not say which
language it is in, and may be in two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from assistant.invoices.words import fold
from assistant.resources import rules

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHAPES = re.compile(
    r"(?<![\w/.])(?<!\w-)(?:"
    r"(?P<iso>(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2}))"
    r"|(?P<figures>(?P<a>\d{1,2})(?P<sep>\s?[./-]\s?)(?P<b>\d{1,2})(?P=sep)(?P<y2>\d{4}|\d{2}))"
    r"|(?P<day_word>(?P<d3>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?[\s-]{0,2}(?:(?:of|de|den)\s)?(?P<w3>[^\W\d_]{3,12})\.?,?[\s-]{0,2}(?:de\s|del\s)?(?P<y3>\d{4}|'?\d{2}))"
    r"|(?P<word_day>(?P<w4>[^\W\d_]{3,12})\.?\s{0,2}(?P<d4>\d{1,2})(?:st|nd|rd|th)?\s?,?\s{1,2}(?P<y4>\d{4}))"
    r"|(?P<east>(?P<y5>\d{4})年(?P<m5>\d{1,2})月(?P<d5>\d{1,2})日)"
    r"|(?P<short_word>(?P<w6>[^\W\d_]{3,12})\.?\s(?P<d6>\d{1,2})(?:st|nd|rd|th)?|(?P<d7>\d{1,2})(?:st|nd|rd|th|\.)?\s(?:of\s)?(?P<w7>[^\W\d_]{3,12}))"
    r"|(?P<short>(?P<a8>\d{1,2})/(?P<b8>\d{1,2}))"
    r")(?![\w/]|-(?!\s?\d{1,2}[./]\d)\w|[.,:]\d)"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a line, `line[start:end]`. `one` and `two` are the figures before the year when their order is open."""

    start: int
    end: int
    year: int | None  # None: not written
    month: int
    day: int
    open: bool = False  # day and month may be the other way round (here as day first)

    def at(self, *, day_first: bool, after: date | None = None) -> date | None:
        """The day; without a year, the next one after `after`. None when there is no such day."""
        month, day = (self.month, self.day) if day_first or not self.open else (self.day, self.month)
        year = self.year if self.year is not None else (after.year if after else None)
        if year is None:
            return None
        found = _date(year, month, day)
        if self.year is None and found and after and found < after:
            return _date(year + 1, month, day)
        return found


def days(line: str) -> Iterator[Day]:
    """All dates of a line, left to right; those without a year too."""
    at = 0
    while match := _SHAPES.search(line, at):
        found = _read(match)
        at = match.end() if found else match.start() + 1
        if found:
            yield found


def _read(m: re.Match[str]) -> Day | None:
    if m["iso"]:
        return _day(m, int(m["y1"]), int(m["m1"]), int(m["d1"]))
    if m["figures"]:
        return _figures(m, _year(m["y2"]), int(m["a"]), int(m["b"]))
    if m["east"]:
        return _day(m, int(m["y5"]), int(m["m5"]), int(m["d5"]))
    if m["short"]:
        return _figures(m, None, int(m["a8"]), int(m["b8"]))
    word = m["w3"] or m["w4"] or m["w6"] or m["w7"]
    month = months().get(fold(word))
    if month is None:
        return None
    year = m["y3"] or m["y4"]
    return _day(m, _year(year) if year else None, month, int(m["d3"] or m["d4"] or m["d6"] or m["d7"]))


def _figures(m: re.Match[str], year: int | None, one: int, two: int) -> Day | None:
    if one > 12:
        return _day(m, year, two, one)
    if two > 12:
        return _day(m, year, one, two)
    found = _day(m, year, two, one)
    return Day(found.start, found.end, year, two, one, open=one != two) if found else None


def _day(m: re.Match[str], year: int | None, month: int, day: int) -> Day | None:
    if _date(year if year is not None else 2000, month, day) is None:
        return None
    return Day(m.start(), m.end(), year, month, day)


def _year(digits: str) -> int:
    year = int(digits.lstrip("'"))
    return year if year > 99 else 2000 + year


def _date(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if 1970 <= year <= 2100 else None


@cache
def months() -> dict[str, int]:
    """Folded name or abbreviation → number of the month, in all languages; the first to claim a word keeps it."""
    known: dict[str, int] = {}
    for language in rules("calendar")["languages"].values():
        for number, spellings in enumerate(language["months"], 1):
            for spelling in spellings:
                known.setdefault(fold(spelling), number)
    return known
