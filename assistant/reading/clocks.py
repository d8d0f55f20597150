"""The time of day and the zone in a date, as mail programs write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from assistant.resources import rules

_TIME = re.compile(
    r"(?<![\d.:])(?P<before>(?:上午|下午|凌晨|早上|晚上|午前|午後|오전|오후)\s?)?"
    r"(?P<hour>\d{1,2})\s?(?:[:.時时h]|시)\s?(?P<minute>\d{2})(?:\s?[:.分m]\s?(?P<second>\d{2}))?(?![\d:])"
    r"(?:\s?(?P<after>[^\W\d_]{1,7}\.?(?:[^\W\d_]{1,2}\.)?))?"
)
_ZONE = re.compile(
    r"(?<![^\W\d])(?:(?:GMT|UTC|UT)\s?)?(?P<sign>[+\u2212-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?![\d/-])"
    r"|(?<![^\W\d_])(?P<name>[A-ZČЁА-Я]{3,5}|Z)(?![^\W\d_])"
)


def time_in(text: str) -> tuple[int, int, int, int, int, bool] | None:
    """Hour, minute, second, start, end, and whether the twelve-hour clock was used."""
    for found in _TIME.finditer(text):
        hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
        if hour > 23 or minute > 59 or second > 59:
            continue
        word = (found["before"] or found["after"] or "").strip().casefold()
        end = found.end()
        if word in _halves()["afternoon"]:
            return hour % 12 + 12, minute, second, found.start(), end, True
        if word in _halves()["morning"]:
            return hour % 12, minute, second, found.start(), end, True
        return hour, minute, second, found.start(), found.start("after") if found["after"] else end, False
    return None


def zone_in(text: str, start: int, near: datetime) -> tuple[timezone | None, int]:
    """The zone named behind the time, and where its name ends."""
    for found in _ZONE.finditer(text, start, min(len(text), start + 30)):
        if found["sign"]:
            minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
            if minutes <= 14 * 60:
                return timezone(timedelta(minutes=minutes if found["sign"] == "+" else -minutes)), found.end()
            continue
        offsets = _zones().get(found["name"])
        if offsets:
            trailing = _ZONE.match(text, found.end())
            if trailing and trailing["sign"]:
                continue
            here = int((near.utcoffset() or timedelta()).total_seconds() // 60)
            return timezone(timedelta(minutes=here if here in offsets else offsets[0])), found.end()
    return None, start


def in_zone_of(moment: datetime, near: datetime) -> datetime:
    """A wall-clock time read as written at the offset of `near`; an aware one stays as it is."""
    return moment if moment.tzinfo else moment.replace(tzinfo=near.tzinfo or UTC)


@cache
def _halves() -> dict[str, frozenset[str]]:
    return {half: frozenset(word.casefold() for word in rules("moments")[half]) for half in ("afternoon", "morning")}


@cache
def _zones() -> dict[str, list[int]]:
    return {str(name): offsets for name, offsets in rules("moments")["zones"].items()}
