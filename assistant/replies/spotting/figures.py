"""Which figures and number words of a sentence may be rows, and which are times, amounts, days or rooms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.replies.fold import fold
from assistant.replies.numerals import numeral_pattern, numerals
from assistant.replies.spotting.counting import is_row, word_is_row
from assistant.replies.spotting.desk import Desk
from assistant.resources import rules


def atoms(plain: str, at: Desk) -> Iterator[tuple[int, int, int]]:
    """Single numbers that may be rows: start, end, value."""
    taken = _other_numbers(plain, at)
    for found in _DIGITS.finditer(plain):
        start, end = found.span(1)
        free = not any(s < end and start < e for s, e in taken)
        if free and is_row(plain, (start, end), int(found[1]), at):
            yield found.start(), found.end(), int(found[1])
    for found in numeral_pattern(at.lexicon.language).finditer(plain):
        value = numerals(at.lexicon.language)[found[0]]
        free = not any(s < found.end() and found.start() < e for s, e in taken)
        if free and word_is_row(plain, found, value, at):
            yield found.start(), found.end(), value


def _all_rows(words: str, at: Desk) -> bool:
    """ "3,4" of "close 3,4,6": a decimal, were not both rows."""
    parts = re.split(r"[,/]", words)
    return len(parts) > 1 and all(part.isdigit() and int(part) in at.numbers for part in parts)


_IS_ROW = re.compile(r"(?:no|nr|nrs|nos|n|num|row|item|issue|ticket|punkt|punt|punto|point)[-_/]?\d+")


def _other_numbers(plain: str, at: Desk) -> list[tuple[int, int]]:
    """Stretches with numbers of something else: times, amounts, days, rooms, and those in a row's own title."""
    own = at.lexicon.patterns["not_rows"]
    spans = [f.span() for f in own.finditer(plain)]
    spans += [
        f.span() for f in _shared_not_rows().finditer(plain) if not _IS_ROW.fullmatch(f[0]) and not _all_rows(f[0], at)
    ]
    spans += [f.span() for row in at.rows for f in _title_numbers(row.title).finditer(plain)]
    return spans


@cache
def _title_numbers(title: str) -> re.Pattern[str]:
    """ "line 2" of "Depot phones: line 2 dead": a number with the word before it, as the row has them."""
    pairs = re.findall(r"([^\W\d_]+) (\d+)", fold(title))
    either = "|".join(rf"{re.escape(word)} {number}" for word, number in pairs)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else r"(?!)")


@cache
def _shared_not_rows() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w#])(?:{'|'.join(f'(?:{p})' for p in rules('orders/shared')['not_rows'])})")


_DIGITS = re.compile(r"(?:#|(?<!\w)(?<!\d )(?:no\.|nr\.?|n°|num\.?) ?)?(?<![\d.£$€])(\d{1,5})(?='?s(?!\w)|\D|$)")
