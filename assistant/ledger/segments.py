"""The part of a letter that speaks of one finding: its paragraph or list item, as far as no other finding claims it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.vocabulary import Entry, IssueFinding

_BREAK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*•–·]|\(?\d{1,2}[.)]|[#|])[ \t])")
_SHORT = 60  # a paragraph of fewer characters is a heading's: what stands above it belongs to it


def segments(entry: Entry) -> tuple[str, ...]:
    """The words around each issue of a letter, in the order of its findings."""
    found = entry.findings.issues
    places = [_place(entry.text, finding) for finding in found]
    return tuple(_segment(entry.text, place, places) for place in places)


def _place(text: str, finding: IssueFinding) -> tuple[int, int]:
    """Where the finding's sentence stands in the new words; (-1, -1) when it stands elsewhere."""
    start = text.find(finding.evidence.quote)
    return (start, start + len(finding.evidence.quote)) if start >= 0 else (-1, -1)


def _segment(text: str, place: tuple[int, int], others: Sequence[tuple[int, int]]) -> str:
    start, end = place
    if start < 0:
        return ""
    low, high = _paragraph(text, start, end)
    if end - low < _SHORT and low > 0:
        low = _paragraph(text, max(0, low - 2), max(0, low - 2))[0]
    low = max([low, *(stop for _, stop in others if stop <= start)])
    high = min([high, *(begin for begin, _ in others if begin >= end)])
    return text[low:high]


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    low, high = 0, len(text)
    for gap in _BREAK.finditer(text):
        if gap.end() <= start:
            low = gap.end()
        elif gap.start() >= end:
            high = gap.start()
            break
    return low, high
