"""A letter's text as lines: where each starts and ends, how deep it is quoted, and what it says without quote marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BARS = frozenset(">|│")
_QUOTE = re.compile(r"[ \t\u00a0\ufeff]{0,8}(?:[>|│][ \t\u00a0]?)+")
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000\t ]+")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\u00ad]")
_WRAP, _WIDEST = 70, 84  # programs wrap at columns between these (RFC 3676, 4.2: at 78 at most)
_SHORTEST = 20  # what a wrapped line leaves at least
_AROUND = 12  # lines that are looked at below


@dataclass(frozen=True, slots=True)
class Line:
    """`text[start:end]`, its line end included. `bare` is what it says: no quote marks, no odd spaces."""

    start: int
    end: int
    depth: int  # how many quote marks stand in front
    bare: str
    indented: bool = False  # white space stands in front of the words

    @property
    def empty(self) -> bool:
        return not self.bare

    @property
    def length(self) -> int:
        """In characters, without the line end."""
        return self.end - self.start - 1


@dataclass(frozen=True, slots=True)
class Page:
    """All lines of a text, which they cover without gap."""

    lines: tuple[Line, ...]

    def next_filled(self, index: int, most: int) -> int | None:
        """The first line from `index` on that is not empty, with at most `most` empty ones before it."""
        for at in range(index, min(len(self.lines), index + most + 1)):
            if not self.lines[at].empty:
                return at
        return None

    def is_wrapped(self, index: int) -> bool:
        """Whether line `index` was pushed off the end of the line above by a program that wraps at a column.

        It was when its first word did not fit there any more, and no line around is wider than programs make them.
        """
        above, first_word = self.lines[index - 1], self.lines[index].bare.split(" ", 1)[0]
        if above.length < _SHORTEST or above.length + 1 + len(first_word) <= _WRAP:
            return False
        if first_word.startswith(("http", "<http")):
            return False
        around = self.lines[max(0, index - 2) : index + _AROUND]
        return max((line.length for line in around if " " in line.bare), default=0) <= _WIDEST


def page_of(text: str) -> Page:
    """The lines of `text`."""
    lines = []
    start = 0
    for raw in text.splitlines(keepends=True):
        lines.append(_line(raw, start))
        start += len(raw)
    return Page(tuple(lines))


def _line(raw: str, start: int) -> Line:
    end = start + len(raw)
    depth = 0
    stripped = raw.strip()
    rest = raw
    if stripped[:1] in _BARS or (stripped[:1] == "\ufeff" and stripped[1:].strip()[:1] in _BARS):
        found = _QUOTE.match(raw)
        if found:
            depth = sum(sign in _BARS for sign in found[0])
            stripped = rest = raw[found.end() :]
    if not stripped.isascii():
        stripped = _INVISIBLE.sub("", stripped)
    return Line(start, end, depth, _SPACES.sub(" ", stripped).strip(), rest[:1] in (" ", "\t", "\u00a0"))
