"""The second voice: a small encoder that reads the whole letter at once and judges each sentence in its sight.

Six layers of all-MiniLM-L6-v2 (BERT's design: Devlin et al. 2019), taught further by `make train-encoder`. Its weights
lie in a file as whole numbers of one byte; here they are numpy's ordinary numbers, and numpy alone reckons with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.understanding.features import View
from assistant.understanding.pages import Page, marks, pages
from assistant.understanding.voice import Numbers, Scores, scores_of
from assistant.understanding.wordpiece import Wordpiece

HEADS = 12  # of attention in a layer
TINY = np.float32(1e-12)  # as in training: keeps a row without spread from dividing by nothing


@dataclass(frozen=True, slots=True)
class Dense:
    """A layer of weights: what comes in, times `weights`, plus `bias`."""

    weights: Numbers
    bias: Numbers

    def __call__(self, rows: Numbers) -> Numbers:
        found: Numbers = rows @ self.weights + self.bias
        return found


@dataclass(frozen=True, slots=True)
class Norm:
    """Rows brought to mean 0 and spread 1, then to a learnt scale."""

    weights: Numbers
    bias: Numbers

    def __call__(self, rows: Numbers) -> Numbers:
        off = rows - rows.mean(axis=1, keepdims=True)
        spread = np.sqrt(np.einsum("ij,ij->i", off, off)[:, None] / np.float32(rows.shape[1]) + TINY)
        found: Numbers = off / spread * self.weights + self.bias
        return found


@dataclass(frozen=True, slots=True)
class Layer:
    """Each piece looks at all others, then is thought over by itself; both are added to what it was."""

    look: Dense  # query, key and value side by side
    seen: Dense
    after_look: Norm
    widen: Dense
    narrow: Dense
    after_thought: Norm

    def __call__(self, rows: Numbers) -> Numbers:
        rows = self.after_look(rows + self.seen(_attend(self.look(rows))))
        return self.after_thought(rows + self.narrow(_gelu(self.widen(rows))))


def _attend(looked: Numbers) -> Numbers:
    """What each piece gathers from all others, each head by itself."""
    count, width = looked.shape[0], looked.shape[1] // 3
    query, key, value = looked.reshape(count, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
    likeness = query @ key.transpose(0, 2, 1) / np.float32((width // HEADS) ** 0.5)
    share = np.exp(likeness - likeness.max(axis=2, keepdims=True))
    share /= share.sum(axis=2, keepdims=True)
    found: Numbers = (share @ value).transpose(1, 0, 2).reshape(count, width)
    return found


def _gelu(x: Numbers) -> Numbers:
    """Hendrycks and Gimpel 2016, in the form with tanh, as in training."""
    bent = np.tanh(np.float32(0.7978845608) * (x + np.float32(0.044715) * (x * x * x)))  # x**3 is ten times slower
    found: Numbers = np.float32(0.5) * x * (1 + bent)
    return found


class Encoder:
    """`arrays` as `training/encoder.py` writes them: whole numbers of one byte with a scale for each row or column."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self.wordpiece = Wordpiece(_lines(arrays, "vocabulary"))
        self.signs = _lines(arrays, "signs")
        self._pieces, self._piece_scale = arrays["pieces"], arrays["pieces_scale"]
        self._places, self._marks = _numbers(arrays, "places"), _numbers(arrays, "marks")
        self._first = Norm(_numbers(arrays, "first"), _numbers(arrays, "first_bias"))
        count = sum(name.endswith("_look_scale") for name in arrays)
        self._layers = [_layer(arrays, f"layer{n}") for n in range(count)]
        self._sentence, self._letter = _dense(arrays, "sentence"), _dense(arrays, "letter")

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
        at = np.array(page.pieces)
        rows = self._pieces[at] * self._piece_scale[at, None] + self._places[: len(at)]
        rows[[stop for _, stop in page.spans]] += signs @ self._marks
        rows = self._first(rows)
        for layer in self._layers:
            rows = layer(rows)
        return rows


def _layer(arrays: Mapping[str, NDArray[np.generic]], name: str) -> Layer:
    dense = [_dense(arrays, f"{name}_{part}") for part in ("look", "seen", "widen", "narrow")]
    norms = [
        Norm(_numbers(arrays, f"{name}_{part}"), _numbers(arrays, f"{name}_{part}_bias"))
        for part in ("after_look", "after_thought")
    ]
    return Layer(dense[0], dense[1], norms[0], dense[2], dense[3], norms[1])


def _dense(arrays: Mapping[str, NDArray[np.generic]], name: str) -> Dense:
    """Whole numbers with one scale for each column."""
    weights = arrays[name].astype(np.float32) * _numbers(arrays, f"{name}_scale")
    return Dense(weights, _numbers(arrays, f"{name}_bias"))


def _numbers(arrays: Mapping[str, NDArray[np.generic]], name: str) -> Numbers:
    return np.asarray(arrays[name], np.float32)


def _lines(arrays: Mapping[str, NDArray[np.generic]], name: str) -> list[str]:
    return arrays[name].tobytes().decode().split("\n")
