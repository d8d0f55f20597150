"""Two voices as one: what the n-grams and the encoder say of a letter, averaged as log odds.

So what either is sure is not so, is not so.
They err on different letters. The n-grams know all languages and the very words of the trade; the encoder knows what
other words mean, and sees a sentence in its letter.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Protocol

import numpy as np

from assistant.understanding.encoder import Encoder
from assistant.understanding.features import View
from assistant.understanding.voice import LETTER_HEADS, Numbers, Scores, Voice, softmax

ENGLISH = (0.5, 0.5)  # weight of the n-grams and of the encoder
ABROAD = (0.75, 0.17)  # in other languages, which the encoder does not know and is too sure about
LEAST = 1e-5  # chances below this are taken for it: neither voice alone can rule a thing out


class Speaks(Protocol):
    """Says how the sentences of a letter may be read, and which words weighed."""

    def scores(self, view: View) -> Scores: ...

    def weighty(self, words: str, head: str, column: int, most: int = 3) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Voices:
    """The n-grams' voice and the encoder's."""

    ngrams: Voice
    encoder: Encoder

    def scores(self, view: View) -> Scores:
        """What both say together; where there is no sentence, what the n-grams say."""
        first = self.ngrams.scores(view)
        return pooled(first, self.encoder.scores(view), view.language) if view.sentences else first

    def weighty(self, words: str, head: str, column: int, most: int = 3) -> tuple[str, ...]:
        """The words that speak most for this class, by the n-grams: an encoder does not tell."""
        return self.ngrams.weighty(words, head, column, most)


def pooled(first: Scores, second: Scores, language: str) -> Scores:
    """The chances of both, each raised to its weight, made chances again (logarithmic pooling)."""
    weights = ENGLISH if language == "en" else ABROAD
    found = {}
    for each in fields(Scores):
        one, other = (_classes(getattr(scores, each.name), each.name) for scores in (first, second))
        found[each.name] = softmax(_log(one) * np.float32(weights[0]) + _log(other) * np.float32(weights[1]))
    letter = {name: found[name][0] for name in LETTER_HEADS}
    return Scores(**{**found, "promise": found["promise"][:, 1], **letter})


def _classes(chances: Numbers, name: str) -> Numbers:
    """A row for each sentence or for the letter, a column for each class."""
    if name == "promise":
        return np.stack([1 - chances, chances], axis=1)
    return chances[None, :] if name in LETTER_HEADS else chances


def _log(chances: Numbers) -> Numbers:
    return np.log(np.clip(chances, np.float32(LEAST), np.float32(1 - LEAST)))
