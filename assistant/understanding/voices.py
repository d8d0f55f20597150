"""Two voices as one: what the n-grams and the encoder say of a letter, averaged.

They err on different letters. The n-grams know all languages and the very words of the trade; the encoder knows what
other words mean, and sees a sentence in its letter.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Protocol

import numpy as np

from assistant.understanding.encoder import Encoder
from assistant.understanding.features import View
from assistant.understanding.voice import Scores, Voice

SHARE, ABROAD = np.float32(0.5), np.float32(0.25)  # of the encoder in English, which it knows, and in other languages


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
        """The mean of both; where there is no sentence, the n-grams alone."""
        first = self.ngrams.scores(view)
        if not view.sentences:
            return first
        second = self.encoder.scores(view)
        share = SHARE if view.language == "en" else ABROAD
        names = [each.name for each in fields(Scores)]
        return Scores(**{n: getattr(first, n) * (1 - share) + getattr(second, n) * share for n in names})

    def weighty(self, words: str, head: str, column: int, most: int = 3) -> tuple[str, ...]:
        """The words that speak most for this class, by the n-grams: an encoder does not tell."""
        return self.ngrams.weighty(words, head, column, most)
