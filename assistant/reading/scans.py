"""Words in a scanned page, with the optional `ocr` extra (rapidocr, whose models come in its package)."""

from __future__ import annotations

import importlib
import importlib.util
import logging
from functools import cache
from typing import Any

_MOST_WORDS = 4_000
_SAME_LINE = 0.6  # of a word's height: so far apart its neighbours may stand


def can_read() -> bool:
    """Whether the extra is installed."""
    return importlib.util.find_spec("rapidocr") is not None


def words_in(picture: Any) -> str:  # noqa: ANN401  a numpy array, whose type the extra brings
    """The text in a picture, one line a line; "" when there is none."""
    found = _engine()(picture)
    if found.boxes is None:
        return ""
    words = [
        (float(min(y for _, y in box)), float(max(y for _, y in box)), float(box[0][0]), text)
        for box, text in zip(found.boxes, found.txts, strict=True)
    ][:_MOST_WORDS]
    return "\n".join("  ".join(text for _, _, _, text in sorted(line, key=_left)) for line in _lines(words))


Word = tuple[float, float, float, str]  # top, bottom, left, text


def _left(word: Word) -> float:
    return word[2]


def _lines(words: list[Word]) -> list[list[Word]]:
    """Words whose middles are at one height stand on one line."""
    lines: list[list[Word]] = []
    for word in sorted(words):
        middle, height = (word[0] + word[1]) / 2, word[1] - word[0]
        last = lines[-1][-1] if lines else None
        if last is not None and abs((last[0] + last[1]) / 2 - middle) < _SAME_LINE * height:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


@cache
def _engine() -> Any:  # noqa: ANN401  untyped library
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return importlib.import_module("rapidocr").RapidOCR()
