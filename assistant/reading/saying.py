"""The words of attributions (rules/quotes.yaml): verbs, openers, and the small words around the name."""

from __future__ import annotations

import re
from functools import cache

from assistant.reading.moments import weekday_names
from assistant.reading.words import plain
from assistant.resources import rules

_EDGE = re.compile(r"^[\s,;:.()\[\]–—，、。：\"„“”«»-]+|[\s,;:(\[–—，、。：-]+$")


def without_words(piece: str) -> str:
    """A piece of an attribution without verbs and the small words of its language."""
    for _ in range(6):
        before = piece
        piece = _EDGE.sub("", piece)
        piece = _leading().sub("", piece, count=1)
        piece = _trailing().sub("", piece, count=1)
        if piece == before:
            break
    return piece


def before_date(text: str) -> str:
    """What stands before the date, without `On` and the weekday (`sam` is one in French, `Sam` is a name elsewhere)."""
    if "@" not in text:  # else the name opens the line, and may begin with `On` or `Le` itself
        text = _opening().sub("", text, count=1)
    return _weekday().sub("", text, count=1)


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
    small = set(rules("quotes")["attributions"]["small"])
    found = {word for word in {*verbs(), *small} if word}
    return "|".join(re.escape(word) for word in sorted(found, key=lambda word: (-len(word), word)))


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_noise()})(?=[\s,.:;，、]|$)")  # in lower case: `De Vries` is a name, `de` is not


@cache
def _trailing() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\s>)\]\"”»]))(?:{_noise()})$")


@cache
def _opening() -> re.Pattern[str]:
    words = sorted({word.strip() for word in openers()}, key=lambda word: (-len(word), word))
    return re.compile(rf"^\s*(?:{'|'.join(map(re.escape, words))})(?=[\s\d.]|$)", re.IGNORECASE)


@cache
def _weekday() -> re.Pattern[str]:
    words = sorted(weekday_names(), key=lambda word: (-len(word), word))
    return re.compile(rf"(?:^|(?<=[\s,]))(?:{'|'.join(map(re.escape, words))})[\s.,]*$", re.IGNORECASE)
