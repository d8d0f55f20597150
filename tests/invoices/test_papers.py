"""Sample papers in ten languages and many layouts, each as a PDF page and as the words of a letter."""

from __future__ import annotations

import re

import pytest

from assistant.invoices import read_invoices
from tests.invoices.conftest import OFFICE, letter
from tests.invoices.paper import MANNERS, Paper, papers, printed, printed_by

FIELDS = ("kind", "number", "issued", "due", "currency", "net", "tax", "total", "account", "paid")
PAPERS = papers()


def _as_written(value: object) -> str | None:
    return None if value is None else str(value)


def _same_name(one: str, other: str | None) -> bool:
    return other is not None and re.sub(r"\W", "", one).casefold() == re.sub(r"\W", "", other).casefold()


def _check(paper: Paper, found: tuple) -> None:
    if paper.gold.get("none"):
        assert found == ()
        return
    (bill,) = found
    gold = {"kind": "invoice"} | paper.gold
    seen = {field: _as_written(getattr(bill, field)) for field in FIELDS if field in gold}
    assert seen == {field: _as_written(gold[field]) for field in seen}
    assert gold.get("supplier") is None or _same_name(gold["supplier"], bill.supplier)
    assert bill.iban == gold.get("iban")


@pytest.mark.parametrize("paper", [p for p in PAPERS if not p.gold.get("body")], ids=lambda p: p.name)
def test_a_printed_paper_is_read_as_a_careful_reader_reads_it(paper: Paper) -> None:
    _check(paper, read_invoices(letter("Please find attached.\n", ("document.pdf", printed(paper.text))), OFFICE))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_a_paper_in_the_words_of_a_letter_is_read_as_a_careful_reader_reads_it(paper: Paper) -> None:
    _check(paper, read_invoices(letter(paper.text), OFFICE))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_stored_lying_is_read_like_an_upright_one(turn: int) -> None:
    paper = next(p for p in PAPERS if p.name == "xero-uk")
    _check(paper, read_invoices(letter("See attached.\n", ("lying.pdf", printed(paper.text, turn=turn))), OFFICE))


@pytest.mark.parametrize("manner", MANNERS)
def test_a_page_is_read_alike_however_a_program_prints_it(manner: str) -> None:
    for name in ("xero-uk", "fattura-it", "sncf-fr", "faktura-pl", "msp-us"):
        paper = next(p for p in PAPERS if p.name == name)
        _check(paper, read_invoices(letter("See attached.\n", ("bill.pdf", printed_by(manner, paper.text))), OFFICE))
