"""What single words do and mean, as far as titles are concerned. `rules/titles.yaml` holds the lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.ledger.words import fold, stem
from assistant.resources import rules

_SURE = 5  # letters of a stem that is sure enough to speak for a word
_TAIL = 5  # letters of the shortest thing that ends a compound ("Etikettendrucker")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word folded, its stem, what it does ("" when it has a meaning of its own), and what kind of meaning that is."""

    plain: str
    stem: str
    role: str
    meaning: str  # "thing", "dull", "trouble", "compound" or ""


@lru_cache(maxsize=1 << 14)
def lexeme(word: str, language: str) -> Lexeme:
    """The word as the lists of its letter's language know it."""
    plain = fold(word).rstrip("'")
    role = _roles(language).get(plain) or ("when" if _roles(language).get(plain.removesuffix("'s")) == "when" else "")
    return Lexeme(plain, stem(plain), role, "" if role else _meaning(plain))


@cache
def labels(kind: str) -> frozenset[str]:
    """What stands before the cells of a table: "labels" of a matter's name, or "other_labels"."""
    return frozenset(fold(label.strip()) for label in rules("titles")[kind].split("|") if label.strip())


def _meaning(plain: str) -> str:
    """Is it a thing that matters are about, what is wrong with one, or a word that no matter is called by?"""
    for kind in ("thing", "trouble", "dull"):
        if plain in _known(kind):
            return kind
    for kind in ("thing", "dull"):
        if stem(plain) in _stems(kind):
            return kind
    ends = (plain[n:] for n in range(3, len(plain) - _TAIL + 1))
    return "compound" if any(end in _known("thing") for end in ends) else ""


def is_thing(stem_: str) -> bool:
    """Is it one of the plain things that owners call matters by: the printer, the VPN, the bookings?"""
    return stem_ in _things()


@cache
def _things() -> frozenset[str]:
    return frozenset(stem(fold(str(thing))) for thing in rules("topics")["things"] if " " not in str(thing))


@cache
def _known(kind: str) -> frozenset[str]:
    return frozenset(fold(word) for word in rules("titles")[kind].split())


@cache
def _stems(kind: str) -> frozenset[str]:
    return frozenset(short for short in map(stem, _known(kind)) if len(short) >= _SURE)


@cache
def _roles(language: str) -> Mapping[str, str]:
    table = rules("titles")["small"]
    chosen = table.get(language, table["en"])
    return {fold(word): role for role, line in reversed(chosen.items()) for word in line.split()}
