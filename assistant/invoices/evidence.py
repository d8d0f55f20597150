"""Point at the words that a bill rests on."""

from __future__ import annotations

from assistant.vocabulary import Evidence


def line_with(text: str, source: str, *needles: str | None) -> Evidence:
    """The line of `text` with the first needle that occurs; the first line with words when none does."""
    for needle in needles:
        at = text.find(needle) if needle else -1
        if at >= 0:
            return line_at(text, at, source)
    return line_at(text, len(text) - len(text.lstrip()), source)


def line_at(text: str, at: int, source: str) -> Evidence:
    """The whole line around an offset, without the white space at its ends."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return span(text, start, end, source)


def span(text: str, start: int, end: int, source: str) -> Evidence:
    """`text[start:end]`, without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Evidence(start, end, text[start:end], source)
