"""The lines of a printed bill: description, quantity, unit price, amount; kept only where they add up."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.invoices.amounts import agree
from assistant.invoices.figures import figures
from assistant.invoices.sumlabels import SUMS
from assistant.vocabulary import InvoiceLine

if TYPE_CHECKING:
    from assistant.invoices.figures import Figure
    from assistant.invoices.sheet import Cell, Row
    from assistant.invoices.spots import Marked

ZERO = Decimal(0)
OTHERS = frozenset(("extra", "discount", "paid", "earlier", "title.none"))
NO_LINE = frozenset(
    ("number", "issued", "due", "customer", "order", "period", "other_date", "terms", "iban", "tax_id", "account")
)


def item_lines(marked: Marked) -> tuple[InvoiceLine, ...]:
    """The rows between the heads of the columns (or the top) and the first sum that look like items."""
    start = _start(marked)
    found: list[InvoiceLine] = []
    for row in marked.sheet.rows[start:]:
        if found and _ends(marked, row):
            break
        if not _ends(marked, row) and (line := _line(marked, row)):
            found.append(line)
    return tuple(found)


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
    spots = [s for c in row.cells for s in marked.in_cell[c.start] if s.head]
    return any(
        (s.names & SUMS and not any(n.startswith("column_") for n in s.names)) or s.names & OTHERS for s in spots
    ) or any(s.names & {"bare_total"} and (s.alone or any(f.money for f in figures(s.rest))) for s in spots)


def _line(marked: Marked, row: Row) -> InvoiceLine | None:
    shown = [(f, c) for c in row.cells for f in figures(c.text)]
    money = [(f, c) for f, c in shown if f.money]
    words = [c for c in row.cells if sum(ch.isalpha() for ch in c.text) > 2]
    if not money or not words or _labelled(marked, row):
        return None
    amount = money[-1][0]
    described = _description(words, row)
    if not described or (amount is shown[0][0] and len(row.cells) == 1 and shown[0][0].start < 3):
        return None
    pair = _product([f for f, _ in shown if f is not amount and not f.percent], amount.value)
    quantity, price = pair or (None, None)
    return InvoiceLine(described, quantity, price, amount.value)


def _labelled(marked: Marked, row: Row) -> bool:
    return any(s.head and s.names & NO_LINE for c in row.cells for s in marked.in_cell[c.start])


def _description(words: list[Cell], row: Row) -> str:
    """The longest words of the row; one cell alone is shorn of its sums."""
    text = max((c.text for c in words), key=len)
    if len(row.cells) == 1:
        last = list(figures(text))[-1]
        text = text[: last.start]
    return text.strip(" .:·-–")


def _product(shown: list[Figure], amount: Decimal) -> tuple[Decimal, Decimal] | None:
    """Two figures whose product is the amount: quantity and price, the quantity first in the row."""
    for one, other in itertools.combinations(shown[:6], 2):
        if one.value and agree(one.value * other.value, amount):
            quantity, price = (other, one) if one.currency and not other.currency else (one, other)
            return quantity.value, price.value
    return None
