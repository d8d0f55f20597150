"""Where net, tax and total of a bill may stand, and how far each figure is trusted."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.invoices.amounts import agree
from assistant.invoices.figures import figures
from assistant.invoices.lines import added, item_lines
from assistant.invoices.spots import BELOW, depth
from assistant.invoices.sumlabels import words
from assistant.invoices.sumvalues import Sum
from assistant.invoices.taxtable import TaxRow, tax_rows
from assistant.invoices.told import told_sums
from assistant.invoices.words import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.invoices.figures import Figure
    from assistant.invoices.spots import Marked, Place, Spot


WEIGHTS = {"total": 3.0, "payable": 2.8, "bare_total": 2.0, "net": 3.0, "tax": 3.0}
OTHERS = ("extra", "discount", "paid", "earlier")
INSIDE_WORDS = 0.7  # of its weight is left to a label in the middle of words
LOW_DOWN, NOT_LAST, NO_MONEY = 0.3, 1.2, 1.0  # score for standing low; off for not being last, for no decimals
MANY = 8  # candidates of one kind that are tried with each other
DOUBTFUL = 1.15  # a total trusted less is none: a figure without decimals below a word that may mean many things
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Shown:
    """All sums that a bill shows, by what they may be."""

    nets: list[Sum]
    taxes: list[Sum]
    totals: list[Sum]
    payables: list[Sum]
    others: list[Decimal]  # shipping, discounts, deposits: what may stand between net, tax and total
    rows: list[TaxRow]
    rates: set[Decimal]  # per cent, as printed


def shown_sums(marked: Marked) -> Shown:
    found = {name: list(_candidates(marked, name)) for name in (*WEIGHTS, *OTHERS)}
    rows = tax_rows(marked)
    nets = found["net"] + [Sum(s.value, s.score - 0.7, s.start, s.row, s.currency) for s in found["bare_total"]]
    taxes = found["tax"] + _together(found["tax"])
    totals = found["total"] + found["payable"] + found["bare_total"]
    for score, row in _telling(rows):
        nets.append(Sum(row.net, score, row.start, row.row))
        taxes.append(Sum(row.tax, score, row.start, row.row))
        if row.whole:
            totals.append(Sum(row.gross, score, row.start, row.row, row.currency))
    told = list(told_sums(marked))
    totals += [s for name, s in told if name == "total"]
    nets += [s for name, s in told if name == "net"]
    taxes += [s for name, s in told if name == "tax"]
    items = added(item_lines(marked))
    nets += [Sum(items, 1.5, 0, 0)] if items else []
    others = [s.value for name in OTHERS for s in found[name] if s.value]
    totals = [t for t in totals if t.score >= DOUBTFUL]
    return Shown(_best(nets), _best(taxes), _best(totals), _best(found["payable"]), others[:MANY], rows, _rates(marked))


def _telling(rows: list[TaxRow]) -> Iterator[tuple[float, TaxRow]]:
    """Tax rows with how far each may be that of the whole bill: a row that sums up those before it is."""
    for index, row in enumerate(rows):
        before = [r for r in rows[:index] if r.rate is not None]
        summed = (
            len(before) > 1
            and agree(sum((r.net for r in before), ZERO), row.net)
            and agree(sum((r.tax for r in before), ZERO), row.tax)
        )
        yield (3.0 if summed else 2.0), row
    rated = list({(r.rate, r.net): r for r in rows if r.rate is not None}.values())
    if len(rated) > 1:
        net, tax = sum((r.net for r in rated), ZERO), sum((r.tax for r in rated), ZERO)
        last = rated[-1]
        whole = all(r.whole for r in rated)
        yield 2.0, TaxRow(None, net, tax, net + tax, last.row, last.start, whole=whole, currency=last.currency)


def _candidates(marked: Marked, name: str) -> Iterator[Sum]:
    """The figures that stand where the value of this label would."""
    for spot in marked.named(name):
        if "tax_id" in spot.names or not (spot.head or name in WEIGHTS) or (name == "tax" and _inside(spot)):
            continue
        for found in _beside(marked, spot, WEIGHTS.get(name, 1.0)):
            yield found
            if name == "tax" and found.value < 0:  # "tax in it (35.13)": brackets, no minus
                yield replace(found, value=-found.value, score=found.score - 0.5)


def _inside(spot: Spot) -> bool:
    """Whether a tax is only said to be in a sum: "fee including 19 % tax 220.00" shows the fee."""
    before = [t.word for t in tokens(spot.cell.text[: spot.start]) if not t.word.isdigit()]
    return len(before) > 1 and before[-1] in words("with")


def _beside(marked: Marked, spot: Spot, weight: float) -> Iterator[Sum]:
    """The figures beside and below a label: the last of its row is the likeliest, and more so further down the page."""
    trusted = (weight if spot.head else weight * INSIDE_WORDS) + LOW_DOWN * depth(
        marked.sheet.rows[spot.cell.row], marked.sheet
    )
    for index, (figure, place) in enumerate(_ordered(marked, spot)):
        score = trusted * place.trust - (NOT_LAST if index else 0) - (0 if figure.money else NO_MONEY)
        yield Sum(figure.value, score, place.start + figure.start, place.cell.row, figure.currency)


def _ordered(marked: Marked, spot: Spot) -> list[tuple[Figure, Place]]:
    """Where sums of money stand, those; else the last figure. The row's from its end, then those below."""
    places = [p for p in marked.places(spot) if p.trust != BELOW or spot.cell.row not in marked.heads]
    near = [(f, place) for place in places for f in figures(place.text) if not f.percent]
    money = [n for n in near if n[0].money] or [n for n in near[-1:] if not _days(spot, n[0])]
    beside = [n for n in money if n[1].trust != BELOW]
    return beside[::-1] + [n for n in money if n[1].trust == BELOW]


def _days(spot: Spot, figure: Figure) -> bool:
    """Whether "Net 15" is a term of payment."""
    return "net" in spot.names and figure.value == figure.value.to_integral_value() and figure.value <= 120


def _together(taxes: list[Sum]) -> list[Sum]:
    """Several rates: the sums of some of the rows with a tax in them."""
    rows: dict[int, Sum] = {}
    for tax in sorted(taxes, key=lambda t: -t.score):
        rows.setdefault(tax.row, tax)
    single = [t for t in rows.values() if t.value and t.score > 2.0][:6]
    return [
        Sum(sum((t.value for t in some), ZERO), sum(t.score for t in some) / size, some[0].start, some[0].row)
        for size in range(2, len(single) + 1)
        for some in itertools.combinations(single, size)
    ]


def _best(found: Iterable[Sum]) -> list[Sum]:
    """The best candidates by value: one that is printed in several places gains by it."""
    kept: dict[Decimal, Sum] = {}
    for s in sorted(found, key=lambda s: (-s.score, s.start)):
        old = kept.get(s.value)
        kept[s.value] = (
            s if old is None else Sum(old.value, old.score + 0.15, old.start, old.row, old.currency or s.currency)
        )
    return sorted(kept.values(), key=lambda s: (-s.score, s.start))[:MANY]


def _rates(marked: Marked) -> set[Decimal]:
    """The rates on the page."""
    return {f.value for cell in marked.sheet.cells() if "%" in cell.text for f in figures(cell.text) if f.percent}
