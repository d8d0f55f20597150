"""Which hour do these words name? Whether it is before or after noon may stay open; `halves` settles it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.dates.tokens import Token

DAY = 1440
NOON = 720
SPOKEN_MINUTES = (5.0, 20.0, 25.0)  # "ten to twelve" may be a range


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes since midnight. `half`: "am" or "pm" as written, "24" when the figures leave no doubt, else ""."""

    minutes: int
    half: str = ""
    approximate: bool = False
    weak: bool = False  # a bare figure, which may be no hour at all
    dotted: bool = False  # "9.30"
    marked: bool = False  # "14h", which is an hour beside a day or another hour
    midnight: bool = False  # by name
    spoken: bool = False  # "half six", "quarter past six"
    exact: bool = False  # with its minutes in figures ("6:00")


def read_clock(tags: str, tokens: Sequence[Token], place: int) -> tuple[int, Clock] | None:
    """The longest hour that starts at token `place`: the place after it, and the hour."""
    if not _ANY.match(tags, place):
        return None
    for pattern, reader in _COMPILED:
        match = pattern.match(tags, place)
        clock = reader(tokens[place : match.end()]) if match else None
        if match and clock is not None:
            return match.end(), clock
    return None


def _written(found: Sequence[Token]) -> Clock | None:
    """ "9:30", "9.30 am", "14h30", "14u", "8 Uhr", "0400 (UTC)", noon, midnight."""
    token = found[-1]
    named = {"noon": Clock(NOON, "24"), "midnight": Clock(0, "24", midnight=True)}.get(token.name)
    if named:
        return named
    text = token.value.lower().rstrip(".")
    half = re.search(r"\d\s?([ap])\.?m?\b", text)
    figures = [int(part) for part in re.findall(r"\d+", text)]
    if re.match(r"\d{3}", text):
        figures = [figures[0] // 100, figures[0] % 100]
    minutes = figures[0] * 60 + (figures[1] if len(figures) > 1 else 0)
    if minutes > DAY:
        return None
    if half and figures[0] <= 12:
        return Clock(minutes, half[1] + "m")
    if re.fullmatch(r"\d{1,2}\s?h(?:rs?)?|\d+\sh\s\d\d", text):
        return Clock(minutes, "24", weak=True, marked=True)  # perhaps a length: "busy for 6 h"
    sure = re.match(r"\d{2}", text) or figures[0] > 12 or re.search(r"[hu]", text) or len(figures) > 2
    return Clock(minutes, "24" if sure else "", exact=len(figures) > 1)


def _with_minutes(found: Sequence[Token]) -> Clock | None:
    """ "14 Uhr 30", "3 uur 20"."""
    clock, minutes = _written(found[:1]), int(found[1].value)
    said = re.search(r"u", found[0].value, re.IGNORECASE)
    return replace(clock, minutes=clock.minutes + minutes, exact=True) if clock and said and not clock.exact else None


def _twice(found: Sequence[Token]) -> Clock | None:
    """ "12:00 noon"."""
    return _written(found[-1:]) if found[-1].name in {"noon", "midnight"} else None


def _bare(found: Sequence[Token]) -> Clock | None:
    """ "9", "nine": an hour if its surroundings say so."""
    hour = _figure(found[-1])
    if hour is None or not 0 <= hour <= 24 or hour != int(hour) or found[-1].shy:
        return None
    return Clock(int(hour) * 60, "24" if hour > 12 else "", weak=True)


def _oclock(found: Sequence[Token]) -> Clock | None:
    """ "ten o'clock", "om acht uur"; "eight hours" is a length."""
    if found[-1].tag == "U" and found[-1].value != "uur":
        return None
    clock = _bare(found[:1])
    return clock and replace(clock, weak=False)


def _oclock_about(found: Sequence[Token]) -> Clock | None:
    clock = _bare(found[:1])
    return clock and replace(clock, weak=False, approximate=True)


def _dotted_about(found: Sequence[Token]) -> Clock | None:
    clock = _written(found[:1])
    return clock and replace(clock, approximate=True)


def _past_named(found: Sequence[Token]) -> Clock | None:
    """ "half past midnight", "one minute past midnight", "quarter past 3pm"."""
    clock = _written(found[-1:])
    if clock is None or not (found[-1].name in {"noon", "midnight"} or (clock.half[-1:] == "m" and not clock.exact)):
        return None
    if found[0].name == "past":
        minutes = float(found[0].value) if found[0].value else None
    else:
        minutes = _figure(found[0]) if found[0].tag in "Qn" else 30.0
    if minutes is None:
        return None
    return replace(clock, minutes=(clock.minutes + round(minutes)) % DAY, midnight=False)


def _spoken_to(found: Sequence[Token]) -> Clock | None:
    """ "twenty to nine"; "eight to nine" is a range."""
    if found[1].name != "to" or float(found[0].value) not in SPOKEN_MINUTES:
        return None
    clock = _bare(found[-1:])
    return clock and _moved(clock, -round(float(found[0].value)))


def _ten_to(found: Sequence[Token]) -> Clock | None:
    """ "at ten to six"."""
    clock = _bare(found[-1:])
    return clock and _moved(clock, -10) if found[1].name == "to" and float(found[0].value) == 10 else None


def _halved(found: Sequence[Token]) -> Clock | None:
    """ "half two" (English: after it), "halb zwei" (German, Dutch: before it)."""
    clock = _bare(found[-1:])
    return clock and _moved(clock, int(found[0].value or 30))


def _past(found: Sequence[Token]) -> Clock | None:
    """ "quarter past five", "quarter to eight", "kwart over drie", "ten past nine"."""
    clock = _bare(found[-1:])
    minutes = next((int(token.value) for token in found if token.tag == "P" and token.value), 0)
    if found[0].tag in "Qn" and len(found) > 2:
        minutes = round(_figure(found[0]) or 0) * (-1 if minutes < 0 else 1)
    return clock and _moved(clock, minutes)


def _past_half(found: Sequence[Token]) -> Clock | None:
    """ "fünf vor halb acht", "vijf over half negen"."""
    clock = _halved(found[1:])
    return clock and _moved(clock, int(found[0].value or 0))


def _added(found: Sequence[Token]) -> Clock | None:
    """ "8 heures et demie", "las cuatro y media", "midi et quart"."""
    clock = _written(found[:1]) if found[0].tag == "c" else _bare(found[:1])
    return clock and _moved(clock, int(found[-1].value))


def _dotted(found: Sequence[Token]) -> Clock | None:
    clock = _written(found)
    return clock and replace(clock, weak=True, dotted=True)


def _moved(clock: Clock, minutes: int) -> Clock:
    moved = (clock.minutes + minutes) % DAY
    return replace(clock, minutes=moved or NOON * (not clock.half), weak=False, spoken=True)


def _figure(token: Token) -> float | None:
    try:
        return float(token.value.replace(",", "."))
    except ValueError:
        return None


_TABLE = (
    (r"q[Qn]", _halved),
    (r"[qP](?=c)c", _past_named),
    (r"[Qn]U?Pc", _past_named),
    (r"Pq[Qn]", _past_half),
    (r"P[Qn]", _past),
    (r"v~", _dotted_about),
    (r"[Qn]~", _oclock_about),
    (r"[Qn]P[Qn]", _past),
    (r"(?<![fG])Qk[Qn]", _spoken_to),
    (r"(?<=[@s])Qk[Qn]", _ten_to),
    (r"[cQn][hU]?\+", _added),
    (r"[Qn](?:h|(?<=[@>uGfb].)U|U(?=p))", _oclock),
    (r"cn(?![x#UkWmQ])", _with_minutes),
    (r"c,?c", _twice),
    (r"c", _written),
    (r"v", _dotted),
    (r"[Qn](?!U|k[Qn]U)", _bare),
)
_COMPILED = tuple((re.compile(pattern), reader) for pattern, reader in _TABLE)
_ANY = re.compile("|".join(pattern for pattern, _ in _TABLE))  # whether it is worth trying them one by one
