"""What was billed: per provider and month, and this year against the last. Currencies are kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.invoices.rhythm import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.vocabulary import Invoice

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Spend:
    """What one provider billed in one month, credit notes taken off."""

    provider: str
    month: date  # its first day
    currency: str
    total: Decimal  # with tax


@dataclass(frozen=True, slots=True)
class Years:
    """What one provider billed from 1 January to a day, this year and last."""

    provider: str
    currency: str
    this: Decimal
    last: Decimal


def spend(invoices: Iterable[Invoice]) -> tuple[Spend, ...]:
    """By month, provider, currency. Bills flagged as another's double do not count."""
    sums: dict[tuple[date, str, str], Decimal] = {}
    for invoice in counted(invoices):
        key = (day_of(invoice).replace(day=1), invoice.provider, invoice.document.currency or "")
        sums[key] = sums.get(key, ZERO) + (invoice.document.total or ZERO)
    return tuple(Spend(provider, month, currency, total) for (month, provider, currency), total in sorted(sums.items()))


def years(invoices: Iterable[Invoice], today: date) -> tuple[Years, ...]:
    """This year up to `today` against last year up to the same day."""
    sums: dict[tuple[str, str], list[Decimal]] = {}
    for invoice in counted(invoices):
        day = day_of(invoice)
        back = today.year - day.year
        if back in (0, 1) and (day.month, day.day) <= (today.month, today.day):
            pair = sums.setdefault((invoice.provider, invoice.document.currency or ""), [ZERO, ZERO])
            pair[back] += invoice.document.total or ZERO
    return tuple(Years(provider, currency, *pair) for (provider, currency), pair in sorted(sums.items()))


def counted(invoices: Iterable[Invoice]) -> Iterator[Invoice]:
    """The invoices that are money spent: with a total, and not a second bill for the same."""
    for invoice in invoices:
        second = any(flag.name == "duplicate" for flag in invoice.flags) and len(invoice.messages) == 1
        if invoice.document.total is not None and not second:
            yield invoice
