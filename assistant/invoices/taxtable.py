"""Rows of a tax table: rate, base, tax (and sum), recognised by their arithmetic, whatever their columns are called."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.invoices.amounts import agree
from assistant.invoices.figures import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.invoices.figures import Figure
    from assistant.invoices.sheet import Cell, Row
    from assistant.invoices.spots import Marked

ZERO = Decimal(0)
HIGHEST = Decimal(30)  # per cent; no country taxes sales higher
ABOVE = 7  # rows; how far over a row its columns' heads may stand
SENTENCE = 80  # characters; a longer cell alone is no row of a table
SHOWN = 8  # figures of one row that are tried


@dataclass(frozen=True, slots=True)
class TaxRow:
    """`net` + `tax` = `gross` in one row. A row of totals has no `rate`; `whole`: all three are printed."""

    rate: Decimal | None
    net: Decimal
    tax: Decimal
    gross: Decimal
    row: int
    start: int  # offset of the last figure in the sheet's text
    whole: bool
    currency: str = ""


def tax_rows(marked: Marked) -> list[TaxRow]:
    """All rows that hold a tax on a base."""
    return [found for row in marked.sheet.rows if (found := _tax_row(marked, row))]


def _tax_row(marked: Marked, row: Row) -> TaxRow | None:
    shown = [(f, c) for c in row.cells for f in figures(c.text)][:SHOWN]
    money = [(f, c) for f, c in shown if f.money]
    if len(money) < 2:
        return None
    rates = [f.value for f, _ in shown if f.percent]
    if len(row.cells) == 1 and len(row.text) > SENTENCE:
        return _rated(marked, row, money, rates)
    loose = [f.value for f, _ in shown if not f.percent and ZERO <= f.value <= HIGHEST and f.currency == ""]
    return _rated(marked, row, money, rates or loose) or _added(marked, row, money, rates)


def _rated(marked: Marked, row: Row, money: list[tuple[Figure, Cell]], rates: list[Decimal]) -> TaxRow | None:
    """A row with its rate: base × rate = tax."""
    pairs: list[TaxRow] = []
    for rate, ((base, _), (tax, tc)) in itertools.product(rates, itertools.permutations(money, 2)):
        if not base.value or not agree(base.value * rate / 100, tax.value) or bool(rate) != bool(tax.value):
            continue
        gross = base.value + tax.value
        third = next(((f, c) for f, c in money if f not in (base, tax) and agree(f.value, gross)), None)
        last, cell = third or (tax, tc)
        pairs.append(
            TaxRow(rate, base.value, tax.value, gross, tc.row, cell.start + last.start, bool(third), last.currency)
        )
    whole = next((p for p in pairs if p.whole and p.rate), None) or next((p for p in pairs if p.whole), None)
    return whole or (pairs[0] if pairs and _about_tax(marked, row) else None)


def _added(marked: Marked, row: Row, money: list[tuple[Figure, Cell]], rates: list[Decimal]) -> TaxRow | None:
    """A row without a rate: net + tax = gross, in this order, under or beside words about tax or totals."""
    for (gross, gc), (tax, _), (net, nc) in itertools.combinations(reversed(money), 3):
        small = ZERO < tax.value * 100 <= net.value * HIGHEST or ZERO > tax.value * 100 >= net.value * HIGHEST
        if not rates and small and agree(net.value + tax.value, gross.value) and _about_tax(marked, row):
            return TaxRow(
                None,
                net.value,
                tax.value,
                gross.value,
                nc.row,
                gc.start + gross.start,
                whole=True,
                currency=gross.currency,
            )
    return None


def _about_tax(marked: Marked, row: Row) -> bool:
    at = row.cells[0].row
    near: Iterator[Cell] = (c for r in marked.sheet.rows[max(0, at - ABOVE) : at + 1] for c in r.cells)
    return any(s.names & {"tax", "tax_id"} for c in near for s in marked.in_cell[c.start])
