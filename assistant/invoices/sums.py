"""Net, tax and total of a printed bill: figures beside their labels, and arithmetic to decide between them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.invoices.amounts import agree
from assistant.invoices.figures import figures
from assistant.invoices.spots import depth
from assistant.vocabulary import TaxLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.invoices.figures import Figure
    from assistant.invoices.sheet import Row
    from assistant.invoices.spots import Marked, Spot

WEIGHTS = {"total": 3.0, "payable": 2.8, "bare_total": 2.0, "net": 3.0, "tax": 3.0}
FITS = 4.0  # what it is worth that net and tax make the total
MANY = 8  # candidates of one kind that are tried with each other
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure that may be the net, the tax, the total; `start` is its offset in the sheet's text."""

    value: Decimal
    score: float
    start: int
    row: int
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Sums:
    """What a bill comes to. `total_at` is the total's offset in the sheet's text."""

    net: Decimal | None = None
    tax: Decimal | None = None
    total: Decimal | None = None
    payable: Decimal | None = None
    taxes: tuple[TaxLine, ...] = ()
    total_at: int = 0
    currency: str = ""  # as written beside the total
    fits: bool = False  # net and tax make the total


def sums_of(marked: Marked) -> Sums:
    """The sums that fit best; what does not fit is left out."""
    found = {name: _candidates(marked, name) for name in WEIGHTS}
    extras = [s.value for name in ("extra", "discount") for s in _candidates(marked, name)]
    lines = tuple(tax_lines(marked))
    totals = found["total"] + found["payable"] + found["bare_total"]
    nets, taxes = found["net"], found["tax"]
    for row in marked.sheet.rows:
        if _is_total_row(marked, row):
            nets, taxes, totals = _with_row(row, nets, taxes, totals)
    taxes += _summed(found["tax"], lines)
    nets += _summed_bases(lines)
    totals = _best(totals)
    if not totals:
        return Sums()
    return _chosen(marked, (_best(nets), _best(taxes), totals), extras, lines)


def _chosen(marked: Marked, found: tuple[list[Sum], list[Sum], list[Sum]], extras: list[Decimal], lines: tuple[TaxLine, ...]) -> Sums:
    nets, taxes, totals = found
    fitting = [
        (n.score + t.score + g.score + FITS, n, t, g)
        for n, t, g in itertools.product(nets, taxes, totals)
        if g.value and any(agree(n.value + t.value + e, g.value) for e in (ZERO, *extras, *(-e for e in extras)))
    ]
    best = max(fitting, key=lambda f: f[0], default=None)
    if best and best[0] >= totals[0].score + FITS:
        _, net, tax, total = best
        return _sums(marked, total, net.value, tax.value, lines, fits=True)
    return _alone(marked, totals[0], nets, taxes, lines)


def _alone(marked: Marked, total: Sum, nets: list[Sum], taxes: list[Sum], lines: tuple[TaxLine, ...]) -> Sums:
    """A total that no net and tax add up to: the missing one is worked out where a rate on the page confirms it."""
    rates = _rates(marked)
    for tax in taxes:
        net = total.value - tax.value
        if tax.value == ZERO or (net and _rate_fits(net, tax.value, rates)):
            return _sums(marked, total, net, tax.value, lines, fits=True)
    for found in nets:
        tax_value = total.value - found.value
        if tax_value and abs(found.value) < abs(total.value) and _rate_fits(found.value, tax_value, rates):
            return _sums(marked, total, found.value, tax_value, lines, fits=True)
    if taxes and not nets and abs(taxes[0].value) < abs(total.value) / 3:
        return _sums(marked, total, total.value - taxes[0].value, taxes[0].value, lines, fits=False)
    return _sums(marked, total, None, None, lines, fits=False)


def _sums(marked: Marked, total: Sum, net: Decimal | None, tax: Decimal | None, lines: tuple[TaxLine, ...], *, fits: bool) -> Sums:
    payable = next((s.value for s in _candidates(marked, "payable") if s.value != total.value), None)
    kept = lines if tax is not None and agree(sum((t.amount or ZERO for t in lines), ZERO), tax, Decimal("0.02")) else ()
    return Sums(net, tax, total.value, payable, kept, total.start, total.currency, fits)


def _candidates(marked: Marked, name: str) -> list[Sum]:
    """The figures that stand where the value of this label would."""
    found = []
    for spot in marked.named(name):
        if "tax_id" in spot.names:
            continue
        found += _beside(marked, spot, WEIGHTS.get(name, 1.0))
    return found


