"""What all kinds of findings share: the sentence they rest on."""

from __future__ import annotations

from assistant.understanding.sentences import Sentence
from assistant.vocabulary import Evidence, Letter


def evidence_of(letter: Letter, part: Sentence) -> Evidence:
    """The sentence as it stands in the letter."""
    return Evidence(part.start, part.end, letter.text[part.start : part.end])
