"""What speaks for a word being what a matter is about, and for a phrase being a good name for it: signs, by name.

Pure. `rules/titles.yaml` says how much each sign weighs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.ledger.phrases import Clause, Word, clauses, spans
from assistant.ledger.words import fold, stem
from assistant.resources import rules

_HEADING = 6  # words of a list item's heading
_REACH = 500  # characters of a letter before and after the finding's sentence that are looked at
_STEM = 5  # letters of a stem that is sure enough
_LONG, _TAIL = 8, 5  # letters of a long word; of the shortest thing that ends a compound ("Etikettendrucker")
_PREFIX = re.compile(
    r"^\s*(?:(?:re|fwd?|aw|wg|sv|vs|vb|tr|rv|antw|doorst|ref|res|enc|odp|r|i)(?:\[\d+\])?\s*[::]|\[[^\]]{0,60}\]|[*!:\s])+",
    re.IGNORECASE,
)
_BANNER = re.compile(r"\[[^\]]{1,60}\]|\([^)]{0,20}#[^)]{1,30}\)|#\S{2,}")


@dataclass(frozen=True, slots=True)
class Saying:
    """What one letter says about a matter. `sentence`: where the finding's sentence stands in `body`."""

    subject: str
    body: str
    sentence: tuple[int, int]
    alone: bool  # the letter speaks of nothing else
    ours: bool  # the owner or somebody at the owner's firm wrote it
    language: str
    writer: frozenset[str] = frozenset()  # stems of the names of who writes, and for which firm


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that a matter may be called by, the stems of its telling words, and what speaks for its form."""

    text: str
    stems: tuple[str, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a letter offers: (stem, sign) of its words, and its phrases."""

    words: tuple[tuple[str, str], ...]
    phrases: tuple[Phrase, ...]


def around(text: str, near: str, quote: str) -> tuple[str, tuple[int, int]]:
    """The words around the sentence `quote` in the letter's `text`, else in the part `near` it, and where it stands."""
    body = text if quote in text else near if quote in near else f"{quote}\n{near}"
    start = body.find(quote)
    low = max(0, start - _REACH)
    body = body[low : start + len(quote) + _REACH]
    return body, (start - low, start - low + len(quote))


@lru_cache(maxsize=1 << 15)
def offer(said: Saying) -> Offer:
    """The words and phrases of a saying with their signs."""
    words: dict[tuple[str, str], None] = {}
    phrases: dict[str, Phrase] = {}
    for text, place, clause in _clauses(said):
        for n, word in enumerate(clause.words):
            if not word.role:
                words.update(dict.fromkeys((stem(word.plain), sign) for sign in _word_signs(said, clause, n, place)))
        for i, j in spans(clause):
            phrase = _phrase(text, clause, i, j, (place, said.ours))
            phrases.setdefault(phrase.text, phrase)
    return Offer(tuple(words), tuple(phrases.values()))


def _clauses(said: Saying) -> Iterator[tuple[str, str, Clause]]:
    """Each clause with the text it stands in and its place, seen from the finding's sentence."""
    subject = _BANNER.sub(" | ", _PREFIX.sub("", said.subject))
    for clause in clauses(subject, said.language):
        yield subject, "subject" if said.alone else "shared_subject", clause
    start, end = said.sentence
    opens = said.body.rfind("\n", 0, start) + 1
    closes = said.body.find("\n", end) % (len(said.body) + 1)
    for clause in clauses(said.body, said.language):
        low, high = clause.words[0].start, clause.words[-1].end
        if low < end and high > start:
            yield said.body, "sentence", clause
        elif high <= start:
            yield said.body, "lead" if low >= opens else "above", clause
        else:
            yield said.body, "tail" if high <= closes else "below", clause


