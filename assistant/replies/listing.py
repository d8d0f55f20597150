"""Lists under a heading ("Fixed:" and the numbers below it): each line takes the order that its heading gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.replies.clauses import Clause, clauses
from assistant.replies.fold import fold
from assistant.replies.kinds import LEVELS
from assistant.replies.sentences import Sentence
from assistant.replies.targets import Desk

_HEADS = frozenset(
    {"good", "fine", "not", "again", "bad", "close", "closable", "drop", "strike", "chase", "snooze", "paid", "dispute"}
) | frozenset(LEVELS)
_EXPLAINS = frozenset({"bad", "again", "not"})  # what a line may say of its own row without giving another order
_SHORT = 5  # words of a heading


def under_headings(said: Sequence[Sentence], at: Desk) -> Iterator[Sentence]:
    """`said`, with each line of a list led in by the heading above it, as if it were written "Fixed: 12"."""
    head: Sentence | None = None
    for place, one in enumerate(said):
        below = said[place + 1] if place + 1 < len(said) else None
        if one.row is None and _heads(one, below, at):
            head = one
            continue
        if head is not None and not _takes(one, head, at):
            head = None
        yield one if head is None else _led_in(one, head, at)


def _led_in(one: Sentence, head: Sentence, at: Desk) -> Sentence:
    """The line behind its heading, without what it says of its row; a line under "Broken" says it by itself."""
    parts = clauses(one.text, at)
    explained = any(part.marks for part in parts)
    if explained and any(set(part.kinds()) & _EXPLAINS for part in clauses(head.text, at)):
        return one
    end = parts[0].named[0].end if explained else len(one.text)
    return replace(one, text=f"{head.text.rstrip(' :')}: {one.text[:end]}")


def _heads(one: Sentence, below: Sentence | None, at: Desk) -> bool:
    """A line of its own that orders something of nothing, above a line that only names something."""
    if not one.opens or below is None or not below.opens or len(one.text.split()) > _SHORT or one.asks:
        return False
    parts = clauses(one.text, at)
    if len(parts) != 1 or parts[0].targets or not parts[0].marks or not set(parts[0].kinds()) <= _HEADS:
        return False
    return (one.heads or _nothing_else(parts[0], at)) and _names(below, at)


def _nothing_else(part: Clause, at: Desk) -> bool:
    plain = list(fold(part.text))
    for mark in part.marks:
        plain[mark.start - part.start : mark.end - part.start] = " " * (mark.end - mark.start)
    return all(word in at.lexicon.filler for word in "".join(plain).replace(":", " ").split())


def _takes(one: Sentence, head: Sentence, at: Desk) -> bool:
    """Is it a line of the list, which says no more than why?"""
    return one.opens and one.row is None and one.block <= head.block + 1 and _names(one, at)


def _names(one: Sentence, at: Desk) -> bool:
    parts = clauses(one.text, at)
    kinds = {kind for part in parts for kind in part.kinds()}
    moods = {mood.name for part in parts for mood in part.moods}
    led = bool(parts) and bool(parts[0].named) and not any(c.isalpha() for c in one.text[: parts[0].named[0].start])
    return led and kinds <= _EXPLAINS and not moods & {"forbid", "condition", "doubt", "correct"}
