"""Of the versions of one text (multipart/alternative) the one to read."""

from __future__ import annotations

import re

from assistant.reading.pages import CELLS

_WORDS = re.compile(r"\w+")
_ROWS = 2  # that make a table
_STUB = 400  # a plain part below this many characters may be a stub beside a long HTML part


def best_of(versions: list[tuple[str, list[str]]]) -> list[str]:
    """The plain version, unless it says less than the page does; `versions` are media types with their texts."""
    plain = next((texts for kind, texts in versions if kind == "text/plain"), None)
    rich = next((texts for kind, texts in versions if kind != "text/plain"), None)
    if plain is None or rich is None:
        return plain or rich or []
    return rich if _says_less("\n".join(plain), "\n".join(rich)) else plain


def _says_less(plain: str, rich: str) -> bool:
    """A plain part that is a stub ("your client cannot show HTML"), or that has lost its line ends."""
    words, rich_words = len(plain.split()), len(rich.split())
    if _has_lost_rows(plain, rich):
        return True
    if words * 3 < rich_words or (len(plain) < _STUB and words * 2 < rich_words):
        return True
    longest, rich_longest = (max(map(len, text.splitlines()), default=0) for text in (plain, rich))
    return longest > 2_000 > rich_longest


def _has_lost_rows(plain: str, rich: str) -> bool:
    """A plain part in which each cell of the page's tables stands on a line of its own."""
    rows = [line for line in rich.split("\n") if CELLS in line.strip("> ")][:200]
    if len(rows) < _ROWS:
        return False
    lines = "\n".join(" ".join(_WORDS.findall(line)) for line in plain.split("\n"))
    kept = sum(" ".join(_WORDS.findall(row)) in lines for row in rows)
    cells = sum(" ".join(_WORDS.findall(row.split(CELLS)[0])) in lines for row in rows)
    return kept * 2 < len(rows) <= cells * 2