def _beside(marked: Marked, spot: Spot, weight: float) -> Iterator[Sum]:
    low = 0.3 * depth(marked.sheet.rows[spot.cell.row], marked.sheet)
    weight = weight + low if spot.head else weight * 0.7 + low
    near: list[tuple[Figure, int, int, float]] = [
        (figure, place.start + figure.start, place.cell.row, place.trust)
        for place in marked.places(spot)
        for figure in figures(place.text)
        if not figure.percent
    ]
    money = [n for n in near if n[0].money] or [n for n in near if n[3] == max(m[3] for m in near)][-1:]
    for index, (figure, at, row, trust) in enumerate(reversed(money)):
        score = weight * trust - (1.2 if index else 0) - (0 if figure.money else 1.0)
        yield Sum(figure.value, score, at, row, figure.currency)


def _best(found: Iterable[Sum]) -> list[Sum]:
    """The best candidates by value: one that is printed in several places gains by it."""
    kept: dict[Decimal, Sum] = {}
    for s in sorted(found, key=lambda s: (-s.score, s.start)):
        old = kept.get(s.value)
        kept[s.value] = s if old is None else Sum(old.value, old.score + 0.15, old.start, old.row, old.currency or s.currency)
    return sorted(kept.values(), key=lambda s: (-s.score, s.start))[:MANY]


def _is_total_row(marked: Marked, row: Row) -> bool:
    return any(
        spot.names & {"total", "bare_total", "payable"} for cell in row.cells for spot in marked.in_cell[cell.start] if spot.head
    )


def _with_row(row: Row, nets: list[Sum], taxes: list[Sum], totals: list[Sum]) -> tuple[list[Sum], list[Sum], list[Sum]]:
    """A row of totals under columns: "Total 24.99 5.00 29.99" is net, tax, total where it adds up."""
    shown = [(f, c) for c in row.cells for f in figures(c.text) if not f.percent and f.money]
    for (a, ac), (b, bc), (c, cc) in itertools.combinations(shown, 3):
        if c.value and agree(a.value + b.value, c.value) and abs(a.value) > abs(b.value):
            nets = [*nets, Sum(a.value, 2.5, ac.start + a.start, ac.row, a.currency)]
            taxes = [*taxes, Sum(b.value, 2.5, bc.start + b.start, bc.row, b.currency)]
            totals = [*totals, Sum(c.value, 2.5, cc.start + c.start, cc.row, c.currency)]
    return nets, taxes, totals


def tax_lines(marked: Marked) -> Iterator[TaxLine]:
    """Rows of a tax table: a rate, its base, and the tax that rate × base gives."""
    seen = set()
    for row in marked.sheet.rows:
        found = _tax_line(row)
        if found and (found.rate, found.base) not in seen and _mentions_tax(marked, row):
            seen.add((found.rate, found.base))
            yield found


def _mentions_tax(marked: Marked, row: Row) -> bool:
    return any(s.names & {"tax", "tax_id"} for c in row.cells for s in marked.in_cell[c.start])


def _tax_line(row: Row) -> TaxLine | None:
    shown = [f for c in row.cells for f in figures(c.text)]
    rates = [f.value for f in shown if f.percent] or [f.value for f in shown if not f.money and ZERO <= f.value <= 30]
    money = [f.value for f in shown if f.money]
    for rate, (base, amount) in itertools.product(rates, itertools.permutations(money, 2)):
        if base and rate and agree(base * rate / 100, amount):
            return TaxLine(rate, base, amount)
    return None


def _summed(taxes: list[Sum], lines: tuple[TaxLine, ...]) -> list[Sum]:
    """Several rates: the sums of the tax rows, and of some of them."""
    rows = {}
    for tax in sorted(taxes, key=lambda t: -t.score):
        rows.setdefault(tax.row, tax)
    single = [t for t in rows.values() if t.value][:6]
    found = [
        Sum(sum((t.value for t in some), ZERO), sum(t.score for t in some) / size, some[0].start, some[0].row)
        for size in range(2, len(single) + 1)
        for some in itertools.combinations(single, size)
    ]
    if lines:
        found.append(Sum(sum((t.amount or ZERO for t in lines), ZERO), 2.0, 0, 0))
    return found


def _summed_bases(lines: tuple[TaxLine, ...]) -> list[Sum]:
    return [Sum(sum((t.base or ZERO for t in lines), ZERO), 1.0, 0, 0)] if lines else []


def _rates(marked: Marked) -> set[Decimal]:
    return {f.value for cell in marked.sheet.cells() if "%" in cell.text for f in figures(cell.text) if f.percent}


def _rate_fits(net: Decimal, tax: Decimal, rates: set[Decimal]) -> bool:
    return any(rate and agree(net * rate / 100, tax, Decimal("0.02")) for rate in rates)
