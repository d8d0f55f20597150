"""Payment terms in words: "14 Tage netto", "Net 30", "due on receipt"."""

from __future__ import annotations

import re
from functools import cache

from assistant.invoices.words import book, fold, phrases

LONGEST = 180  # days; longer is a warranty or a notice period
_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+|,\s+")


def term_days(words: str) -> int | None:
    """The days to pay: 30 in "Net 30", 0 in "due on receipt". Terms of early payment discounts do not count."""
    for part in _SENTENCE.split(words):
        if _other(part):
            continue
        match = _pattern().search(_spelled(fold(part)))
        if match:
            found = int(next(g for g in match.groups() if g))
            return found if 0 < found <= LONGEST else None
        if next(phrases("at_once").find(part), None):
            return 0
    return None


def _other(part: str) -> bool:
    """Whether the days are about something else: a discount, a complaint, the interest on late payment."""
    return any(word in fold(part) for word in _not_terms())


@cache
def _not_terms() -> tuple[str, ...]:
    return tuple(fold(word) for words in book()["not_terms"].values() for word in words)


@cache
def _pattern() -> re.Pattern[str]:
    shapes = {fold(s) for group in book()["terms"].values() for s in group}
    ordered = sorted(shapes, key=lambda s: (-len(s), s))
    return re.compile(
        "|".join(
            r"(?<![\w.,])" + re.escape(s).replace(r"\#", r"(\d{1,3})").replace(r"\ ", r"[\s-]{1,2}") + r"(?!\w)"
            for s in ordered
        )
    )


def _spelled(text: str) -> str:
    """The text with its number words as digits: "fourteen days" → "14 days"."""
    for group in book()["number_words"].values():
        for word, number in group.items():
            if word in text:
                text = re.sub(rf"\b{word}\b", f"{number} days" if word == "fortnight" else str(number), text)
    return text
