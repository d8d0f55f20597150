"""An e-invoice inside a PDF against its printed page: the XML counts, and where the page disagrees is a warning."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.invoices.banking import iban_of
from assistant.invoices.figures import figures
from assistant.invoices.marks import mark

if TYPE_CHECKING:
    from assistant.invoices.sheet import Sheet
    from assistant.vocabulary import InvoiceFinding


def against_page(bill: InvoiceFinding, sheet: Sheet) -> InvoiceFinding:
    """The bill, with a flag where its total or its account does not stand on the page and others do."""
    flags = [*bill.flags]
    if _other_total(bill, sheet):
        flags.append("total_mismatch")
    if _other_account(bill, sheet):
        flags.append("bank_details_changed")
    return replace(bill, flags=tuple(flags))


def _other_total(bill: InvoiceFinding, sheet: Sheet) -> bool:
    shown = {abs(f.value) for cell in sheet.cells() for f in figures(cell.text) if f.money}
    stated = {abs(s) for s in (bill.total, bill.payable) if s is not None}
    return bool(shown and stated) and not shown & stated


def _other_account(bill: InvoiceFinding, sheet: Sheet) -> bool:
    if not bill.iban or bill.iban in re.sub(r"\s", "", sheet.said).upper():
        return False
    printed = iban_of(mark(sheet))
    return printed is not None and printed != bill.iban
