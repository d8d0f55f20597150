"""UNTDID 1001, the document types of e-invoices (the subset of EN 16931, and its neighbours)."""

from __future__ import annotations

CREDIT_CODES = frozenset(("81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"))
NO_BILL_CODES = frozenset(
    ("220", "231", "310", "315", "325", "270", "351")
)  # orders, offers, contract, pro forma, delivery


def is_bill(code: str | None) -> bool:
    """Whether the document asks for money or gives it back; a code that is missing counts as an invoice (380)."""
    return code not in NO_BILL_CODES


def is_credit(code: str | None) -> bool:
    """Whether its sums count against the supplier. A self-billed invoice (389) does not."""
    return code in CREDIT_CODES
