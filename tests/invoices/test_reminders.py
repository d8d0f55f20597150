from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.invoices import read_invoices
from tests.invoices.conftest import OFFICE, letter

LIST = """\
Dear customer

Our books show the following as unpaid:

Invoice    Date        Amount    Outstanding
TN-88121   01/03/26    £354.00   £354.00
TN-88674   13/04/26    £354.00   £104.00

Balance now due £458.00.
"""

TOLD = """\
Dear Anna,

I do not seem to have had your payment for invoice CIT-20933, dated 5 March 2026, for £1,232.84, which fell due
on 19 March 2026. If it is on its way please ignore this note.
"""


def test_each_row_of_a_reminder_is_the_bill_that_it_names() -> None:
    found = read_invoices(letter(LIST), OFFICE)
    assert [(b.number, b.issued, b.total) for b in found] == [
        ("TN-88121", date(2026, 3, 1), Decimal("354.00")),
        ("TN-88674", date(2026, 4, 13), Decimal("354.00")),
    ]
    assert found[1].evidence.quote == "TN-88674   13/04/26    £354.00   £104.00"
    assert LIST[found[1].evidence.start : found[1].evidence.end] == found[1].evidence.quote


def test_a_reminder_in_a_sentence_that_runs_over_two_lines_names_number_days_and_sum() -> None:
    (bill,) = read_invoices(letter(TOLD), OFFICE)
    assert (bill.number, bill.issued, bill.due) == ("CIT-20933", date(2026, 3, 5), date(2026, 3, 19))
    assert (bill.currency, bill.net, bill.total) == ("GBP", None, Decimal("1232.84"))
    assert not bill.paid


def test_days_without_a_year_are_the_last_before_the_letter() -> None:
    text = "Teeny nudge, invoice 4402 from 3 May (careers page, £840 + VAT = £1,008) was due on the 20th of May.\n"
    (bill,) = read_invoices(letter(text), OFFICE)
    assert (bill.issued, bill.due) == (date(2026, 5, 3), date(2026, 5, 20))
    assert (bill.net, bill.tax, bill.total) == (Decimal("840.00"), Decimal("168.00"), Decimal("1008.00"))


def test_what_the_owner_writes_about_a_bill_is_no_bill() -> None:
    text = "Invoice 4402 of 3 May 2026 for £1,008.00 has the backup on it twice.\n"
    assert read_invoices(letter(text, sender="anna@bergdental.example"), OFFICE) == ()
