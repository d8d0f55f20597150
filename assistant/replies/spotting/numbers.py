"""Rows by number: single ones, lists and ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.replies.fold import fold
from assistant.replies.spotting.desk import Desk, Target
from assistant.replies.spotting.figures import atoms


def numbers(text: str, plain: str, at: Desk) -> Iterator[Target]:
    joined = list(_joined(text, plain, sorted(atoms(plain, at)), at))
    yield from (replace(one, about=text[one.start : one.end]) for one in joined)


def _joined(text: str, plain: str, found: Sequence[tuple[int, int, int]], at: Desk) -> Iterator[Target]:
    """Numbers that stand in a list, or are the ends of a range, as one target."""
    grammar = at.lexicon.grammar
    lists = re.compile(
        rf"\s*(?:,|;|/|&|\+|(?:,\s*)?(?<!\w)(?:{fold(grammar['and'])})(?!\w)|\s)\s*(?:(?:{fold(grammar['article'])})\s)?(?:{grammar['row_noun']})?\s*#?"
    )
    spans = re.compile(
        rf"\s*(?:-|\.\.+|(?:{fold(grammar['range'])}))\s*(?:(?:{fold(grammar['article'])})\s)?(?:{grammar['row_noun']})?\s*#?"
    )
    current: list[int] = []
    start = end = 0
    for begin, stop, value in found:
        between = plain[end:begin] if current else ""
        dashed = "—" in text[end:begin]  # between sentences, not numbers
        if current and spans.fullmatch(between) and value > current[-1] and not dashed:
            current += [n for n in (at.numbers or range(current[-1] + 1, value + 1)) if current[-1] < n <= value]
            end = stop
            continue
        answered = between.strip() == "no"  # "33 no 34 ok"
        refused = at.lexicon.patterns["just_not"].search(plain[:start]) is not None
        parted = refused and between.strip().startswith(",")  # "not 5, 3 is done"
        if current and lists.fullmatch(between) and not answered and not parted:
            current.append(value)
            end = stop
            continue
        if current:
            yield _numbered(start, end, current, at)
        current, start, end = [value], begin, stop
    if current:
        yield _numbered(start, end, current, at)


def _numbered(start: int, end: int, numbers: Sequence[int], at: Desk) -> Target:
    rows = tuple(row for number in numbers if (row := at.row(number)))
    unknown = bool(at.rows) and any(number not in at.numbers for number in numbers)
    return Target(start, end, "numbers", tuple(dict.fromkeys(numbers)), rows=rows, sure=not unknown)
