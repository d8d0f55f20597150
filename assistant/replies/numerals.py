"""Number words and ordinals of each language, up to 199: "twenty-three", "dreiundzwanzig", "the second one"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from assistant.replies.fold import fold
from assistant.replies.lexicon import lexicon


@cache
def numerals(language: str) -> Mapping[str, int]:
    """Every way to write a number from 1 to 199 in words, made plain, with single spaces."""
    numbers = lexicon(language).grammar["numbers"]
    small = dict(_below_hundred(numbers))
    hundreds = {f"{h} {word}": 100 + n for h in numbers["hundred"] for word, n in small.items()}
    glued = {f"{h}{word}": 100 + n for h in numbers["hundred"] for word, n in small.items()}
    exact = dict.fromkeys(numbers.get("one_hundred", ()), 100)
    return {fold(word): n for word, n in (small | hundreds | glued | exact).items()}


def _below_hundred(numbers: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    units: Sequence[str] = numbers["units"]
    yield from ((word, n) for n, word in enumerate(units, 1))
    yield from numbers.get("others", {}).items()
    for place, ten in enumerate(numbers["tens"], 2):
        if not ten:  # a language that has no word of its own for seventy
            continue
        yield ten, place * 10
        yield from _joined(numbers, ten, place * 10)


def _joined(numbers: Mapping[str, Any], ten: str, value: int) -> Iterator[tuple[str, int]]:
    """Tens with units in the order of the language: "twenty-three", "dreiundzwanzig"."""
    stems = numbers.get("stems", {})
    for n, unit in enumerate(numbers["units"][:9], 1):
        for glue in numbers["glue"]:
            word = stems.get(unit, unit)
            yield (f"{word}{glue}{ten}" if numbers.get("units_first") else f"{ten}{glue}{unit}"), value + n


@cache
def numeral_pattern(language: str) -> re.Pattern[str]:
    words = sorted(numerals(language), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(word) for word in words)})(?![\w-])")


@cache
def ordinals(language: str) -> Mapping[str, int]:
    """Ordinals as places in a list: 1 is the first, -1 the last."""
    return {fold(word): place for word, place in lexicon(language).grammar["ordinals"].items()}


@cache
def ordinal_pattern(language: str) -> re.Pattern[str]:
    """An ordinal, perhaps with how many ("the last two"), perhaps a list of them, and what they are ("ones")."""
    grammar = lexicon(language).grammar
    one = "|".join(re.escape(word) for word in sorted(ordinals(language), key=len, reverse=True))
    article, noun = fold(grammar["ordinal_article"]), fold(grammar["ordinal_nouns"])
    glue = fold(grammar["and"])
    counts = [w for w, n in numerals(language).items() if 2 <= n <= 9] + grammar["couple"]
    count = "|".join(re.escape(fold(w)) for w in counts) + "|[2-9]"
    one = f"(?:{one})(?: (?:{noun})(?!\\w))?"
    return re.compile(
        rf"(?<!\w)(?P<article>(?:{article})\s)?(?P<before>(?:{count})\s)?"
        rf"(?P<list>{one}(?:\s*(?:,|,?\s(?:{glue}))\s*(?:(?:{article})\s)?{one}){{0,6}})"
        rf"(?P<after>\s(?:{count}))?(?P<noun>\s(?:{noun}))?(?!\w)"
    )
