"""What all kinds of findings share: the words they rest on."""

from __future__ import annotations

from assistant.understanding.sentences import Sentence
from assistant.vocabulary import Evidence, Letter


def evidence_of(letter: Letter, first: Sentence, last: Sentence | None = None) -> Evidence:
    """The sentence as it stands in the letter; up to `last` where two in a row tell it together."""
    end = (last or first).end
    return Evidence(first.start, end, letter.text[first.start : end])
