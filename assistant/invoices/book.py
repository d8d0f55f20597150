"""Bring the bills of many mails together: one invoice for each document, with what a bookkeeper would notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.invoices.merging import filled, same
from assistant.vocabulary import Flag, Invoice

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from assistant.invoices.bills import Bill
    from assistant.vocabulary import Office


def book(bills: Sequence[Bill], office: Office, today: date) -> tuple[Invoice, ...]:
    """Each invoice once, in the order in which they first came, with its flags as of `today`."""
    kept: list[list[Bill]] = []
    for bill in sorted(bills, key=lambda b: (b.at, b.message_id)):
        group = next((g for g in kept if g[0].provider == bill.provider and same(g[0].document, bill.document)), None)
        if group is None:
            kept.append([bill])
        else:
            group.append(bill)
    return tuple(_invoice(group, today) for group in kept)


def _invoice(group: list[Bill], today: date) -> Invoice:
    document = group[0].document
    for bill in group[1:]:
        document = filled(document, bill.document)
    paid = any(b.document.paid for b in group)
    flags = []
    if document.due and document.due < today and not paid:
        flags.append(Flag("overdue", f"It was due on {document.due:%d %B %Y}."))
    return Invoice(
        provider=group[0].provider,
        state="paid" if paid else "received",
        message_id=group[0].message_id,
        at=group[0].at,
        document=document,
        flags=tuple(flags),
        messages=tuple(dict.fromkeys(b.message_id for b in group)),
    )
