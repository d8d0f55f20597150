"""From items to expressions: one point, or the two ends of a range, with the hours and the length that belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.dates.items import Item
from assistant.dates.points import Point, read_point

STARTS = frozenset("DCnvp")
_LEAD = frozenset("oAM@>~fGbueasTZi<7")  # small words that may stand before an expression and colour it
# What stands between the two ends of a range. ">" says both "at" and "to" ("de 14h à 16h"); the last form is a clause
# that tells the end apart ("with two persons, done at 10.30").
_CONNECTOR = re.compile(
    r"[xlQnoy]{0,4}[,&]o?F[xo]{0,1}[bu@~>ke]{1,3}|[,.l]{0,3}[xW]?[EF][xW]?:{1,2}l?|[,l]{0,2}(?:k:?|u|7|b|&|>|M)[oA@>~lub.]{0,3}"
)
_HOURS_GLUE = re.compile(r"[,:.lo@>~fG]{1,4}")
_FOR_DAYS = re.compile(r"Z[Qn]U")
_ZONE_BEFORE = re.compile(r"z[,:ol@f]{0,3}$")
_LENGTH = re.compile(r"[,oZ@~]{0,3}S")


@dataclass(frozen=True, slots=True)
class Found:
    """One expression: its two ends, the hours that hold for all its days, its length, the words around it."""

    first: Point
    last: Point | None
    hours: tuple[Point, Point | None] | None
    minutes: int
    lead: str  # the letters of the small words before it, nearest first
    start: int  # items
    end: int
    follow: str  # the letter of what comes behind
    zone: str = ""  # named before it ("UTC: 22:00")
    days: int = 0  # "for five days"


def expressions(row: Sequence[Item]) -> list[Found]:
    """All expressions of the text, in order."""
    tags = "".join(item.tag for item in row)
    made: list[Found] = []
    place = 0
    while place < len(row):
        expression = expression_at(row, place, tags) if tags[place] in STARTS else None
        if expression:
            made.append(expression)
        place = expression.end if expression else place + 1
    return made


def expression_at(row: Sequence[Item], place: int, tags: str) -> Found | None:
    """The expression that starts at item `place`, if one does; `tags` are the letters of the whole row."""
    first = read_point(row, place, tags)
    if first is None:
        return None
    lead = _lead(tags, place)
    last = _other_end(row, first, tags, lead)
    if last is None and _idle_figure(first, tags, lead):
        return None
    end, hours = (last or first).end, None
    if last and not first.clock and not last.clock:
        hours = _hours(row, end, tags)
        end = (hours[1] or hours[0]).end if hours else end
    length = _LENGTH.match(tags, end)
    minutes = row[length.end() - 1].minutes if length else 0
    days = 0 if length or last or first.clock or not first.day else _days(row, end, tags)
    end = length.end() if length else end + 3 * bool(days)
    zone = _zone_before(row, place, tags)
    return Found(first, last, hours, minutes, lead, place, end, _follow(row, end), zone, days)


def _lead(tags: str, place: int) -> str:
    start = place
    while start and tags[start - 1] in _LEAD and place - start < 4:
        start -= 1
    return tags[start:place][::-1]


def _follow(row: Sequence[Item], end: int) -> str:
    """The letter of what comes behind; "W", as for a noun, for "of": "at 5 of our sites"."""
    if end >= len(row):
        return ""
    return "W" if row[end].text == "of" else row[end].tag


def _days(row: Sequence[Item], end: int, tags: str) -> int:
    """ "for five days" behind a day; 0 when nothing of the kind follows."""
    if not _FOR_DAYS.match(tags, end) or row[end + 2].text not in {"day", "week"}:
        return 0
    return round(float(row[end + 1].text.replace(",", "."))) * (7 if row[end + 2].text == "week" else 1)


def _zone_before(row: Sequence[Item], place: int, tags: str) -> str:
    match = _ZONE_BEFORE.search(tags, max(place - 5, 0), place)
    return row[match.start()].text if match else ""


def _idle_figure(point: Point, tags: str, lead: str) -> bool:
    """A bare figure that happens to stand before a date: "all six on Friday", "Windows 11 this Thursday"."""
    return tags[point.start] == "n" and not point.sure and not set(lead) & set("@>~GfbueZa")


def _other_end(row: Sequence[Item], first: Point, tags: str, lead: str) -> Point | None:
    match = _CONNECTOR.match(tags, first.end)
    if match is None or match.end() >= len(row) or tags[match.end()] not in STARTS:
        return None
    words, around, behind = match.group(), set(lead + tags[first.start : first.end]), tags[match.end()]
    if ("&" in words[:2] and "G" not in around and "F" not in words) or (words[0] == "b" and "f" not in around):
        return None
    if words[0] == ">" and first.part == "night" and behind == "D":
        return read_point(row, match.end(), tags, barred="Cnv")
    if (words[0] == ">" or "F" in words) and not (first.clock and (behind in "Cnv" or ":" in words)):
        return None
    if "M" in words and first.part != "night":
        return None
    return read_point(row, match.end(), tags, barred="Cnv" if first.day and not first.clock else "")


def _hours(row: Sequence[Item], end: int, tags: str) -> tuple[Point, Point | None] | None:
    """ "…, between 23h00 and 05h00" behind a range of days."""
    match = _HOURS_GLUE.match(tags, end)
    place = match.end() if match else end
    if place >= len(row) or tags[place] not in "Cvn":
        return None
    first = read_point(row, place, tags)
    if first is None:
        return None
    last = _other_end(row, first, tags, tags[end:place])
    return (first, last) if last or tags[place] == "C" else None
