"""Find every date expression inside a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.dates.context import with_days
from assistant.dates.items import Item, items
from assistant.dates.points import Point, read_point
from assistant.dates.resolve import Found, resolved
from assistant.dates.tokens import tokens
from assistant.dates.values import Calendar, When

# what stands between the two ends of a range; "@" where one word says both "at" and "to" ("de 14h à 16h")
_CONNECTOR = re.compile(r"[,l]{0,2}(?:k:?|u|b|&|@|M)[oA@~l]{0,3}|[,.l]{0,3}E:{1,2}l?")
# without one of these letters a text names neither a day nor an hour
_TELLING = re.compile(r"[DdntOmwrcvpUSHRNKQY]")


def find_dates(text: str, calendar: Calendar) -> tuple[When, ...]:
    """The expressions of dates and times in `text`: longest, in order, none overlapping another."""
    found = tokens(text, calendar.language)
    tags = "".join(token.tag for token in found)
    if not _TELLING.search(tags):
        return ()
    row = items(found, tags, calendar)
    whens = []
    for expression in _expressions(row):
        when = resolved(expression, calendar)
        if when is not None:
            start, end = found[row[expression.start].start].start, found[row[expression.end - 1].end - 1].end
            whens.append(_placed(when, text, start, end))
    return with_days(whens, text)


def _placed(when: When, text: str, start: int, end: int) -> When:
    return replace(when, start=start, end=end, quote=text[start:end])


def _expressions(row: Sequence[Item]) -> list[Found]:
    tags = "".join(item.tag for item in row)
    made, place = [], 0
    while place < len(row):
        expression = _expression(row, place, tags)
        if expression is None:
            place += 1
        else:
            made.append(expression)
            place = expression.end
    return made


def _expression(row: Sequence[Item], place: int, tags: str) -> Found | None:
    if tags[place] not in "DCnvp":
        return None
    first = read_point(row, place, tags)
    if first is None:
        return None
    lead = _lead(tags, place)
    last = _other_end(row, first, tags, lead)
    end = (last or first).end
    hours = None
    if last and not first.clock and not last.clock:
        hours = _hours(row, end, tags)
        end = hours[1].end if hours and hours[1] else hours[0].end if hours else end
    length = _length(row, end, tags)
    if length:
        end = length[1]
    return Found(first, last, hours, length[0] if length else 0, lead, place, end, tags[end : end + 1])


def _lead(tags: str, place: int) -> str:
    """The small words right before it, nearest first."""
    start = place
    while start and tags[start - 1] in "oAM@~fGbueasT" and place - start < 4:
        start -= 1
    return tags[start:place][::-1]


def _other_end(row: Sequence[Item], first: Point, tags: str, lead: str) -> Point | None:
    match = _CONNECTOR.match(tags, first.end)
    if match is None or match.end() >= len(row) or tags[match.end()] not in "DCnvp":
        return None
    words, around = match.group(), set(lead + tags[first.start : first.end])
    if ("&" in words and "G" not in around) or ("b" in words and "f" not in around):
        return None
    if words[0] == "@" and not (first.clock and tags[match.end()] in "Cnv"):
        return None
    if "M" in words and first.part != "night":
        return None
    return read_point(row, match.end(), tags, barred="Cnv" if first.day and not first.clock else "")


def _hours(row: Sequence[Item], end: int, tags: str) -> tuple[Point, Point | None] | None:
    """ "…, between 23h00 and 05h00" behind a range of days."""
    match = re.compile(r"[,:.lo@~fG]{1,4}").match(tags, end)
    place = match.end() if match else end
    if place >= len(row) or tags[place] not in "Cvn":
        return None
    first = read_point(row, place, tags)
    if first is None:
        return None
    last = _other_end(row, first, tags, tags[end:place])
    return (first, last) if last or tags[place] == "C" else None


def _length(row: Sequence[Item], end: int, tags: str) -> tuple[int, int] | None:
    match = re.compile(r"[,o@~]{0,3}S").match(tags, end)
    return (row[match.end() - 1].minutes, match.end()) if match else None
