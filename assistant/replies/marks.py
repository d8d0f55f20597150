"""Words that order something, and words that take the force out of an order, at their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.replies.lexicon import Lexicon
from assistant.replies.targets import Target
from assistant.vocabulary import Verb

# orders that stand before what they are about ("close 5"); the others stand behind it ("5 is fixed")
FORWARD = frozenset(
    {"close", "strike", "drop", "snooze", "chase", "merge", "rename", "ask", "status", "show", "reopen"}
)
# orders whose words may stand around what they are about ("take the printer off the list")
HOLDING = FORWARD | {"high", "low", "normal", "critical", "note", "paid"}
LEADING = FORWARD | {"closable"}  # "you can close 25"
NAMED_TOO = frozenset({"snooze", "close", "strike", "merge", "rename", "chase", "fine"})  # "the hold music", "a chase"
ORDERED_FIRST = frozenset({"close", "strike"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that order something, at their place."""

    start: int
    end: int
    verb: Verb
    kind: str


@dataclass(frozen=True, slots=True)
class Mood:
    """Words that take the force out of an order, or turn it around, at their place."""

    start: int
    end: int
    name: str


def find_marks(plain: str, lexicon: Lexicon, solid: Sequence[Target]) -> list[Mark]:
    """Orders' words without overlap, the longest first; none that is part of a number or a bill's name."""
    found = [
        Mark(hit.start(), hit.end(), rule.verb, rule.kind)
        for rule in lexicon.rules
        for hit in rule.pattern.finditer(plain)
        if hit.group().strip()
    ]
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        blocked = any(t.start <= mark.start and mark.end <= t.end for t in solid if t.kind != "it")
        if not blocked and all(mark.end <= k.start or k.end <= mark.start for k in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)


def find_moods(plain: str, lexicon: Lexicon) -> Iterator[Mood]:
    for name, pattern in lexicon.moods.items():
        yield from (Mood(found.start(), found.end(), name) for found in pattern.finditer(plain))
