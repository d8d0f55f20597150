"""How a title is written: a capital first, no shouting, no loose quotes."""

from __future__ import annotations

import re
from functools import cache

from assistant.ledger.title_lexicon import lexeme
from assistant.ledger.words import fold
from assistant.resources import rules

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_EDGES = " \t\"“”„«»‘'’`.,;:!?-–—*_~|/\\"
_LOUD = 4  # capitals that are no longer an abbreviation


def shown(phrase: str, language: str = "en") -> str:
    """The phrase as the owner reads it."""
    text = phrase.strip(_EDGES)
    shouted = sum(c.isupper() for c in text) >= _LOUD and not any(c.islower() for c in text)
    text = _WORD.sub(lambda word: _said(word.group(), language, shouted=shouted), text)
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]  # iPad stays iPad


def _said(word: str, language: str, *, shouted: bool) -> str:
    """A word in the capitals that it needs."""
    if fold(word) in _acronyms():
        return word.upper()
    known = lexeme(word, language)
    loud = len(word) > 1 and word.isupper() and word.isalpha() and (shouted or known.role or known.meaning)
    if loud and language == "de" and not known.role:
        return word.capitalize()  # most words that mean something are nouns
    return word.lower() if loud else word


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(rules("titles")["acronyms"].split())
