"""Money as `Decimal` in major units: rounding, signs, and the strict reading of XML numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.vocabulary import InvoiceFinding

CENT = Decimal("0.01")
CREDIT = "credit_note"
_XML_NUMBER = re.compile(r"[+-]?\d{0,15}(?:\.\d{1,12})?")


def plain(text: str | None) -> Decimal | None:
    """An xs:decimal, as e-invoices write them ("1234.5"); None for anything else, NaN and exponents included."""
    text = (text or "").strip()
    if not text or not _XML_NUMBER.fullmatch(text) or not any(c.isdigit() for c in text):
        return None
    return Decimal(text)


def cents(value: Decimal | None) -> Decimal | None:
    """A sum of money with two decimals, as every currency met in bills is printed."""
    return None if value is None else value.quantize(CENT, rounding=ROUND_HALF_UP)


def agree(one: Decimal, other: Decimal, slack: Decimal = CENT) -> bool:
    """Whether two sums are the same but for rounding."""
    return abs(one - other) <= slack


def signed(bill: InvoiceFinding) -> InvoiceFinding:
    """The bill with the signs of CONTRACT.md: a credit note is negative, and what is negative is a credit note."""
    total = bill.total if bill.total is not None else bill.net
    if total is None:
        return bill
    if bill.kind == CREDIT and total > 0:
        return _negated(bill)
    return replace(bill, kind=CREDIT) if total < 0 else bill


def _negated(bill: InvoiceFinding) -> InvoiceFinding:
    return replace(
        bill,
        net=_minus(bill.net),
        tax=_minus(bill.tax),
        total=_minus(bill.total),
        payable=_minus(bill.payable),
        lines=tuple(replace(line, amount=_minus(line.amount)) for line in bill.lines),
        taxes=tuple(replace(tax, base=_minus(tax.base), amount=_minus(tax.amount)) for tax in bill.taxes),
    )


def _minus(value: Decimal | None) -> Decimal | None:
    return -value if value else value
