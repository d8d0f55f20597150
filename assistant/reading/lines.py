"""A letter's text as lines: where each starts and ends, how deep it is quoted, and what it says without quote marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTE = re.compile(r"[\s\ufeff]{0,8}(?:[>|│][ \t\u00a0]?)+")
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000\t ]+")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\u00ad]")


@dataclass(frozen=True, slots=True)
class Line:
    """`text[start:end]`, its line end included. `bare` is what it says: no quote marks, no odd spaces."""

    start: int
    end: int
    depth: int  # how many quote marks stand in front
    bare: str

    @property
    def empty(self) -> bool:
        return not self.bare


def lines_of(text: str) -> list[Line]:
    """The lines of `text`; they cover it without gap."""
    lines = []
    start = 0
    for raw in text.splitlines(keepends=True) if "\n" in text or text else []:
        end = start + len(raw)
        lines.append(_line(raw, start, end))
        start = end
    return lines


def _line(raw: str, start: int, end: int) -> Line:
    depth = 0
    if (mark := raw.lstrip(" \t\ufeff\u00a0")[:1]) in (">", "|", "│") and mark:
        found = _QUOTE.match(raw)
        if found:
            depth = sum(found[0].count(sign) for sign in ">|│")
            raw = raw[found.end() :]
    if not raw.isascii():
        raw = _INVISIBLE.sub("", raw)
    return Line(start, end, depth, _SPACES.sub(" ", raw).strip())
