"""Bills that come again and again: how often, and when the next one is expected."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.invoices.suppliers import name_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from assistant.vocabulary import Invoice

# months between two bills → (fewest days, most days, days of grace before one is missed)
RHYTHMS = {1: (26, 36, 7), 3: (84, 98, 14), 6: (175, 190, 21), 12: (345, 385, 30)}
ENOUGH = {1: 3, 3: 3, 6: 3, 12: 2}  # bills that make a rhythm


@dataclass(frozen=True, slots=True)
class Recurring:
    """A cost that comes back. `late`: it should have come by now, and has not."""

    provider: str
    supplier: str | None
    currency: str
    months: int  # from one bill to the next
    amount: Decimal  # the newest total
    last: date
    expected: date
    late: bool

    @property
    def yearly(self) -> Decimal:
        """What it comes to in a year."""
        return self.amount * 12 / self.months


def recurring(invoices: Iterable[Invoice], today: date) -> tuple[Recurring, ...]:
    """The costs with a rhythm, by supplier and currency, with the next bill expected; those that ended are left out."""
    found = []
    for series in _series(invoices):
        one = _recurring(series, today)
        if one and (today - one.expected).days < one.months * 31:
            found.append(one)
    return tuple(sorted(found, key=lambda r: (r.expected, r.provider, r.currency)))


def per_year(one: date | None, other: date | None) -> int | None:
    """How many such bills a year has when two followed each other at these days; None when that is no rhythm."""
    if one is None or other is None:
        return None
    months = _months((other - one).days)
    return 12 // months if months else None


def _months(days: int) -> int | None:
    return next((months for months, (low, high, _) in RHYTHMS.items() if low <= days <= high), None)


def _series(invoices: Iterable[Invoice]) -> Iterator[list[Invoice]]:
    """Invoices (no credit notes, no duplicates) of one supplier in one currency, by day."""
    by_supplier: dict[tuple[str, str, tuple[str, ...]], list[Invoice]] = {}
    for invoice in invoices:
        document = invoice.document
        twice = any(flag.name == "duplicate" for flag in invoice.flags) and len(invoice.messages) == 1
        if document.kind == "invoice" and document.total is not None and not twice:
            key = (
                invoice.provider,
                document.currency or "",
                tuple(sorted(name_words(document.supplier))) if not invoice.provider else (),
            )
            by_supplier.setdefault(key, []).append(invoice)
    for series in by_supplier.values():
        yield sorted(series, key=day_of)


def day_of(invoice: Invoice) -> date:
    """The day a bill belongs to: that of issue, else that on which it came."""
    return invoice.document.issued or invoice.at.date()


def _recurring(series: Sequence[Invoice], today: date) -> Recurring | None:
    days = [day_of(i) for i in series]
    months = _rhythm(days)
    if months is None:
        return None
    last = series[-1]
    expected = _later(days[-1], months)
    return Recurring(
        provider=last.provider,
        supplier=last.document.supplier,
        currency=last.document.currency or "",
        months=months,
        amount=last.document.total or _never(),
        last=days[-1],
        expected=expected,
        late=today > expected + timedelta(days=RHYTHMS[months][2]),
    )


def _never() -> Decimal:
    raise ValueError("a bill without a total has no rhythm")


def _rhythm(days: Sequence[date]) -> int | None:
    """The months between the newest bills, when enough of them keep the beat."""
    gaps = [_months((b - a).days) for a, b in pairwise(days)]
    newest = gaps[-1] if gaps else None
    if newest is None:
        return None
    beats = 0
    for gap in reversed(gaps):
        if gap != newest:
            break
        beats += 1
    return newest if beats + 1 >= ENOUGH[newest] else None


def _later(day: date, months: int) -> date:
    """The same day some months on; the last of a shorter month."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
