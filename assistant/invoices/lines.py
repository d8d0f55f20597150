"""The lines of a printed bill: description, quantity, unit price, amount; kept only where they add up."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.invoices.amounts import agree
from assistant.invoices.figures import figures
from assistant.invoices.sumlabels import SUMS
from assistant.vocabulary import InvoiceLine

if TYPE_CHECKING:
    from assistant.invoices.figures import Figure
    from assistant.invoices.sheet import Cell, Row
    from assistant.invoices.spots import Marked, Spot

ZERO = Decimal(0)
NO_LINE = frozenset(
    (
        "earlier",
        "paid",
        "discount",
        "extra",
        "number",
        "issued",
        "due",
        "customer",
        "order",
        "period",
        "other_date",
        "terms",
        "iban",
        "tax_id",
        "account",
    )
)


def item_lines(marked: Marked) -> tuple[InvoiceLine, ...]:
    """The rows between the heads of the columns (or the top) and the first sum that look like items."""
    found: list[InvoiceLine] = []
    for row in marked.sheet.rows[_start(marked) :]:
        line = _line(marked, row)
        if line is None and found and _ends(marked, row):
            break
        if line is not None and not _is_subtotal(found, line):
            found.append(line)
        elif found and row.text.startswith("(") and len(row.cells) == 1:  # "(was 149.00)"
            found[-1] = replace(found[-1], description=f"{found[-1].description} {row.text}")
    return tuple(found)


def _is_subtotal(found: list[InvoiceLine], line: InvoiceLine) -> bool:
    """Whether a line without a quantity is the sum of some lines just above it ("Site total")."""
    if line.quantity is not None:
        return False
    sums = itertools.accumulate((f.amount or ZERO) for f in reversed(found))
    return any(total == line.amount for total in itertools.islice(sums, 1, None))


def added(lines: tuple[InvoiceLine, ...]) -> Decimal:
    """What the lines come to."""
    return sum((line.amount for line in lines if line.amount is not None), ZERO)


def fitting(lines: tuple[InvoiceLine, ...], sums: tuple[Decimal | None, ...]) -> tuple[InvoiceLine, ...]:
    """The lines, if they add up to one of the sums or each is quantity × price; else none of them."""
    whole = any(s is not None and agree(added(lines), s, Decimal("0.02")) for s in sums)
    return lines if whole or all(line.quantity is not None for line in lines) else ()


def _start(marked: Marked) -> int:
    tables = [i for i in marked.heads if i + 1 not in marked.heads]
    return min(tables) + 1 if tables else 0


def _ends(marked: Marked, row: Row) -> bool:
    """Whether a row is about sums, not items."""
    return any(_is_sum(s) for c in row.cells for s in marked.in_cell[c.start] if s.head)


def _is_sum(spot: Spot) -> bool:
    if not spot.names & SUMS or not (
        spot.alone or any(f.money for f in figures(spot.rest)) or len(spot.cell.text) < 60
    ):
        return False
    return "bare_total" in spot.names or not any(n.startswith("column_") for n in spot.names)


def _line(marked: Marked, row: Row) -> InvoiceLine | None:
    """An item: words, and a sum at the end of the row."""
    shown = [(f, c) for c in row.cells for f in figures(c.text)]
    money = [(f, c) for f, c in shown if f.money]
    words = [c for c in row.cells if sum(ch.isalpha() for ch in c.text) > 2]
    if not money or not words or not _closes(row, *money[-1]):
        return None
    amount = money[-1][0]
    described = max(words, key=lambda c: len(c.text))
    pair = _product([f for f, _ in shown if f is not amount and not f.percent], amount.value)
    text = _description(described, amount if described is money[-1][1] else None)
    if not text or (_labelled(marked, described) and not pair) or _sums_up(marked, described):
        return None
    quantity, price = pair or (None, None)
    return InvoiceLine(text, quantity, price, amount.value)


def _closes(row: Row, figure: Figure, cell: Cell) -> bool:
    """Whether a sum ends its row, but for a letter of the tax code."""
    return cell.row == row.cells[-1].row and cell.start >= row.cells[-2:][0].start and len(cell.text) - figure.end <= 2


def _labelled(marked: Marked, cell: Cell) -> bool:
    return any((s.head and s.names & NO_LINE) or "tax" in s.names for s in marked.in_cell[cell.start])


def _sums_up(marked: Marked, cell: Cell) -> bool:
    return any(s.head and _is_sum(s) for s in marked.in_cell[cell.start])


def _description(cell: Cell, amount: Figure | None) -> str:
    """The words of an item, without its sum where both stand in one cell."""
    text = cell.text if amount is None else cell.text[: amount.start]
    return text.strip(" .:·-–")


def _product(shown: list[Figure], amount: Decimal) -> tuple[Decimal, Decimal] | None:
    """Two figures whose product is the amount: quantity and price, the quantity first in the row."""
    for one, other in itertools.combinations(shown[:6], 2):
        if one.value and agree(one.value * other.value, amount):
            quantity, price = (other, one) if one.currency and not other.currency else (one, other)
            return quantity.value, price.value
    return None
