"""A letter that lists several bills in a table, as reminders do: one finding for each row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.invoices.days import days
from assistant.invoices.evidence import line_at
from assistant.invoices.figures import figures
from assistant.invoices.numbers import TITLES, number_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from assistant.invoices.sheet import Cell, Row
    from assistant.invoices.spots import Marked
    from assistant.vocabulary import Evidence

COLUMNS = {  # what a column holds, by the labels over it; the first that fits
    "number": ("number", *sorted(TITLES)),
    "due": ("due",),
    "issued": ("issued", "bare_date"),
    "net": ("net",),
    "tax": ("tax",),
    "total": ("total", "bare_total"),
    "payable": ("payable",),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of such a table."""

    number: str
    issued: date | None
    due: date | None
    net: Decimal | None
    tax: Decimal | None
    total: Decimal | None
    evidence: Evidence


def listed(marked: Marked, *, day_first: bool) -> tuple[Listed, ...]:
    """The rows of the table of bills; none when there is no such table, or it has but one row."""
    for head in marked.sheet.rows:
        columns = _columns(marked, head)
        if {"number", "total"} <= columns.keys() or {"number", "payable"} <= columns.keys():
            rows = tuple(_rows(marked, head, columns, day_first=day_first))
            if len(rows) > 1:
                return rows
    return ()


def _columns(marked: Marked, head: Row) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for cell in head.cells:
        spots = marked.in_cell[cell.start]
        if not spots or not spots[0].alone:
            continue
        name = next((n for n, labels in COLUMNS.items() if spots[0].names & set(labels) and n not in found), None)
        if name:
            found[name] = cell
    return found


def _rows(marked: Marked, head: Row, columns: dict[str, Cell], *, day_first: bool) -> Iterator[Listed]:
    at = head.cells[0].row
    for row in marked.sheet.rows[at + 1 :]:
        shown = {name: _under(row, cell) for name, cell in columns.items()}
        numbered = shown["number"]
        number = number_in(numbered.text) if numbered else None
        total = _money(shown.get("total")) or _money(shown.get("payable"))
        if not number or total is None:
            return
        issued, due = _day(shown.get("issued"), day_first=day_first), _day(shown.get("due"), day_first=day_first)
        evidence = line_at(marked.sheet.text, row.cells[0].start, marked.sheet.source)
        yield Listed(number, issued, due, _money(shown.get("net")), _money(shown.get("tax")), total, evidence)


def _under(row: Row, head: Cell) -> Cell | None:
    """The cell in a head's column: they share some width, or stand at one edge."""
    edges = ((c, min(abs(c.left - head.left), abs(c.right - head.right))) for c in row.cells)
    return next((c for c, off in edges if c.over(head) or off < 1), None)


def _money(cell: Cell | None) -> Decimal | None:
    return next((f.value for f in figures(cell.text) if f.money), None) if cell else None


def _day(cell: Cell | None, *, day_first: bool) -> date | None:
    return next((d.at(day_first=day_first) for d in days(cell.text)), None) if cell else None
