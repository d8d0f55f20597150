"""A forward's text cut in four: the forwarder's words, the block, the letter, the forwarder's words below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.lines import Line, Page
from assistant.reading.words import title_kind

_MARK = re.compile(r"^[ \t\ufeff]{0,4}>[ \t]?")


def cut(text: str, page: Page, lines: range, depth: int) -> tuple[str, str, str, str]:
    """Cover, block, letter and what is below it; the block is `lines`, quoted `depth` deep.

    The letter loses the quote marks that the forwarding put in front of it.
    """
    first, last = lines.start, lines.stop
    start, end = page.lines[first].start, page.lines[last - 1].end
    below = _end_title(page, last)
    inner = page.lines[last:below]
    depth += _quoted_throughout(inner, depth)
    if not depth:
        stop = page.lines[below].start if below < len(page.lines) else len(text)
        return text[:start], text[start:end], text[end:stop], text[stop:]
    body, tail = _unquoted(inner, text, depth)
    stop = page.lines[below].start if below < len(page.lines) else len(text)
    return text[:start], text[start:end], body, tail + text[stop:]


def _end_title(page: Page, start: int) -> int:
    """The line of the last `----- End forwarded message -----`; the number of lines when there is none."""
    for at in range(len(page.lines) - 1, start - 1, -1):
        if page.lines[at].bare.startswith("-") and title_kind(page.lines[at].bare) == "end":
            return at
    return len(page.lines)


def _quoted_throughout(lines: Sequence[Line], depth: int) -> int:
    """1 when the forwarded words carry one quote mark more than their block."""
    filled = [line for line in lines if not line.empty]
    marked = sum(1 for line in filled if line.depth > depth)
    return int(bool(filled) and filled[0].depth > depth and marked * 10 >= len(filled) * 6)


def _unquoted(lines: Sequence[Line], text: str, depth: int) -> tuple[str, str]:
    """The forwarded words without their quote marks, and what the forwarder wrote below them."""
    last = max((at for at, line in enumerate(lines) if line.depth), default=-1)
    tail = last + 1
    while tail < len(lines) and not lines[tail].empty:
        tail += 1
    body = []
    for line in lines[:tail]:
        raw = text[line.start : line.end]
        for _ in range(min(depth, 20)):
            raw = _MARK.sub("", raw, count=1)
        body.append(raw if raw.endswith("\n") or line.end == len(text) else raw + "\n")
    return "".join(body), "".join(text[line.start : line.end] for line in lines[tail:])
