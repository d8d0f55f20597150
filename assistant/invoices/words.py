"""Words as the rules know them: folded (no case, no accents), and phrases of them found in a line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from assistant.resources import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W\d_]+|\d+")
_CODE_AFTER = re.compile(r"[-/_]\w*\d")
_CODE_BEFORE = re.compile(r"\d\w{0,9}[-/_]$")
_SPECIAL = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "’": "'"})
JOINED = 7  # letters; a phrase at least this long is also known as one word ("invoicedate")
HYPHENATED = 3  # parts of a word that hyphens may join
FAR = 4  # characters that may stand between two words of a phrase


@dataclass(frozen=True, slots=True)
class Token:
    word: str  # folded
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase of the rules in a line: `line[start:end]`, and every name it has there."""

    names: frozenset[str]
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case without accents: "Fälligkeit" → "falligkeit"."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.lower().translate(_SPECIAL))
    return "".join(c for c in spread if not unicodedata.combining(c))


def tokens(text: str) -> list[Token]:
    return [Token(fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


class Phrases:
    """Phrases by name, to be found in lines: at each word the longest phrase wins."""

    def __init__(self, by_name: dict[str, Iterable[str]]) -> None:
        names: dict[tuple[str, ...], set[str]] = {}
        for name, phrases in ((n.rstrip("+"), p) for n, p in by_name.items()):
            for phrase in phrases:
                for key in _spellings(phrase):
                    names.setdefault(key, set()).add(name)
        self._names = {key: frozenset(value) for key, value in names.items()}
        self._longest: dict[str, int] = {}
        for key in names:
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def find(self, line: str, found: list[Token] | None = None) -> Iterator[Match]:
        """All phrases in a line, left to right, without overlap."""
        words = tokens(line) if found is None else found
        at = 0
        while at < len(words):
            size = self._size(line, words, at)
            if size:
                key = self._key(line, words[at : at + size])
                if key:
                    yield Match(self._names[key], words[at].start, words[at + size - 1].end)
            at += size or 1

    def _size(self, line: str, words: list[Token], at: int) -> int:
        """How many words from `at` on make a phrase, at the most; 0 when none do."""
        longest = min(self._longest.get(words[at].word, 0), len(words) - at)
        for size in range(max(longest, HYPHENATED), 0, -1):
            run = words[at : at + size]
            if len(run) == size and self._key(line, run) and _together(line, run) and not _coded(line, run):
                return size
        return 0

    def _key(self, line: str, run: list[Token]) -> tuple[str, ...] | None:
        """The phrase that these words are; parts joined by hyphens may be one word of it ("Beleg-Datum")."""
        key = tuple(t.word for t in run)
        if key in self._names:
            return key
        joined = ("".join(key),)
        whole = len(run) > 1 and run[-1].end - run[0].start == sum(t.end - t.start for t in run) + len(run) - 1
        hyphens = whole and all(line[t.end : t.end + 1] == "-" for t in run[:-1])
        return joined if hyphens and joined in self._names else None


def _coded(line: str, run: list[Token]) -> bool:
    """Whether the words are part of a code ("NO-2026-17", "3/INV"): those are values, not labels."""
    return bool(_CODE_AFTER.match(line, run[-1].end) or _CODE_BEFORE.search(line, 0, run[0].start))


def _spellings(phrase: str) -> Iterator[tuple[str, ...]]:
    key = tuple(t.word for t in tokens(phrase))
    yield key
    if len(key) > 1 and sum(map(len, key)) >= JOINED:
        yield ("".join(key),)


def _together(line: str, run: list[Token]) -> bool:
    """Whether nothing but a little punctuation parts the words."""
    for left, right in pairwise(run):
        gap = line[left.end : right.start]
        if len(gap) > FAR or "," in gap or ";" in gap:
            return False
    return True


@cache
def book() -> Any:  # noqa: ANN401  YAML may hold anything
    """The rules of this room."""
    return rules("invoices")


@cache
def labels() -> Phrases:
    """What stands before the values of a bill, named by the field."""
    named: dict[str, Iterable[str]] = {f: _all(langs) for f, langs in book()["labels"].items()}
    titles = {t: {tuple(w.word for w in tokens(p)) for p in _all(langs)} for t, langs in book()["titles"].items()}
    for title in ("invoice", "credit", "receipt"):  # "Credit note no." is a title too
        named[f"title.{title}+"] = [p for p in named["number"] if _begins(p, titles[title])]
    named |= {f"title.{title}": _all(langs) for title, langs in book()["titles"].items()}
    return Phrases(named)


def _begins(phrase: str, starts: set[tuple[str, ...]]) -> bool:
    key = tuple(t.word for t in tokens(phrase))
    return any(key[:n] in starts for n in range(1, len(key)))


@cache
def phrases(section: str) -> Phrases:
    """One section of the rules (of phrases by language), all under its own name."""
    return Phrases({section: _all(book()[section])})


def _all(by_language: dict[str, list[str]]) -> list[str]:
    return [phrase for phrases_ in by_language.values() for phrase in phrases_]
