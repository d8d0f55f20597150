"""Read a string that is one whole date, in the notation of any of some thirty languages: header blocks, bills."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from assistant.dates.dated import numeric
from assistant.dates.lexicon import fold, lexicon
from assistant.dates.names import month_of, names
from assistant.dates.reckon import day_of

LONGEST = 120  # a longer string is no date
FIRST_YEAR, LAST_YEAR = 1990, 2099

_CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]")
_CJK_CLOCK = re.compile(r"(\d{1,2})\s*(?:[:時时点點시])\s*(\d{1,2})\s*分?(?::(\d{2})|\s*(\d{1,2})秒)?")
_CLOCK = re.compile(r"(?<![\d.:+-])([01]?\d|2[0-4])(?:[:.u]|\s?h\s?)([0-5]\d)(?:[:.]([0-5]\d)(?:[.,]\d+)?)?(?!\d)")
_HOUR = re.compile(r"(?<![\d.:])(0?\d|1[0-2])\s?(?=[ap]\.?\s?m\b)")
_LATE = re.compile(r"[\d\s](?:p\.?\s?m\b|μ\.?\s?μ|öS\b|ös\b|em\b|下午|晚上|午後|오후)", re.IGNORECASE)
_EARLY = re.compile(r"[\d\s](?:a\.?\s?m\b|π\.?\s?μ|öö\b|fm\b|上午|凌晨|早上|午前|오전)", re.IGNORECASE)
_OFFSET = re.compile(r"(?:(?:utc|gmt)\s?)?(?<![\d-])([+-])(\d{1,2}):?(\d\d)?(?!\d|[.-]\d)\)?\s*$", re.IGNORECASE)
_NUMERIC = re.compile(r"\d{4}([./-])\s?\d{1,2}\1\s?\d{1,2}|\d{1,2}([./-])\s?\d{1,2}\2\s?(?:\d{4}|\d{2})(?!\d)")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|º|ª|°)(?!\w)", re.IGNORECASE)
_COMPACT = re.compile(r"(?:19|20)\d\d[01]\d[0-3]\d")
_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*")


@dataclass(frozen=True, slots=True)
class _Zoned:
    """An offset or a zone's name at the end of the text, and the text before it."""

    rest: str
    zone: tzinfo | None


def absolute(text: str, *, day_first: bool = True, zone: tzinfo | None = None) -> datetime | date | None:
    """The moment or the day that the whole of `text` names; None when it names none or says more than that.

    A moment is aware when the text names a zone or `zone` is given (the text's own wins), else naive.
    `day_first` decides 03/04/2026; an order that cannot be is turned round.
    """
    if len(text) > LONGEST or not re.search(r"\d", text):
        return None
    text = _ORDINAL.sub("", " ".join(text.replace("\u202f", " ").split()))
    exact = _exact(text)
    if exact is not None:
        return _zoned(exact, zone)
    tail = _tail(text)
    found = _CJK.search(tail.rest)
    clock, rest = _clock(tail.rest, cjk=found is not None)
    day = _cjk(found) if found else _day(rest, day_first=day_first)
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    if clock is None:
        return day
    return _zoned(datetime.combine(day, clock), tail.zone or zone)


def _exact(text: str) -> datetime | None:
    """ISO 8601 with its hour."""
    if not _ISO.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _zoned(moment: datetime, zone: tzinfo | None) -> datetime:
    return moment if moment.tzinfo or zone is None else moment.replace(tzinfo=zone)


def _tail(text: str) -> _Zoned:
    """Cut the zone off the end: "+0100", "GMT+3", "EEST", "(CET)", "Uhr MEZ"."""
    text = (
        re.sub(r"(?<=\d)\s*\([^()\d]*\)\s*$", "", text)
        if _OFFSET.search(re.sub(r"\s*\([^()]*\)\s*$", "", text))
        else text
    )
    offset = _OFFSET.search(text)
    if offset and (offset[0].lower().lstrip().startswith(("utc", "gmt")) or ":" in text[: offset.start()]):
        minutes = int(offset[2]) * 60 + int(offset[3] or 0) if len(offset[2]) < 3 else 0
        if minutes <= 14 * 60:
            signed = timedelta(minutes=-minutes if offset[1] == "-" else minutes)
            return _Zoned(text[: offset.start()], timezone(signed))
    named = re.search(r"(?<=[\s(])([^\W\d_]{1,5}|[^\W\d_]+ [^\W\d_]+ time)\)?\s*$", text, re.IGNORECASE)
    zone = _zone(named[1]) if named else None
    return _Zoned(text[: named.start()], zone) if named and zone else _Zoned(text, None)


def _zone(name: str) -> tzinfo | None:
    phrase = lexicon("en").phrases.get(tuple(fold(name).split()))
    if phrase is None or phrase.meanings[0].name != "zone":
        return None
    value = phrase.meanings[0].value
    return ZoneInfo(value) if "/" in value else UTC


def _clock(text: str, *, cjk: bool) -> tuple[time | None, str]:
    """The hour, and the text without it."""
    named = month_of([fold(word) for word in _WORDS.findall(text)])
    dates = [] if named else [match.span() for match in _NUMERIC.finditer(text)]
    for match in (_CJK_CLOCK if cjk else _CLOCK).finditer(text):
        if any(start <= match.start() < end for start, end in dates):
            continue
        clock = _halved(int(match[1]), int(match[2]), int(match[3] or 0), text)
        return clock, text[: match.start()] + " " + text[match.end() :]
    hour = _HOUR.search(text)
    if hour is None:
        return None, text
    return _halved(int(hour[1]), 0, 0, text), text[: hour.start()] + " " + text[hour.end() :]


def _halved(hour: int, minute: int, second: int, text: str) -> time:
    if hour < 12 and _LATE.search(text):
        hour += 12
    elif hour == 12 and _EARLY.search(text):
        hour = 0
    return time(hour % 24, minute, second)


def _cjk(found: re.Match[str]) -> date | None:
    return day_of(int(found[1]), int(found[2]), int(found[3]))


def _day(text: str, *, day_first: bool) -> date | None:
    figures = _NUMERIC.search(text)
    words = [fold(word) for word in _WORDS.findall(text)]
    if _COMPACT.fullmatch(text):
        return numeric(f"{text[:4]}-{text[4:6]}-{text[6:]}", day_first=day_first)
    if figures:
        rest = text[: figures.start()] + text[figures.end() :]
        clean = not re.search(r"\d", rest) and not names().unknown(words)
        return numeric(figures.group(), day_first=day_first) if clean else None
    numbers = [number for number in re.findall(r"\d+", text) if len(number) <= 4]
    months = month_of([*words, "."] if re.search(r"\d{4}\.", text) else words)
    if not months or names().unknown(words) or not 2 <= len(numbers) <= 3:
        return None
    year, day = _year_and_day(numbers)
    days = [found for month in months if (found := day_of(year, month, day))]
    weekday = names().weekday(words)
    return next((found for found in days if found.weekday() == weekday), days[0] if days else None)


def _year_and_day(numbers: list[str]) -> tuple[int, int]:
    """The figure of four is the year; of two small ones the last, as in "26-Oct-21"."""
    long = [int(number) for number in numbers if len(number) == 4]
    short = [int(number) for number in numbers if len(number) < 3]
    if long and short:
        return long[0], short[0]
    if len(short) > 1:
        return 2000 + short[1], short[0]
    return 0, 0
