"""From tokens to items: the days, hours, parts of the day, zones and lengths of a text, and the small words between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.dates.clocks import Clock, read_clock
from assistant.dates.day import Day
from assistant.dates.days import read_day
from assistant.dates.tokens import Token
from assistant.dates.values import Calendar
from assistant.dates.words import count_of


@dataclass(frozen=True, slots=True)
class Item:
    """`tag`: D a day, C an hour, v a dotted figure, n a bare one (perhaps an hour), p a part of the day, z a zone,
    S a length in minutes; else the token's own letter. `start` and `end` count tokens."""

    tag: str
    start: int
    end: int
    day: Day | None = None
    clock: Clock | None = None
    text: str = ""  # the part's or the zone's name
    minutes: int = 0
    alone: bool = False  # a part that needs no day ("in the morning")


_PARTS = {"lunch": "noon", "supper": "evening", "firstthing": "morning", "overnight": "night"}
_LENGTH = re.compile(r"[Qn]U")


def items(found: Sequence[Token], tags: str, calendar: Calendar) -> list[Item]:
    """The items of the text in order; each token belongs to one."""
    made: list[Item] = []
    place = 0
    while place < len(found):
        made.append(_item(found, tags, place, calendar))
        place = made[-1].end
    return made


def _item(found: Sequence[Token], tags: str, place: int, calendar: Calendar) -> Item:
    token = found[place]
    day = read_day(tags, found, place, calendar)
    length = None if _said_as_hour(found, tags, place) else _length(found, tags, place)
    clock = read_clock(tags, found, place)
    if length and (day is None or length.end >= day[0]) and (clock is None or length.end >= clock[0]):
        return length
    if day and (clock is None or day[0] >= clock[0]):
        return Item("D", place, day[0], day=day[1])
    if clock:
        tag = ("v" if token.tag == "v" else "n") if clock[1].weak else "C"
        return Item(tag, place, clock[0], clock=clock[1])
    if token.tag == "p":
        return Item("p", place, place + 1, text=_PARTS.get(token.name, token.name), alone=token.value == "alone")
    return Item(token.tag, place, place + 1, text=token.value or token.name)


def _said_as_hour(found: Sequence[Token], tags: str, place: int) -> bool:
    """ "om acht uur", "acht uur 's avonds": the unit's word, behind "at" or before a part of the day, says o'clock."""
    return (
        tags[place + 1 : place + 2] == "U"
        and found[place + 1].value == "uur"
        and (tags[place - 1 : place] in set("@>uGfb") or tags[place + 2 : place + 3] == "p")
    )


def _length(found: Sequence[Token], tags: str, place: int) -> Item | None:
    """ "two hours", "90 minutes"."""
    match = _LENGTH.match(tags, place)
    if match is None or found[match.end() - 1].value not in {"hour", "uur", "minute"}:
        return None
    count = count_of(found[place])
    unit = 1 if found[match.end() - 1].value == "minute" else 60
    return Item("S", place, match.end(), minutes=round(count * unit))
