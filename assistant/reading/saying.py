"""The words of attributions (rules/quotes.yaml): verbs, openers, and the small words around the name."""

from __future__ import annotations

import re
from functools import cache

from assistant.reading.moments import weekday_names
from assistant.reading.words import plain
from assistant.resources import rules

_EDGE = re.compile(r"^[\s,;:.()\[\]–—，、。：\"„“”«»-]+|[\s,;:(\[–—，、。：-]+$")


def without_words(piece: str) -> str:
    """A piece of an attribution without opener, verbs, weekdays and the small words of its language."""
    for _ in range(6):
        before = piece
        piece = _EDGE.sub("", piece)
        piece = _leading().sub("", piece, count=1)
        piece = _trailing().sub("", piece, count=1)
        if piece == before:
            break
    return piece


def verb_in(text: str) -> str:
    folded = f" {text.casefold()} "
    return next((verb for verb in verbs() if verb in folded and _stands_alone(folded, verb)), "")


def _stands_alone(folded: str, verb: str) -> bool:
    at = folded.find(verb)
    before, after = folded[at - 1], folded[at + len(verb)]
    cjk = verb[0] > "\u3000"
    return cjk or not (before.isalpha() or after.isalpha())


@cache
def verbs() -> tuple[str, ...]:
    found = {plain(verb) for row in rules("quotes")["attributions"]["verbs"].values() for verb in row}
    return tuple(sorted(found, key=lambda verb: (-len(verb), verb)))


@cache
def openers() -> tuple[str, ...]:
    return tuple(sorted({word for words in rules("quotes")["attributions"]["openers"].values() for word in words}))


@cache
def _noise() -> str:
    opening = {word.strip().casefold() for word in openers()}
    small = set(rules("quotes")["attributions"]["small"])
    found = {word for word in {*verbs(), *opening, *weekday_names(), *small} if word}
    return "|".join(re.escape(word) for word in sorted(found, key=lambda word: (-len(word), word)))


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_noise()})(?=[\s,.:;，、]|$)", re.IGNORECASE)


@cache
def _trailing() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\s>)\]\"”»]))(?:{_noise()})$", re.IGNORECASE)
