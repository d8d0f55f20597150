"""Cues: phrases of the rule files found in a sentence, by name. They feed the learnt voice and the vetoes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from assistant.resources import rules
from assistant.understanding.phrases import Phrases, words
from assistant.understanding.sentences import Sentence

FILES = ("statuses", "context", "severity")
_AFTER_QUESTION = "\"'”’) "


def cues_of(parts: Sequence[Sentence]) -> tuple[frozenset[str], ...]:
    """The cues in each sentence."""
    return tuple(cues_in(part.words) for part in parts)


def cues_in(text: str) -> frozenset[str]:
    """The cues in a text."""
    found = phrases().names(words(text))
    if text.rstrip(_AFTER_QUESTION).endswith("?"):
        found.add("question")
    return frozenset(found)


@cache
def phrases() -> Phrases:
    """Every phrase of every rule, made ready once."""
    return Phrases((rule["cue"], rule["any"]) for file in FILES for rule in rules(file))
