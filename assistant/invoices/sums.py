"""Net, tax and total of a printed bill: figures beside their labels, and arithmetic to decide between them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.invoices.amounts import agree
from assistant.invoices.sumspots import ZERO, Shown, shown_sums
from assistant.invoices.sumvalues import Sum
from assistant.invoices.words import book
from assistant.vocabulary import TaxLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.invoices.spots import Marked

FITS = 4.0  # what it is worth that net and tax make the total
SURE = 2.4  # of a figure that has two decimals and stands right beside a label of its own
ROUNDING = Decimal("0.02")


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
    shown = shown_sums(marked)
    if not shown.totals:
        return Sums()
    fitting = list(_fitting(shown))
    best = max(fitting, key=lambda f: f[0], default=None)
    if best and best[0] >= shown.totals[0].score + FITS:
        _, net, tax, total = best
        return _result(shown, total, net.value, tax.value)
    return _alone(shown)


def _fitting(shown: Shown) -> Iterator[tuple[float, Sum, Sum, Sum]]:
    """Every net, tax and total that make a sum, perhaps with shipping or a discount between, and its score."""
    steps = [ZERO, *shown.others, *(-o for o in shown.others)]
    for net, tax, total in itertools.product(shown.nets, shown.taxes, shown.totals):
        if not total.value:
            continue
        gap = total.value - net.value - tax.value
        step = next((i for i, s in enumerate(steps) if agree(gap, s)), None)
        if step is not None and abs(tax.value) * 2 <= abs(net.value):
            yield net.score + tax.score + total.score + FITS - (0.5 if step else 0), net, tax, total


def _alone(shown: Shown) -> Sums:
    """A total that no net and tax add up to: the missing one is worked out where a rate on the page confirms it."""
    total, rates = shown.totals[0], shown.rates | {Decimal(rate) for rate in book()["rates"]}
    for tax in shown.taxes:
        net = total.value - tax.value
        if tax.score > 1 and (tax.value == ZERO or (net and _rate_fits(net, tax.value, rates))):
            return _result(shown, total, net, tax.value)
    for found in shown.nets:
        rest = total.value - found.value
        if rest and abs(found.value) < abs(total.value) and _rate_fits(found.value, rest, rates):
            return _result(shown, total, found.value, rest)
    stated = next((t.value for t in shown.taxes if t.score > SURE and abs(t.value) * 3 < abs(total.value)), None)
    return _result(shown, total, None, stated)


def _result(shown: Shown, total: Sum, net: Decimal | None, tax: Decimal | None) -> Sums:
    payable = next((s.value for s in shown.payables if s.value != total.value and s.score > SURE), None)
    lines = tuple(TaxLine(r.rate, r.net, r.tax) for r in shown.rows if r.rate is not None)
    one = _one_rate(shown.rates, net, tax)
    added = sum((line.amount or ZERO for line in lines), ZERO)
    kept = lines if tax is not None and lines and agree(added, tax, ROUNDING) else ()
    return Sums(net, tax, total.value, payable, kept or one, total.start, total.currency, net is not None)


def _one_rate(rates: set[Decimal], net: Decimal | None, tax: Decimal | None) -> tuple[TaxLine, ...]:
    """The one tax line of a bill with one rate: that which makes its tax out of its net."""
    if net is None or tax is None:
        return ()
    rate = next((r for r in sorted(rates) if agree(net * r / 100, tax) and bool(r) == bool(tax)), None)
    return (TaxLine(rate, net, tax),) if rate is not None else ()


def _rate_fits(net: Decimal, tax: Decimal, rates: set[Decimal]) -> bool:
    return any(rate and agree(net * rate / 100, tax, ROUNDING) for rate in rates)
