from datetime import date
from decimal import Decimal

from assistant.invoices import read_invoices
from tests.invoices.conftest import OFFICE, letter

BILL = """\
Dear customer,

Invoice number:  AH-2026-20417
Invoice date:    2 June 2026
Please pay by:   16 June 2026

  Hosting, 12 months                               241.30
  Subtotal                                  EUR    241.30
  VAT 21%                                   EUR     50.67
  Total                                     EUR    291.97

Bank account: NL37SCHB0620045577, Ankerhost B.V., Dordrecht
"""


def test_a_bill_in_the_words_of_a_letter_is_read_in_full() -> None:
    (bill,) = read_invoices(letter(BILL), OFFICE)
    assert (bill.kind, bill.number, bill.currency) == ("invoice", "AH-2026-20417", "EUR")
    assert (bill.issued, bill.due) == (date(2026, 6, 2), date(2026, 6, 16))
    assert (bill.net, bill.tax, bill.total) == (Decimal("241.30"), Decimal("50.67"), Decimal("291.97"))
    assert bill.iban == "NL37SCHB0620045577"
    assert BILL[bill.evidence.start : bill.evidence.end] == bill.evidence.quote


def test_a_letter_without_a_bill_gives_none() -> None:
    assert read_invoices(letter("The server is up again. Ticket 48213 is closed.\n"), OFFICE) == ()
