"""The layers of an encoder in numpy, and how they lie in a file: whole numbers of one byte, a scale for each column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]
Arrays = Mapping[str, NDArray[np.generic]]

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


def layer(arrays: Arrays, name: str) -> Layer:
    """The layer of this name in a file."""
    parts = [dense(arrays, f"{name}_{part}") for part in ("look", "seen", "widen", "narrow")]
    norms = [norm(arrays, f"{name}_{part}") for part in ("after_look", "after_thought")]
    return Layer(parts[0], parts[1], norms[0], parts[2], parts[3], norms[1])


def norm(arrays: Arrays, name: str) -> Norm:
    """The scale of this name in a file."""
    return Norm(numbers(arrays, name), numbers(arrays, f"{name}_bias"))


def dense(arrays: Arrays, name: str) -> Dense:
    """Whole numbers with one scale for each column."""
    weights = arrays[name].astype(np.float32) * numbers(arrays, f"{name}_scale")
    return Dense(weights, numbers(arrays, f"{name}_bias"))


def numbers(arrays: Arrays, name: str) -> Numbers:
    """An array that lies in the file as it is used."""
    return np.asarray(arrays[name], np.float32)


def lines(arrays: Arrays, name: str) -> list[str]:
    """Text that lies in the file as bytes, line by line."""
    return arrays[name].tobytes().decode().split("\n")
