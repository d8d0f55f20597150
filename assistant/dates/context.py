"""What the rest of a sentence adds: the day of an hour that stands apart, and which of two days is the old one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assistant.dates.expressions import Found, expression_at
from assistant.dates.items import Item
from assistant.dates.ranges import aligned
from assistant.dates.tokens import Token
from assistant.dates.values import When

_SENTENCE_ENDS = re.compile(r"[.!?]\s+(?=[^\W\d_a-z])|\n\s*\n")
_MAY_GIVE = frozenset({"day", "deadline", "window", "span"})
AROUND = 8  # expressions looked at on either side for the day of an hour
NEAR = 160  # characters between a day and a window of hours in the next sentence
BESIDE = 4  # words between "moved" and the hours it moves


@dataclass(frozen=True, slots=True)
class Context:
    """A text: where its sentences end, its words, and the items they make (with their letters in a row)."""

    text: str
    ends: tuple[int, ...]
    words: Sequence[Token]
    row: Sequence[Item]
    tags: str
    moving: frozenset[int]  # the sentences that speak of moving something

    def sentence(self, place: int) -> int:
        """The number of the sentence in which the character at `place` stands."""
        return bisect_right(self.ends, place)


def context(text: str, words: Sequence[Token], row: Sequence[Item]) -> Context:
    """What `giver` and `apart` need to know of the text."""
    ends = tuple(match.end() for match in _SENTENCE_ENDS.finditer(text))
    moving = frozenset(bisect_right(ends, word.start) for word in words if word.name == "moved")
    return Context(text, ends, words, row, "".join(item.tag for item in row), moving)


def giver(whens: Sequence[When], span: tuple[int, int], around: Context, *, window: bool) -> When | None:
    """The expression whose day an hour at `span` belongs to: the nearest before it in its sentence, else behind it.

    A window of hours also takes the day of the sentence before: "… on Wednesday 20 May. Porting is from 6:00 to 7:30."
    `whens` are in order.
    """
    place = bisect_left(whens, span[0], key=lambda when: when.start)
    before = list(islice(reversed(whens[max(place - AROUND, 0) : place]), AROUND))
    here = [when for when in before if around.sentence(when.end) == around.sentence(span[0])]
    here += [when for when in whens[place : place + AROUND] if around.sentence(when.start) == around.sentence(span[1])]
    told = next((when for when in here if _gives(when)), None)
    if told:
        return told
    dated = [when for when in before if re.search(r"\d", when.quote) and not when.has_hour and _gives(when)]
    if not (window and dated) or span[0] - dated[0].end > NEAR:
        return None
    return None if "\n\n" in around.text[dated[0].end : span[0]] else dated[0]


def _gives(when: When) -> bool:
    return not when.past and when.relation != "instead" and when.kind in _MAY_GIVE


def apart(found: Found, around: Context) -> list[Found]:
    """Of "moves from Tuesday to Thursday" the two days by themselves, the first marked as the old one.

    So are two days that make no range, as the second lies before the first.
    """
    if found.last is None:
        return [found]
    moving = "f" in found.lead and _moving(found, around)
    if not moving and not _turned(found):
        return [found]
    first, last = found.first, found.last
    old = Found(first, None, None, 0, "<" if moving else found.lead, first.start, first.end, "k")
    new = expression_at(around.row, last.start, around.tags)
    return [old, replace(new, lead="")] if new else [old]


def _turned(found: Found) -> bool:
    if found.last is None or found.first.day is None or found.last.day is None:
        return False
    first, last = aligned(found.first.day, found.last.day)
    return last < first


def _moving(found: Found, around: Context) -> bool:
    """A word for moving in the same sentence; right before it when hours alone are named."""
    place = around.row[found.start].start
    if found.first.day and found.last and found.last.day:
        last = around.words[around.row[found.end - 1].end - 1]
        return not around.moving.isdisjoint(map(around.sentence, (around.words[place].start, last.end)))
    return any(word.name == "moved" for word in around.words[max(place - BESIDE, 0) : place])
