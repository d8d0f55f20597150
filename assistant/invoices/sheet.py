"""A document as a reader sees it: rows of cells, each with its place across the page and its offset in the text.

Both a PDF page and a text body become a sheet, so that all that follows knows one form only. Lengths are in em (the
height of the row's letters), so that thresholds fit any font size.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.vocabulary import Letter

LINES, WIDEST = 2000, 1000  # of a stretch, in characters; more is no bill
FULL_LINE = 45  # characters; a line of a sentence that was broken is at least this long
CHARACTER = 0.5  # em; the width of a letter in a text body
_GAP = re.compile(r"\t+| {2,}|(?: ?\.){4,} ?|(?: ?_){4,} ?| ?[|¦│] ?|\u00a0{2,}")
_MARKS = " \t\u00a0>*"


@dataclass(frozen=True, slots=True)
class Cell:
    """Words that stand together in one row, from `left` to `right` (em), beginning at `start` of the sheet's text."""

    text: str
    left: float
    right: float
    start: int
    row: int  # index in the sheet's rows

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def over(self, other: Cell) -> bool:
        """Whether the two share some of the page's width."""
        return self.left < other.right and other.left < self.right


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one line. `depth`: em from the top of the first page, page after page."""

    cells: tuple[Cell, ...]
    depth: float
    page: int = 0

    @property
    def text(self) -> str:
        return "  ".join(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows of a document, and the text that the cells' offsets count in."""

    text: str
    rows: tuple[Row, ...]
    source: str

    @property
    def said(self) -> str:
        """What stands in its rows: of a letter, the sender's own words only."""
        return "\n".join(row.text for row in self.rows)

    def cells(self) -> Iterator[Cell]:
        for row in self.rows:
            yield from row.cells


def of_letter(letter: Letter) -> Sheet:
    """What its sender wrote in a letter, line by line; offsets count in `letter.text`.

    Signature and small print below the new words belong to it: a bill's table or bank details may be taken for one.
    """
    return of_text(letter.text, list(_own(letter)), "text")


def _own(letter: Letter) -> Iterator[tuple[int, int]]:
    begun = False
    for stretch in letter.stretches:
        begun = begun or stretch.role is Role.NEW
        if begun and stretch.role is Role.QUOTED:
            return
        if begun and stretch.role in (Role.NEW, Role.SIGNATURE, Role.BOILERPLATE):
            yield stretch.start, stretch.end


def of_text(text: str, stretches: Iterable[tuple[int, int]], source: str) -> Sheet:
    """The lines of some stretches of a text as rows; columns are told by two spaces, tabs, bars, leaders of dots."""
    rows: list[Row] = []
    depth = 0.0
    for start, end in stretches:
        at = start
        for line in text[start:end].split("\n")[:LINES]:
            cells = tuple(_cells(line[:WIDEST], at, len(rows)))
            at += len(line) + 1
            depth += 1.0
            if rows and _runs_on(rows[-1], cells, depth):
                rows[-1] = _joined(rows[-1], cells[0], text, depth)
            elif cells:
                rows.append(Row(cells, depth))
    return Sheet(text, tuple(rows), source)


def _runs_on(row: Row, cells: tuple[Cell, ...], depth: float) -> bool:
    """Whether a line carries on the sentence of the line above, as mail programs break them."""
    if len(row.cells) != 1 or len(cells) != 1 or depth - row.depth > 1:
        return False
    above, below = row.cells[0], cells[0]
    last = (above.right - above.left) / CHARACTER
    return last >= FULL_LINE and above.text[-1] not in ".:;!?" and below.text[0].isalnum() and below.left < 4


def _joined(row: Row, below: Cell, text: str, depth: float) -> Row:
    """The two lines as one cell; the break counts as a space, so that offsets still hold."""
    above = row.cells[0]
    words = re.sub(r"[\n\r>]", " ", text[above.start : below.end])
    return Row((replace(above, text=words, right=above.left + len(below.text) * CHARACTER),), depth)


def _cells(line: str, offset: int, row: int) -> Iterator[Cell]:
    at = 0
    for gap in [*_GAP.finditer(line), None]:
        end = gap.start() if gap else len(line)
        words = line[at:end]
        left = at + len(words) - len(words.lstrip(_MARKS))
        words = words.strip(_MARKS + "\r")
        if words:
            yield Cell(words, left * CHARACTER, (left + len(words)) * CHARACTER, offset + left, row)
        at = gap.end() if gap else end
