"""When was it sent? Dates as mail programs write them into header blocks and attributions, in two dozen languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from assistant.reading.clocks import in_zone_of, time_in, zone_in
from assistant.resources import rules

_CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?")
_ISO = re.compile(r"(?<!\d)(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})(?!\d)")
_DAY = re.compile(r"(?<![\d:.])(\d{1,2})(?:st|nd|rd|th|er|º|°|ª)?(?![\d:])")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ.-][^\W\d_]+)*")
_RECENT = timedelta(days=21)  # most mail is forwarded within


@dataclass(frozen=True, slots=True)
class Moment:
    """A date and time found at `text[start:end]`; aware when the text names a zone, else by the writer's clock."""

    value: datetime
    start: int
    end: int


def find_moment(text: str, near: datetime, languages: tuple[str, ...] = ()) -> Moment | None:
    """The moment that `text` states; None when there is no date with a year in it.

    `near` is when the mail around it was sent: where a notation has several readings (03/04/2026; "listopada", October
    in Croatia and November in Poland), the first that does not lie after it counts. `languages` are tried first.
    """
    text = text[:400]
    dated = _find_date(text, languages)
    if dated is None:
        return None
    days, start, end = dated
    rest = text[:start] + " " * (end - start) + text[end:]
    clock = time_in(rest)
    if clock is None:
        return Moment(datetime(days[0].year, days[0].month, days[0].day), start, end)  # noqa: DTZ001  wall-clock time
    hour, minute, second, from_, to, twelve = clock
    zone, zone_end = zone_in(rest, to, near)
    if twelve and len(days) > 1:
        days = _by_clock(days, near)
    values = [datetime(d.year, d.month, d.day, hour, minute, second, tzinfo=zone) for d in days]
    return Moment(_likeliest(values, near), min(start, from_), max(end, to, zone_end))


def _likeliest(values: list[datetime], near: datetime) -> datetime:
    """The first reading that does not lie after the mail that quotes it."""
    latest = near + timedelta(days=1)
    return next((value for value in values if in_zone_of(value, near) <= latest), values[0])


def _by_clock(days: tuple[date, ...], near: datetime) -> tuple[date, ...]:
    """Readings of 03/04/2026 beside a twelve-hour clock: the one just before the mail, else the month first."""
    latest = near.date()
    recent = [day for day in days if latest - _RECENT <= day <= latest]
    return tuple(recent) if len(recent) == 1 else tuple(reversed(days))


# --- the day ---


def _find_date(text: str, languages: tuple[str, ...]) -> tuple[tuple[date, ...], int, int] | None:
    for pattern in (_CJK, _ISO):
        if (found := pattern.search(text)) and (day := _day(int(found[1]), int(found[2]), int(found[3]))):
            return (day,), found.start(), found.end()
    if found := _NUMERIC.search(text):
        days = _numeric(found)
        if days:
            return days, found.start(), found.end()
    return _worded(text, languages)


def _numeric(found: re.Match[str]) -> tuple[date, ...]:
    """Readings of 03/04/2026, day first; with points or dashes the day is always first."""
    first, mark, second, year = int(found[1]), found[2], int(found[3]), int(found[4])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    days = [_day(year, second, first)]
    if mark == "/" or (mark == "-" and days[0] is None):
        days.append(_day(year, first, second))
    return tuple(dict.fromkeys(day for day in days if day))


def _worded(text: str, languages: tuple[str, ...]) -> tuple[tuple[date, ...], int, int] | None:
    """A date whose month is a word: `27 oct. 2021`, `October 27th, 2021`, `2021. október 28.`."""
    year = _YEAR.search(text)
    if year is None:
        return None
    for word in _WORD.finditer(text):
        readings = _months().get(word[0].casefold().rstrip("."))
        if readings is None or (number := _day_number(text, word, year)) is None:
            continue
        months = _in_order(readings, languages)
        days = [day for month in months if (day := _day(int(year[1]), month, int(number[1])))]
        if days:
            ends = (word.start(), word.end(), year.start(), year.end(), number.start(), number.end())
            return _by_weekday(text, days), min(ends), max(ends)
    return None


def _day_number(text: str, word: re.Match[str], year: re.Match[str]) -> re.Match[str] | None:
    """The day's number beside the month: before it (27 October), else behind it (October 27)."""
    before = [
        found for found in _DAY.finditer(text, max(0, word.start() - 12), word.start()) if found.end() <= word.start()
    ]
    after = _DAY.search(text, word.end(), word.end() + 8)
    candidates = [before[-1]] if before else []
    candidates += [after] if after else []
    return next((c for c in candidates if 1 <= int(c[1]) <= 31 and not year.start() <= c.start() < year.end()), None)


def _in_order(readings: tuple[tuple[str, int], ...], languages: tuple[str, ...]) -> list[int]:
    preferred = [month for language, month in readings if language in languages]
    return list(dict.fromkeys(preferred + [month for _, month in readings]))


def _by_weekday(text: str, days: list[date]) -> tuple[date, ...]:
    """The readings that fit the weekday which the text names, if any does."""
    named = {day for word in _WORD.findall(text) for day in _weekdays().get(word.casefold().rstrip("."), ())}
    fitting = tuple(day for day in days if day.weekday() in named)
    return fitting or tuple(days)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# --- the words ---


@cache
def _months() -> dict[str, tuple[tuple[str, int], ...]]:
    return _table("months")


@cache
def _weekdays() -> dict[str, tuple[int, ...]]:
    return {word: tuple(number - 1 for _, number in rows) for word, rows in _table("weekdays").items()}


def _table(name: str) -> dict[str, tuple[tuple[str, int], ...]]:
    """Word → the languages that use it, each with the number of the month or day (1 is January, Monday)."""
    found: dict[str, list[tuple[str, int]]] = {}
    for language, words in rules("calendar")["languages"].items():
        also = rules("moments")[name].get(language, {})
        for number, row in enumerate(words[name], 1):
            for word in (*row, *also.get(number, ())):
                found.setdefault(word.rstrip("."), []).append((language, number))
    return {word: tuple(rows) for word, rows in found.items()}


def weekday_names() -> frozenset[str]:
    """Names and short forms of weekdays in all languages, in lower case."""
    return frozenset(_weekdays())