def _word_signs(said: Saying, clause: Clause, n: int, place: str) -> Iterator[str]:
    word = clause.words[n]
    yield f"at {place}"
    if said.ours:
        yield f"ours {place}"
    if clause.heads:
        yield "heads the subject" if "subject" in place else "heads a line"
    if clause.label:
        yield "labelled" if clause.label == "labels" else "labelled otherwise"
    if _heading(clause, place):
        yield "in a heading"
    if n and word.text[0].isupper() and not word.text.isupper():
        yield "name"
    if word.text[0].isdigit():
        yield "number"
    if len(word.text) >= _LONG:
        yield "long"
    if stem(word.plain) in said.writer:
        yield "writer"
    yield from _meaning(word.plain)


def _phrase(text: str, clause: Clause, i: int, j: int, where: tuple[str, bool]) -> Phrase:
    words = clause.words[i:j]
    shown = " ".join(text[words[0].start : words[-1].end].split())
    stems = tuple(stem(word.plain) for word in words if not word.role)
    return Phrase(shown, stems, tuple(_form_signs(clause, i, j, *where)))


def _form_signs(clause: Clause, i: int, j: int, place: str, ours: bool) -> Iterator[str]:  # noqa: FBT001
    words = clause.words[i:j]
    yield f"from {place}"
    yield f"{len(words)} words"
    yield f"after {_border(clause.before) if i == 0 else _role(clause.words[i - 1])}"
    yield f"before {_border(clause.after) if j == len(clause.words) else _role(clause.words[j])}"
    if j - i == len(clause.words):
        yield "whole clause"
    if i == 0 and clause.heads and "subject" not in place:
        yield "begins a line"
    if i == 0 and clause.label == "labels":
        yield "behind a label"
    if j - i == len(clause.words) and _heading(clause, place):
        yield "is a heading"
    if ours:
        yield "ours"
    if words[0].text[0].isdigit():
        yield "number first"
    if words[-1].text[0].isdigit() and len(words) > 1 and words[-2].role:
        yield "number last"
    if words[0].role:
        yield "denial first"
    if all(word.role or (word.text[0].isupper() and not _meaning(word.plain)) for word in words):
        yield "only names"
    yield from _cut(clause, i, j)
    yield from (f"with {role}" for role in sorted({word.role for word in words} - {"", "the", "of"}))
    yield from sorted(
        {
            f"{place} {sign}"
            for word, place in ((words[0], "first"), (words[-1], "last"))
            for sign in _meaning(word.plain)
        }
    )


def _cut(clause: Clause, i: int, j: int) -> Iterator[str]:
    """A sentence's part that lacks its beginning or its end."""
    if any(word.role == "be" for word in clause.words[i:j]):
        if i and clause.words[i - 1].role not in {"the", "how", "and", "when"}:
            yield "headless"
        if j < len(clause.words) and clause.words[j].role not in {"how", "when", "and"}:
            yield "tailless"


def _heading(clause: Clause, place: str) -> bool:
    """A few words at the head of a line, set off from what follows: what a list's item is about."""
    short = clause.heads and len(clause.words) <= _HEADING and clause.after not in {"w", ""}
    return short and "subject" not in place and not any(word.role == "be" for word in clause.words)


def _border(sign: str) -> str:
    return {"": "edge", "\n": "edge", "w": "border", ":": "colon"}.get(sign, "sign")


def _role(word: Word) -> str:
    return word.role or "word"


@lru_cache(maxsize=1 << 14)
def _meaning(plain: str) -> tuple[str, ...]:
    """Is a word one of the things that matters are about, or one that no matter is called by?"""
    things, dull = _known("things"), _known("dull")
    if plain in things:
        return ("thing",)
    if plain in dull:
        return ("dull",)
    if stem(plain) in _stems("things"):
        return ("thing",)
    if stem(plain) in _stems("dull"):
        return ("dull",)
    if any(plain[n:] in things for n in range(3, len(plain) - _TAIL + 1)):
        return ("compound",)
    return ()


@cache
def _known(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in rules("titles")[name].split())


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(short for short in map(stem, _known(name)) if len(short) >= _STEM)
