"""What holds for every bill, whatever it looks like."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.invoices import read_invoices
from assistant.invoices.amounts import agree
from assistant.vocabulary import InvoiceFinding
from tests.invoices.conftest import OFFICE, letter
from tests.invoices.paper import papers, printed

PAPERS = papers()
WORDS = [
    "Invoice",
    "no",
    "Total",
    "VAT",
    "20%",
    "£12.00",
    "Due",
    "3 May 2026",
    "INV-7",
    "Rechnung",
    "Netto",
    ":",
    "  ",
    "\n",
    "IBAN",
    "12.00",
]


def _keeps_its_promises(bill: InvoiceFinding, text: str) -> None:
    if bill.evidence.source == "text":
        assert text[bill.evidence.start : bill.evidence.end] == bill.evidence.quote
    assert bill.kind in ("invoice", "credit_note")
    assert (bill.kind == "credit_note") == (bill.total is not None and bill.total < 0)
    if bill.net is not None and bill.tax is not None and bill.total is not None:
        assert abs(bill.net) <= abs(bill.total) * 2


@given(st.sampled_from(PAPERS), st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=25, deadline=None)
def test_a_paper_with_a_piece_torn_out_is_read_without_harm(paper, start: int, size: int) -> None:
    lines = paper.text.split("\n")
    text = "\n".join(lines[:start] + lines[start + size :])
    for bill in read_invoices(letter(text), OFFICE):
        _keeps_its_promises(bill, text)


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
@settings(max_examples=40, deadline=None)
def test_words_of_bills_in_any_order_are_read_without_harm(text: str) -> None:
    for bill in read_invoices(letter(text), OFFICE):
        _keeps_its_promises(bill, text)


@given(st.text(max_size=300))
@settings(max_examples=25, deadline=None)
def test_any_text_is_read_without_harm(text: str) -> None:
    assert isinstance(read_invoices(letter(text), OFFICE), tuple)


def test_the_same_bill_as_page_and_words_is_one_and_the_page_counts() -> None:
    for paper in [p for p in PAPERS if not p.gold.get("body") and not p.gold.get("none")][::3]:
        found = read_invoices(letter(paper.text, ("bill.pdf", printed(paper.text))), OFFICE)
        assert len(found) == 1, paper.name
        assert found[0].evidence.source == "attachment:bill.pdf"


def test_two_readings_of_a_letter_are_equal() -> None:
    for paper in PAPERS[::5]:
        assert read_invoices(letter(paper.text), OFFICE) == read_invoices(letter(paper.text), OFFICE)


def test_the_sums_of_every_paper_add_up_or_are_left_out() -> None:
    with_more = {"autonomo-es"}  # a retention stands between its sums
    for paper in PAPERS:
        for bill in read_invoices(letter(paper.text), OFFICE):
            if bill.net is not None and bill.tax is not None and paper.name not in with_more:
                assert bill.total is not None
                assert agree(bill.net + bill.tax, bill.total), paper.name
