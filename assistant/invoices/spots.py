"""Where labels stand on a sheet, and where the values that belong to them may stand: behind, to the right, below."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.invoices.sheet import Cell, Row, Sheet

REACH = 3.3  # em; how far below its label a value may stand
LOWER = 0.9  # em; a value to the right may stand this much lower than its label
BEHIND, RIGHT, BELOW = 1.0, 0.95, 0.6  # how much each place is trusted
PUNCTUATION = re.compile(r"[\W_]*")
_UNSAID = re.compile(r"\([^()]{0,40}\)|\d{1,2}(?:[.,]\d{1,2})?\s?%|(?<![^\W\d_])(?:in )?[A-Z]{3}(?![^\W\d_])|[\W_]")


@dataclass(frozen=True, slots=True)
class Spot:
    """A label: `cell.text[start:end]`, and the names of the fields that it may announce."""

    names: frozenset[str]
    cell: Cell
    start: int
    end: int
    until: int  # where the next label in the cell begins, else the cell's end
    head: bool  # nothing but punctuation stands before it in the cell

    @property
    def rest(self) -> str:
        """What stands behind it in the cell, up to the next label."""
        return self.cell.text[self.end : self.until]

    @property
    def alone(self) -> bool:
        """Whether the cell holds nothing but this label, perhaps with a rate or a currency: "VAT 20%", "Total EUR"."""
        return self.head and not _UNSAID.sub("", self.cell.text[self.end :])


@dataclass(frozen=True, slots=True)
class Place:
    """A text in which a label's value may stand; `start` is its offset in the sheet's text."""

    text: str
    start: int
    cell: Cell
    trust: float


@dataclass(frozen=True, slots=True)
class Marked:
    """A sheet with its labels found."""

    sheet: Sheet
    spots: tuple[Spot, ...]
    in_cell: dict[int, tuple[Spot, ...]]  # by the cell's offset
    heads: frozenset[int]  # the rows that head the columns of a table

    def named(self, *names: str) -> Iterator[Spot]:
        wanted = set(names)
        return (spot for spot in self.spots if spot.names & wanted)

    def headed(self, cell: Cell) -> bool:
        """Whether a cell begins with a label."""
        spots = self.in_cell.get(cell.start, ())
        return bool(spots) and spots[0].head

    def places(self, spot: Spot) -> list[Place]:
        """Where the value may stand, the likeliest first."""
        found: list[Place] = []
        if not PUNCTUATION.fullmatch(spot.rest):  # a rate, a currency are no value, but tell nothing against one there
            found.append(Place(spot.rest, spot.cell.start + spot.end, spot.cell, BEHIND))
        if spot.until == len(spot.cell.text) or not _valued(spot.cell.text[spot.end :]):
            found += [Place(c.text, c.start, c, RIGHT) for c in self._right(spot.cell)]
            if spot.alone:
                found += self._around(spot.cell)
        return found

    def _around(self, cell: Cell) -> Iterator[Place]:
        """Below a label that stands alone; else to its right a little lower, or as far down as its column's values."""
        turn = self._in_turn(cell)
        below = None if turn else self._below(cell)
        found = turn or below or self._lower(cell)
        if found:
            yield Place(found.text, found.start, found, BELOW)
        if below and not _UNSAID.sub("", below.text) and (next_ := self._below(below)):  # a currency alone
            yield Place(next_.text, next_.start, next_, BELOW)

    def _lower(self, cell: Cell) -> Cell | None:
        here = self.sheet.rows[cell.row].depth
        near = (row for row in self.sheet.rows[cell.row + 1 : cell.row + 3] if row.depth - here < LOWER)
        return next((c for row in near for c in row.cells if c.left > cell.right and not self.headed(c)), None)

    def _in_turn(self, cell: Cell) -> Cell | None:
        """A table whose cells were written one below the other: first all heads, then as many values."""
        rows = self.sheet.rows
        first = last = cell.row
        while first > 0 and self._lone(rows[first - 1]):
            first -= 1
        while last + 1 < len(rows) and self._lone(rows[last + 1]):
            last += 1
        place = last + 1 + cell.row - first
        values = rows[last + 1 : last + 1 + (last - first + 1)]
        if last == first or not self._lone(rows[cell.row]) or len(values) <= last - first:
            return None
        plain = all(len(row.cells) == 1 and not self.headed(row.cells[0]) for row in values)
        return rows[place].cells[0] if plain else None

    def _lone(self, row: Row) -> bool:
        """Whether a row is one label and nothing else."""
        spots = self.in_cell[row.cells[0].start]
        return len(row.cells) == 1 and bool(spots) and spots[0].alone

    def _right(self, cell: Cell) -> Iterator[Cell]:
        for other in self.sheet.rows[cell.row].cells:
            if other.left > cell.left:
                if self.headed(other):
                    return
                yield other

    def _below(self, cell: Cell) -> Cell | None:
        here = self.sheet.rows[cell.row]
        for row in self.sheet.rows[cell.row + 1 :]:
            if row.page != here.page or row.depth - here.depth > REACH:
                return None
            under = [c for c in row.cells if c.over(cell) or abs(c.left - cell.left) < 1]
            if under:
                return None if self.headed(under[0]) else under[0]
        return None


def _valued(rest: str) -> bool:
    """Whether a value stands in what follows a label, rates aside."""
    return any(c.isdigit() for c in _UNSAID.sub("", rest))


def depth(row: Row, sheet: Sheet) -> float:
    """How far down the document a row stands, from 0 to 1."""
    last = sheet.rows[-1].depth
    return row.depth / last if last else 0.0
