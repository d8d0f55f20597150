"""What a finding is about, as a bag of stems: enough to tell two matters of one office apart, in any language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from assistant.resources import rules

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NAME = re.compile(r"(?<=[^\W_.!?:]\s)[A-ZÄÖÜÅØÆÉ][^\W_]{2,}")
_COMPOUND, _PART, _REST = 9, 5, 3  # letters of a word made of two, of a known one within it, and of what is left
_ENDINGS = ("ungen", "ings", "ing", "ies", "ed", "es", "en", "er", "ung", "s", "e", "n", "y")


def stems(text: str) -> frozenset[str]:
    """The telling words of a text, folded and cut to their stems; numbers of three digits and more count too."""
    return frozenset(stem(word) for word in map(fold, _WORD.findall(text)) if _tells(word))


def senses(text: str) -> frozenset[str]:
    """The stems of a text as matters are compared by: the same thing in another word or language is the same.

    "printer", "imprimante": "~printer"; a compound is itself, and the kinds of its parts ("Lagerdrucker").
    """
    words = [word for word in map(fold, _WORD.findall(text)) if _tells(word)]
    return frozenset(sense for word in words for sense in _senses_of(word))


def is_kind(sense: str) -> bool:
    """Does it stand for a kind of thing, in whatever words?"""
    return sense.startswith("~")


def names(text: str) -> frozenset[str]:
    """Words with a capital inside a sentence: sites, people, products. The first word of a sentence tells nothing."""
    return frozenset(stem(fold(word)) for word in _NAME.findall(text) if _tells(fold(word)))


def plain_words(text: str) -> list[str]:
    """The telling words of a text, folded, as they stand."""
    return [word for word in map(fold, _WORD.findall(text)) if _tells(word)]


def fold(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _tells(word: str) -> bool:
    if word.isdigit():
        return len(word) > 2
    return len(word) > 1 and word not in _common()


def stem(word: str) -> str:
    """A folded word without its ending."""
    word = word.split("'", maxsplit=1)[0]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:8]


@lru_cache(maxsize=1 << 14)
def _senses_of(word: str) -> tuple[str, ...]:
    """The kind of a folded word, else its stem and the kinds of its parts."""
    families = _families()
    plain = word.split("'", maxsplit=1)[0]
    if own := families.get(plain) or families.get(plain.removesuffix("s")):
        return (own,)
    sizes = range(_PART, len(plain) - _REST + 1) if len(plain) >= _COMPOUND else ()
    parts = (families.get(part) for size in sizes for part in (plain[:size], plain[-size:]))
    return (stem(word), *(kind for kind in parts if kind))


@cache
def _families() -> Mapping[str, str]:
    """Each word of a family of `rules/things.yaml`, to the family's name."""
    families: Sequence[Sequence[str]] = rules("things")["families"]
    return {fold(word): f"~{fold(group[0])}" for group in families for word in group if " " not in word}


@cache
def _common() -> frozenset[str]:
    return frozenset(map(fold, rules("linking")["common"].split()))
