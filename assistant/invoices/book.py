"""Bring the bills of many mails together: one invoice for each document, with what a bookkeeper would notice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.invoices.checks import CHECKS, Booked, History, overdue_on
from assistant.invoices.merging import filled
from assistant.invoices.numbers import plain
from assistant.invoices.suppliers import Shelves, listed
from assistant.vocabulary import Invoice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from assistant.invoices.bills import Bill
    from assistant.vocabulary import Office


def book(bills: Sequence[Bill], office: Office, today: date) -> tuple[Invoice, ...]:
    """Each invoice once, in the order in which they first came, with its flags as of `today`.

    A copy, a reminder, a statement that names a bill belongs to that bill; what they do not tell is kept from the
    first. Flags compare a bill with those of the same supplier that came before it.
    """
    shelves: Shelves[list[Bill]] = Shelves()
    groups: list[list[Bill]] = []
    for bill in sorted((_named(b, office) for b in bills), key=lambda b: (b.at, b.message_id, b.document.number or "")):
        shelf = shelves.of(bill)
        group = next((g for g in shelf if _belongs(g, bill)), None)
        if group is None:
            group = []
            groups.append(group)
            shelf.append(group)
        group.append(bill)
    return tuple(_flagged(groups, office, today))


def _named(bill: Bill, office: Office) -> Bill:
    """The bill under the name of the listed provider, also where a bookkeeping service sent it for that provider."""
    provider = listed(bill, office)
    return replace(bill, provider=provider.name) if provider else bill


def _flagged(groups: list[list[Bill]], office: Office, today: date) -> Iterator[Invoice]:
    """Each group as an invoice, looked at beside those that came before it."""
    shelves: Shelves[Booked] = Shelves()
    for group in groups:
        one = _booked(group)
        shelf = shelves.of(one.bill)
        yield _invoice(one, History(tuple(reversed(shelf)), office, today))
        shelf.append(one)


def _belongs(group: list[Bill], bill: Bill) -> bool:
    """Whether a bill is the one that the group is about; both are the same supplier's."""
    new, old = bill.document, group[0].document
    if new.kind != old.kind:
        return False
    if new.number and old.number:
        return plain(new.number) == plain(old.number) and _one_document(group, bill)
    return new.total == old.total and new.currency == old.currency and new.issued == old.issued is not None


def _one_document(group: list[Bill], bill: Bill) -> bool:
    """Two full bills under one number with different sums are two bills; a reminder may name another sum."""
    full = next((b.document for b in group if b.document.net is not None), None)
    return full is None or bill.document.net is None or bill.document.total == full.total


def _booked(group: list[Bill]) -> Booked:
    document = group[0].document
    for bill in group[1:]:
        document = filled(document, bill.document)
    paid = any(bill.document.paid for bill in group)
    return Booked(replace(group[0], document=replace(document, paid=paid)), tuple(group))


def _invoice(one: Booked, history: History) -> Invoice:
    return Invoice(
        provider=one.bill.provider,
        state="paid" if one.bill.document.paid else "received",
        message_id=one.bill.message_id,
        at=one.bill.at,
        document=one.bill.document,
        flags=tuple(flag for check in CHECKS for flag in check(one, history)),
        messages=tuple(dict.fromkeys(bill.message_id for bill in one.mails)),
    )


def on_day(invoices: Sequence[Invoice], today: date) -> tuple[Invoice, ...]:
    """The booked bills as they stand on another day: what is overdue changes with time alone."""
    return tuple(_on_day(invoice, today) for invoice in invoices)


def _on_day(invoice: Invoice, today: date) -> Invoice:
    lasting = tuple(flag for flag in invoice.flags if flag.name != "overdue")
    late = () if invoice.state == "paid" else tuple(overdue_on(invoice.document, today))
    return replace(invoice, flags=(*lasting, *late))
