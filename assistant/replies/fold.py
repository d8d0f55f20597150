"""Make words comparable: lower case, no accents, one kind of quote and dash. Every character keeps its place."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LIKE = {
    "’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "‒": "-", "−": "-", "‑": "-", "‐": "-", "―": "-",
    "…": ".", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\ufe0f": " ", "\u200d": " ", "\t": " ",
    "œ": "o", "ø": "o", "æ": "a", "ß": "s", "ł": "l", "đ": "d", "ı": "i",
}  # fmt: skip


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    lower = char.lower()
    if lower in _LIKE:
        return _LIKE[lower]
    base = unicodedata.normalize("NFKD", lower)[:1]
    return base or char


def fold(text: str) -> str:
    """`text` with each character made plain; it has the same length, so places in one are places in the other."""
    return "".join(map(_plain, text))
