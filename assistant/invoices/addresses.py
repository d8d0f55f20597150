"""The customer's address on a bill: nobody in it is the supplier."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.invoices.firms import key_of, parts_of, with_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.invoices.sheet import Cell
    from assistant.invoices.spots import Marked, Spot


FIRST_GAP, LINE_GAP = 3.5, 2.1  # em; between a label and its block, between the lines of a block


def buyer_cells(marked: Marked) -> Iterator[int]:
    """The offsets of the cells in the customer's address: beside and below its label, as far as the block goes."""
    for spot in marked.named("buyer"):
        if not spot.head or "supplier" in spot.names or not _addresses(spot):
            continue
        yield spot.cell.start
        if spot.names & {"attention"}:
            yield from _block(marked, spot.cell, -1)
        yield from (place.cell.start for place in marked.places(spot))
        yield from _block(marked, spot.cell)


def buyers_of(marked: Marked) -> set[str]:
    found = set()
    claimed = set(buyer_cells(marked))
    for cell in marked.sheet.cells():
        if cell.start in claimed:
            for part in parts_of(cell.text):
                found.add(key_of(re.sub(r"^.*?:\s+", "", part)))
                name = with_form(part)
                if name:
                    found.add(key_of(name))
    return found


def _addresses(spot: Spot) -> bool:
    """Whether a buyer's label is one: alone, with a colon, or of several words ("Bill to"), or marks a person."""
    return announces(spot) or " " in spot.cell.text[spot.start : spot.end] or "attention" in spot.names


def announces(spot: Spot) -> bool:
    """Whether a label is one and no part of a name: alone in its cell, or with a colon ("Lieferant GmbH" is a name)."""
    return spot.alone or spot.cell.text[spot.end : spot.end + 2].lstrip().startswith(":")


def _block(marked: Marked, label: Cell, step: int = 1) -> Iterator[int]:
    """The cells below a label (above it with `step` -1), until a gap wider than between lines."""
    rows = marked.sheet.rows
    last, widest = rows[label.row].depth, FIRST_GAP if step > 0 else LINE_GAP
    for row in rows[label.row + 1 : label.row + 10] if step > 0 else rows[max(label.row - 4, 0) : label.row][::-1]:
        under = [c for c in row.cells if c.over(label) or abs(c.left - label.left) < 1]
        if not under:
            continue
        if abs(row.depth - last) > widest:
            return
        last, widest = row.depth, LINE_GAP
        yield from (c.start for c in under)
