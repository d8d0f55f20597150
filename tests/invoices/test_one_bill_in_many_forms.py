from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from assistant.invoices import read_invoices
from tests.invoices.conftest import OFFICE, letter
from tests.invoices.paper import printed

XML = (Path(__file__).parent / "documents/cii.xml").read_text(encoding="utf-8").format(code=380).encode()
PAGE = """\
Nordlicht GmbH                                     Rechnung RE-77
Datum: 05.03.2026

Wartung, 2 Stunden                                      100,00
Nettobetrag                                             100,00
19% MwSt.                                                19,00
Rechnungsbetrag EUR                                     119,00
IBAN DE89 3704 0044 0532 0130 00
"""


def test_the_xml_inside_a_pdf_counts_and_an_agreeing_page_raises_no_flag() -> None:
    (bill,) = read_invoices(letter("x\n", ("bill.pdf", printed(PAGE, inside=XML))), OFFICE)
    assert (bill.number, bill.total, bill.order) == ("RE-77", Decimal("119.00"), "PO-5")
    assert bill.flags == ()


def test_a_page_with_another_total_than_its_xml_is_flagged() -> None:
    page = PAGE.replace("119,00", "191,00")
    (bill,) = read_invoices(letter("x\n", ("bill.pdf", printed(page, inside=XML))), OFFICE)
    assert (bill.total, bill.flags) == (Decimal("119.00"), ("total_mismatch",))


def test_a_page_with_another_account_than_its_xml_is_flagged() -> None:
    page = PAGE.replace("DE89 3704 0044 0532 0130 00", "DE02 1203 0000 0000 2020 51")
    (bill,) = read_invoices(letter("x\n", ("bill.pdf", printed(page, inside=XML))), OFFICE)
    assert (bill.iban, bill.flags) == ("DE89370400440532013000", ("bank_details_changed",))


def test_a_file_inside_that_is_no_bill_leaves_the_page_to_be_read() -> None:
    (bill,) = read_invoices(letter("x\n", ("bill.pdf", printed(PAGE, inside=b"<notes>none</notes>"))), OFFICE)
    assert (bill.number, bill.total) == ("RE-77", Decimal("119.00"))


def test_the_same_bill_as_xml_page_and_words_is_one() -> None:
    words = "Please find our invoice RE-77 of 5 March 2026 for EUR 119.00, due on 4 April 2026.\n"
    files = (("bill.xml", XML), ("bill.pdf", printed(PAGE)))
    (bill,) = read_invoices(letter(words, *files), OFFICE)
    assert bill.evidence.source == "attachment:bill.xml"
    assert bill.flags == ()


def test_words_that_ask_to_pay_into_another_account_than_the_bill_are_flagged() -> None:
    words = (
        "Invoice RE-77 of 5 March 2026 for EUR 119.00 is attached. Pay to IBAN DE02 1203 0000 0000 2020 51 please.\n"
    )
    (bill,) = read_invoices(letter(words, ("bill.pdf", printed(PAGE))), OFFICE)
    assert (bill.iban, bill.flags) == ("DE89370400440532013000", ("bank_details_changed",))


def test_two_bills_in_one_letter_are_two() -> None:
    other = (
        PAGE.replace("RE-77", "RE-78").replace("119,00", "238,00").replace("19,00", "38,00").replace("100,00", "200,00")
    )
    found = read_invoices(letter("x\n", ("a.pdf", printed(PAGE)), ("b.pdf", printed(other))), OFFICE)
    assert [(b.number, b.total) for b in found] == [("RE-77", Decimal("119.00")), ("RE-78", Decimal("238.00"))]


def test_a_pdf_without_words_is_no_bill_and_does_no_harm() -> None:
    assert read_invoices(letter("x\n", ("scan.pdf", printed(""))), OFFICE) == ()
