"""The owner's word about bills: paid, or disputed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.ledger.matters import BillOrder
from assistant.ledger.words import stems
from assistant.vocabulary import Invoice


def stand(invoices: Sequence[Invoice], orders: Sequence[BillOrder]) -> tuple[Invoice, ...]:
    """The bills with the state that the owner gave them; an order that fits no bill does nothing."""
    standing = list(invoices)
    for order in orders:
        place = _named(standing, order)
        if place is not None:
            standing[place] = _standing(standing[place], order.state)
    return tuple(standing)


def _standing(bill: Invoice, state: str) -> Invoice:
    """The bill in its new state; one that is paid is no longer overdue."""
    flags = tuple(flag for flag in bill.flags if state != "paid" or flag.name != "overdue")
    return replace(bill, state=state, flags=flags)


def _named(invoices: Sequence[Invoice], order: BillOrder) -> int | None:
    """The bill that was there when the owner wrote, and whose number or supplier the words name."""
    there = [(place, bill) for place, bill in enumerate(invoices) if bill.at <= order.at]
    by_number = [place for place, bill in there if _same_number(bill.document.number, order.about)]
    if by_number:
        return by_number[-1]
    words = stems(order.about)
    by_name = [place for place, bill in there if words & stems(f"{bill.provider} {bill.document.supplier or ''}")]
    unpaid = [place for place in by_name if invoices[place].state != "paid"]
    return unpaid[-1] if unpaid else None


def _same_number(number: str | None, about: str) -> bool:
    one = re.sub(r"[\W_]", "", number or "").casefold()
    other = re.sub(r"[\W_]", "", about).casefold()
    digits = re.sub(r"\D", "", about)
    return bool(one) and (one in other or (len(digits) > 2 and re.sub(r"\D", "", one).endswith(digits)))
