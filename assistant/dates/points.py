"""From items to points: a day with its hour, part and zone, in whatever order they were written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.dates.clocks import Clock
from assistant.dates.day import Day
from assistant.dates.items import Item

GLUE = frozenset("oAM@>~,:./lfGbueaisTZ7")  # what may stand inside one expression; it means nothing by itself there
# words before an hour that make a bare figure an hour
HOUR_WORDS = frozenset("@>~fGbuea")


@dataclass(frozen=True, slots=True)
class Point:
    """One end of an expression. `start` and `end` count items."""

    start: int
    end: int
    day: Day | None = None
    clock: Clock | None = None
    part: str = ""
    zone: str = ""
    dated: bool = False  # the day was named with its month, or numbered
    sure: bool = True  # False when the hour is a bare figure that nothing vouches for
    approximate: bool = False
    alone: bool = False  # a part of the day that needs none ("in the morning")


def read_point(row: Sequence[Item], place: int, tags: str, barred: str = "") -> Point | None:
    """The point that starts at item `place`, if one does; items with a `barred` tag are no part of it."""
    point = Point(place, place)
    at = place
    while at < len(row) and row[at].tag not in barred:
        grown = _grow(point, row, at, tags)
        if grown is None:
            break
        point = grown
        at = _over_glue(row, point.end)
        at += _dash_before_hour(row, at, point)
    return point if point.end > place else None


def _grow(point: Point, row: Sequence[Item], at: int, tags: str) -> Point | None:
    item = row[at]
    between = tags[point.end : at]
    if item.day:
        return _with_day(point, item, at, between)
    if item.clock and point.clock is None:
        return _with_clock(point, row, at, between)
    if item.tag == "p" and (not point.part or item.text in {"close", point.part}):
        return replace(
            point, end=at + 1, part=item.text, sure=point.sure or (not between and not _one(point)), alone=item.alone
        )
    label = tags[at + 1 : at + 2] == ":"
    if item.tag == "z" and point.clock and not point.zone and set(between) <= set(",l") and not label:
        return replace(point, end=at + 1, zone=item.text)
    return None


def _with_day(point: Point, item: Item, at: int, between: str) -> Point | None:
    day = item.day
    if day is None:
        return None
    if point.day is None:
        sure = point.sure or (point.clock is not None and _told(point.clock, between))
        return replace(point, day=day, end=at + 1, dated=not _plain(item), sure=sure)
    same = point.day.first == day.first and point.day.last == day.last
    appositive = set(between) <= set(",oT.:") and not point.dated and not point.day.last
    if (same and not (point.clock and "l" in between)) or (appositive and not _plain(item)):
        return replace(point, day=day if not _plain(item) else point.day, end=at + 1, dated=True)
    return None


def _with_clock(point: Point, row: Sequence[Item], at: int, between: str) -> Point | None:
    item = row[at]
    beside = point.day is not None and (item.tag == "v" or (not between and point.end == at and _next_ends(row, at)))
    if item.tag == "n" and "l" in between:
        return None
    if item.tag == "n" and point.end > point.start and not (between or _next_ends(row, at) or _range_follows(row, at)):
        return None
    vouched = bool(set(between) & HOUR_WORDS) or item.tag == "C" or beside
    return replace(point, clock=item.clock, end=at + 1, sure=vouched, approximate=point.approximate or "~" in between)


def _one(point: Point) -> bool:
    """ "a corrected one in the morning"."""
    return point.clock is not None and point.clock.weak and point.clock.minutes == 60


def _range_follows(row: Sequence[Item], at: int) -> bool:
    return at + 1 < len(row) and row[at + 1].tag in "ku&>7"


def _told(clock: Clock, between: str) -> bool:
    """ "7.30 tomorrow", "1.15 on Friday"."""
    return clock.dotted and (not between or (between == "o" and clock.minutes % 15 == 0))


def _next_ends(row: Sequence[Item], at: int) -> bool:
    """Behind a bare figure nothing comes that it could count."""
    return at + 1 == len(row) or row[at + 1].tag not in "x#iQUW"


def _plain(item: Item) -> bool:
    """A weekday or a word like "tomorrow": a date behind it says the same more exactly."""
    return item.day is not None and item.end - item.start == 1 and item.day.kind == "day" and not item.day.loose


def _over_glue(row: Sequence[Item], at: int) -> int:
    end = at
    while end < len(row) and row[end].tag in GLUE and end - at < 4 and not _stops(row, end):
        end += 1
    return end


def _dash_before_hour(row: Sequence[Item], at: int, point: Point) -> int:
    """ "Apr 19, 2026 - 14:05": this dash makes no range."""
    dash = at + 1 < len(row) and row[at].tag == "k" and row[at].text != "to" and row[at + 1].tag == "C"
    return int(dash and point.day is not None and point.clock is None)


def _stops(row: Sequence[Item], at: int) -> bool:
    """A full stop that is none of an abbreviation ("ca. 8:30")."""
    return row[at].tag == "." and row[at - 1].tag not in "@~ED"
