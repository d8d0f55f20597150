"""A letter to be read in the report, with the sentences marked that something rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from assistant.vocabulary import Letter, Role

_FAINT = frozenset({Role.QUOTED, Role.SIGNATURE, Role.BOILERPLATE, Role.HEADER})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a letter's text: `marked` as evidence, or `faint` because the writer did not write it anew."""

    text: str
    marked: bool
    faint: bool


def anchor(message_id: str) -> str:
    """The name of a letter's place in the page."""
    return "letter-" + sha256(message_id.encode()).hexdigest()[:12]


def pieces(letter: Letter, quotes: Sequence[str]) -> tuple[Piece, ...]:
    """The whole text, cut where a mark or a role begins or ends."""
    marks = [place for quote in quotes if (place := _find(letter.text, quote)) is not None]
    cuts = {0, len(letter.text), *(edge for mark in marks for edge in mark)}
    cuts |= {edge for stretch in letter.stretches for edge in (stretch.start, stretch.end)}
    edges = sorted(edge for edge in cuts if 0 <= edge <= len(letter.text))
    return tuple(_piece(letter, start, end, marks) for start, end in pairwise(edges))


def unplaced(letter: Letter, quotes: Sequence[str]) -> tuple[str, ...]:
    """Sentences that are not in the text: they stand in the subject or in an attachment."""
    return tuple(dict.fromkeys(quote for quote in quotes if quote.strip() and _find(letter.text, quote) is None))


def _find(text: str, quote: str) -> tuple[int, int] | None:
    start = text.find(quote) if quote.strip() else -1
    return (start, start + len(quote)) if start >= 0 else None


def _piece(letter: Letter, start: int, end: int, marks: list[tuple[int, int]]) -> Piece:
    role = next((one.role for one in letter.stretches if one.start <= start < one.end), Role.NEW)
    marked = any(left <= start and end <= right for left, right in marks)
    return Piece(letter.text[start:end], marked, role in _FAINT and not marked)
