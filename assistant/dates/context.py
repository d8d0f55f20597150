"""What the rest of a sentence adds: the day of an hour that stands apart, and which of two days is the old one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.dates.expressions import Found, expression_at
from assistant.dates.items import Item
from assistant.dates.ranges import aligned
from assistant.dates.tokens import Token
from assistant.dates.values import When

_SENTENCE_ENDS = re.compile(r"[.!?]\s+[^\W\d_a-z]|\n\s*\n")
_MAY_GIVE = frozenset({"day", "deadline", "window", "span"})


NEAR = 160  # characters between a day and a window of hours in the next sentence


def giver(whens: Sequence[When], span: tuple[int, int], text: str, *, window: bool) -> When | None:
    """The expression whose day an hour at `span` belongs to: the nearest before it in its sentence, else behind it.

    A window of hours also takes the day of the sentence before: "… on Wednesday 20 May. Porting is from 6:00 to 7:30."
    """
    before = [when for when in whens if when.end <= span[0]]
    behind = [when for when in whens if when.start >= span[1]]
    for other in (*reversed(before), *behind):
        between = text[other.end : span[0]] if other.start < span[0] else text[span[1] : other.start]
        if (
            not other.past
            and other.relation != "instead"
            and other.kind in _MAY_GIVE
            and not _SENTENCE_ENDS.search(between)
        ):
            return other
    dated = [when for when in before if re.search(r"\d", when.quote) and not when.past and not when.has_hour]
    near = bool(dated) and span[0] - dated[-1].end < NEAR and "\n\n" not in text[dated[-1].end : span[0]]
    return dated[-1] if window and near and dated[-1].kind in _MAY_GIVE else None


def apart(found: Found, row: Sequence[Item], words: Sequence[Token], text: str) -> list[Found]:
    """Of "moves from Tuesday to Thursday" the two days by themselves, the first marked as the old one.

    So are two days that make no range, as the second lies before the first.
    """
    if found.last is None:
        return [found]
    moving = "f" in found.lead and _moving(found, row, words, text)
    if not moving and not _turned(found):
        return [found]
    first, last = found.first, found.last
    old = Found(first, None, None, 0, "<" if moving else found.lead, first.start, first.end, "k")
    new = expression_at(row, last.start, "".join(item.tag for item in row))
    return [old, replace(new, lead="")] if new else [old]


def _turned(found: Found) -> bool:
    if found.last is None or found.first.day is None or found.last.day is None:
        return False
    first, last = aligned(found.first.day, found.last.day)
    return last < first


def _moving(found: Found, row: Sequence[Item], words: Sequence[Token], text: str) -> bool:
    """A word for moving in the same sentence; right before it when hours alone are named."""
    start, end = words[row[found.start].start].start, words[row[found.end - 1].end - 1].end
    for word in words:
        if word.name != "moved":
            continue
        between = text[word.end : start] if word.start < start else text[end : word.start]
        both_days = found.first.day is not None and found.last is not None and found.last.day is not None
        if (both_days and not _SENTENCE_ENDS.search(between)) or (word.start < start and len(between.split()) < 2):
            return True
    return False
