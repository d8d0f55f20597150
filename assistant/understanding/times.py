"""When an event begins and ends, where its sentence and the lines around it tell that in pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from assistant.dates import Calendar, When
from assistant.resources import rules
from assistant.understanding.moments import is_ahead
from assistant.understanding.sentences import Sentence

LONG = (
    "week",
    "month",
    "quarter",
    "year",
)  # a whole one of these is no day on which something happens
_HORIZON = re.compile(
    r"\b(?:day|week|month|tag|woche|monat|dag|weken|week|maand|jour|semaine|mois|día|semana|mes)\w*\s?:$", re.IGNORECASE
)
_TIMETABLE = re.compile(
    r"\b(?:mon?|tue|wed|thu|do|lun|ma|lu)[a-zäé]*\.?\s?(?:-|–|to|thru|through|bis|tot|à|a)\s?(?:thu|fri|sat|sun|fr|sa|so|vr|za|zo|ven|vie|s[áa]b|dom|dim)[a-zäé]*\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when; `used` are the sentences whose dates it took."""

    begins: datetime | date
    ends: datetime | date | None
    used: tuple[int, ...]


def span_of(
    parts: tuple[Sentence, ...],
    dates: tuple[tuple[When, ...], ...],
    i: int,
    calendar: Calendar,
) -> Span | None:
    """The time of the event in sentence `i`; None when no day that lies ahead is named in it."""
    words = parts[i].words
    if _TIMETABLE.search(words) or _HORIZON.search(words):
        return None
    ahead = [when for when in dates[i] if when.day_named and is_ahead(when, calendar)]
    days = [when for when in ahead if when.kind not in LONG] or ahead
    if not days:
        return None
    when = days[-1] if _moves().search(words) else _chosen(days)
    hours = [other for other in dates[i] if not other.day_named and other.has_hour]
    span = _completed(when, hours, days, (i,))
    if not isinstance(span.begins, datetime):
        span = _from_next_line(span, parts, dates, i)
    if isinstance(span.begins, datetime) and span.ends is None:
        span = _to_next_line(span, parts, dates, i)
    return _lasting(span, parts, i)


def _chosen(days: list[When]) -> When:
    """A window tells most, then an hour; of equals the first."""
    return max(days, key=lambda when: (when.kind == "window", when.has_hour))


def _completed(when: When, hours: list[When], days: list[When], used: tuple[int, ...]) -> Span:
    """A day with the hours that stand beside it; two moments in a row are from and to."""
    if isinstance(when.begins, datetime):
        if when.ends is None:
            named = [w.begins for w in days if isinstance(w.begins, datetime) and _soon(when.begins, w.begins)]
            later = [_next(when.begins, w) for w in hours if w.start > when.end]
            return Span(when.begins, next(iter([*named, *later]), None), used)
        return Span(when.begins, when.ends, used)
    if hours and when.ends is None:
        first = hours[0]
        begins = _on(when.begins, first)
        ends = begins + (first.ends - first.begins) if _is_window(first) else None  # type: ignore[operator]
        if ends is None and len(hours) > 1:
            ends = _next(begins, hours[1])
        return Span(begins, ends, used)
    return Span(when.begins, when.ends, used)


def _is_window(when: When) -> bool:
    return isinstance(when.begins, datetime) and isinstance(when.ends, datetime)


def _on(day: date, hour: When) -> datetime:
    """The hour, on that day, in the zone that the hour was given in."""
    assert isinstance(hour.begins, datetime)  # noqa: S101  only hours are asked
    return datetime.combine(day, hour.begins.timetz())


def _next(begins: datetime, hour: When) -> datetime:
    """The hour as an end: on the same day, or after midnight."""
    ends = _on(begins.date(), hour)
    return ends if ends > begins else ends + timedelta(days=1)


def _soon(begins: datetime, ends: datetime) -> bool:
    return begins < ends <= begins + timedelta(days=4)


def _from_next_line(span: Span, parts: tuple[Sentence, ...], dates: tuple[tuple[When, ...], ...], i: int) -> Span:
    """The hour stands on a line of its own: "Time: 8 to 10", or in the sentence after."""
    for near in (i + 1, i - 1):
        if not 0 <= near < len(parts) or isinstance(span.begins, datetime) or span.ends is not None:
            continue
        hours = [when for when in dates[near] if when.has_hour and not when.day_named]
        named = any(when.day_named for when in dates[near])
        close = parts[near].paragraph == parts[i].paragraph and near > i
        if hours and not named and (close or _hours().match(parts[near].words)):
            begins = _on(span.begins, hours[0])
            ends = begins + (hours[0].ends - hours[0].begins) if _is_window(hours[0]) else None  # type: ignore[operator]
            return Span(begins, ends, (*span.used, near))
    return span


def _to_next_line(span: Span, parts: tuple[Sentence, ...], dates: tuple[tuple[When, ...], ...], i: int) -> Span:
    """The end stands on a line of its own: "Window end: 08/10/2026 02:00 UTC"."""
    if i + 1 >= len(parts) or not isinstance(span.begins, datetime):
        return span
    if not _ends().match(parts[i + 1].words) and not (
        _is_bare(parts[i], dates[i]) and _is_bare(parts[i + 1], dates[i + 1])
    ):
        return span
    for when in dates[i + 1]:
        if not isinstance(when.begins, datetime):
            continue
        ends = when.begins if when.day_named else _next(span.begins, when)
        if _soon(span.begins, ends):
            return Span(span.begins, ends, (*span.used, i + 1))
    return span


def _is_bare(part: Sentence, dates: tuple[When, ...]) -> bool:
    """Is the line little but one moment? Two such lines in a row are from and to."""
    return len(dates) == 1 and 2 * len(dates[0].quote) > len(part.words)


def _lasting(span: Span, parts: tuple[Sentence, ...], i: int) -> Span:
    """How long it takes, told beside the hour: "2 pm, figure on an hour"."""
    if not isinstance(span.begins, datetime) or span.ends is not None:
        return span
    for near in (i, i + 1):
        if near < len(parts) and (near == i or parts[near].paragraph == parts[i].paragraph):
            match = _length().search(parts[near].words)
            if match:
                return Span(span.begins, span.begins + _duration(match), span.used)
    return span


def _duration(match: re.Match[str]) -> timedelta:
    number, unit = match.group("number").casefold(), match.group("unit").casefold()
    count = float(number) if number[0].isdigit() else rules("events")["numbers"][number]
    return timedelta(minutes=count * (1 if unit in rules("events")["lengths"]["minute"] else 60))


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _length() -> re.Pattern[str]:
    table = rules("events")
    units = _any([unit for names in table["lengths"].values() for unit in names])
    numbers = rf"\d{{1,3}}|{_any(list(table['numbers']))}"
    return re.compile(
        rf"\b(?:{_any(table['lasts'])})\.?\s(?:about |around |roughly |ongeveer |etwa )?"
        rf"(?P<number>{numbers})[\s-](?P<unit>{units})\b(?!\s(?:ago|before|later|earlier|notice))",
        re.IGNORECASE,
    )


@cache
def _moves() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(rules('events')['moves'])})\b", re.IGNORECASE)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?:{_any(rules('events')['ends'])})(?!\w)", re.IGNORECASE)


@cache
def _hours() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?:{_any(rules('events')['hours'])})(?!\w)", re.IGNORECASE)
