"""Pieces of words → rows of numbers: the encoder's vocabulary, what each piece means by itself, and its layers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.encoding.layers import Arrays, Layer, Numbers, layer, lines, norm, numbers
from assistant.encoding.wordpiece import Wordpiece

WEIGHTS = Path(__file__).parent / "encoder.npz"


class Body:
    """The encoder without the heads that judge; `most` reads only its first layers."""

    def __init__(self, arrays: Arrays, most: int | None = None) -> None:
        self.wordpiece = Wordpiece(lines(arrays, "vocabulary"))
        self._pieces, self._piece_scale = arrays["pieces"], arrays["pieces_scale"]
        self._places, self._first = numbers(arrays, "places"), norm(arrays, "first")
        count = sum(name.endswith("_look_scale") for name in arrays)
        self.layers: list[Layer] = [layer(arrays, f"layer{n}") for n in range(count)[:most]]

    def meant(self, pieces: Sequence[int], at: Sequence[int] = (), signs: Numbers | None = None) -> Numbers:
        """What each piece means by itself, in its place; `signs` are added to the pieces that stand at `at`."""
        places = np.array(pieces)
        rows: Numbers = self._pieces[places] * self._piece_scale[places, None] + self._places[: len(places)]
        if signs is not None:
            rows[list(at)] += signs
        return self._first(rows)

    def read(self, rows: Numbers) -> Numbers:
        """What the layers make of the pieces, each in sight of all others."""
        for one in self.layers:
            rows = one(rows)
        return rows
