"""How a title is written: a capital first, no shouting, no loose quotes."""

from __future__ import annotations

import re
from functools import cache

from assistant.ledger.words import fold
from assistant.resources import rules

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_EDGES = " \t\"“”„«»‘'’`.,;:!?-–—*_~|/\\"


def shown(phrase: str) -> str:
    """The phrase as the owner reads it."""
    text = phrase.strip(_EDGES)
    letters = [c for c in text if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters):
        text = _WORD.sub(_quiet, text)
    return text[:1].upper() + text[1:]


def _quiet(word: re.Match[str]) -> str:
    text = word.group()
    return text if fold(text) in _acronyms() or any(c.isdigit() for c in text) else text.lower()


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(rules("titles")["acronyms"].split())
