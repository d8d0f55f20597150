"""A small regression on numbers with names: what it says can be read off its weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judge:
    """`weights` of the numbers once brought to the same scale by `mean` and `spread`."""

    mean: Numbers
    spread: Numbers
    weights: Numbers
    intercept: float

    def chances(self, rows: Numbers) -> Numbers:
        """How likely the answer to each row is yes."""
        sums = ((rows - self.mean) / self.spread) @ self.weights + self.intercept
        found: Numbers = 1 / (1 + np.exp(-sums))
        return found


def logit(chance: ArrayLike) -> Numbers:
    """Chances as log odds, kept within reason."""
    kept = np.clip(np.asarray(chance, dtype=np.float64), 1e-4, 1 - 1e-4)
    found: Numbers = np.log(kept / (1 - kept))
    return found
