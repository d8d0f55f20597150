"""The second voice: a small encoder that reads the whole letter at once and judges each sentence in its sight.

Six layers of all-MiniLM-L6-v2 (`assistant.encoding`), taught further by `make train-encoder`.
"""

from __future__ import annotations

import numpy as np

from assistant.encoding import Body, dense, lines, numbers
from assistant.encoding.layers import Arrays
from assistant.understanding.features import View
from assistant.understanding.pages import Page, marks, pages
from assistant.understanding.voice import Numbers, Scores, scores_of


class Encoder:
    """`arrays` as `training/encoder.py` writes them: whole numbers of one byte with a scale for each row or column."""

    def __init__(self, arrays: Arrays) -> None:
        self._body = Body(arrays)
        self.wordpiece = self._body.wordpiece
        self.signs = lines(arrays, "signs")
        self._marks = numbers(arrays, "marks")
        self._sentence, self._letter = dense(arrays, "sentence"), dense(arrays, "letter")

    def scores(self, view: View) -> Scores:
        """How each sentence of the letter may be read. The letter must have a sentence."""
        signs = marks(view, self.signs)
        sentences, letters = [], []
        for page in pages(view, self.wordpiece):
            rows = self._read(page, signs[page.first : page.first + len(page.spans)])
            means = [rows[start:stop].mean(axis=0) for start, stop in page.spans]
            ends = rows[[stop for _, stop in page.spans]]
            sentences.append(self._sentence(np.hstack([np.array(means), ends])))
            letters.append(self._letter(np.hstack([rows.mean(axis=0), rows[0]])[None, :]))
        return scores_of(np.vstack(sentences), np.mean(letters, axis=0))

    def _read(self, page: Page, signs: Numbers) -> Numbers:
        """What the encoder makes of each piece of the page."""
        ends = [stop for _, stop in page.spans]
        return self._body.read(self._body.meant(page.pieces, ends, signs @ self._marks))
