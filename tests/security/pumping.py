"""Hostile strings for a regular expression, made from the expression itself: each of its repeats, pumped up.

A pattern is slow where what it repeats can be read in many ways. So for each repeat in it: what leads there, what it
repeats many thousand times over, and a character with which nothing can end.
"""

from __future__ import annotations

import re
import re._constants as c  # the parsed form is not public, and stable since Python 1.6
import re._parser as parser
from collections.abc import Iterable, Iterator
from typing import Any

LENGTH = 20_000  # characters of a hostile letter
END = "\x00"
_CATEGORIES = {
    c.CATEGORY_DIGIT: "1",
    c.CATEGORY_NOT_DIGIT: "a",
    c.CATEGORY_SPACE: " ",
    c.CATEGORY_NOT_SPACE: "a",
    c.CATEGORY_WORD: "a",
    c.CATEGORY_NOT_WORD: " ",
}
_REPEATS = (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT)
_CANDIDATES = " a1.-,\n\t:/@éA_0€(\"'"


def hostile(pattern: str, flags: int, length: int = LENGTH) -> Iterator[str]:
    """The strings that this pattern may find hard."""
    for lead, body in _repeats(parser.parse(pattern, flags), ""):
        if body:
            yield lead + body * (length // len(body)) + END


def _repeats(tree: Iterable[Any], lead: str) -> Iterator[tuple[str, str]]:
    """(what comes before, what is repeated) of each repeat without a small bound."""
    for op, argument in tree:
        if op in _REPEATS:
            low, high, body = argument
            sample = _sample(body)
            if high > 8:
                yield lead, sample
                yield lead, sample + " "
            yield from _repeats(body, lead)
            lead += sample * max(low, 1)
        elif op is c.SUBPATTERN:
            yield from _repeats(argument[3], lead)
            lead += _sample(argument[3])
        elif op is c.BRANCH:
            for branch in argument[1]:
                yield from _repeats(branch, lead)
            lead += _sample(argument[1][0])
        elif op in (c.ASSERT, c.ASSERT_NOT):
            yield from _repeats(argument[1], lead)
        elif op is c.ATOMIC_GROUP:
            yield from _repeats(argument, lead)
            lead += _sample(argument)
        else:
            lead += _sample([(op, argument)])


def _sample(tree: Iterable[Any]) -> str:
    """A short string that the tree reads."""
    return "".join(_one(op, argument) for op, argument in tree)


def _one(op: Any, argument: Any) -> str:
    makers = {
        c.LITERAL: lambda: chr(argument),
        c.NOT_LITERAL: lambda: "b" if argument == ord("a") else "a",
        c.ANY: lambda: "a",
        c.IN: lambda: _member(argument),
        c.SUBPATTERN: lambda: _sample(argument[3]),
        c.BRANCH: lambda: _sample(argument[1][0]),
        c.ATOMIC_GROUP: lambda: _sample(argument),
        c.GROUPREF_EXISTS: lambda: _sample(argument[1]),
        **dict.fromkeys(_REPEATS, lambda: _sample(argument[2]) * max(argument[0], 1)),
    }
    return makers.get(op, str)()  # nothing for anchors, lookarounds, references


def _member(members: list[Any]) -> str:
    """A character of the set."""
    if members[0][0] is c.NEGATE:
        wanted = re.compile("[" + re.escape("".join(map(_name, members[1:]))) + "]") if members[1:] else None
        return next((ch for ch in _CANDIDATES[1:] if wanted is None or not wanted.match(ch)), "a")
    return _name(members[0])


def _name(member: Any) -> str:
    op, argument = member
    if op is c.LITERAL:
        return chr(argument)
    if op is c.RANGE:
        return chr(argument[0])
    return _CATEGORIES.get(argument, "a")
