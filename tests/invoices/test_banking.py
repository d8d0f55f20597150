from __future__ import annotations

import pytest

from assistant.invoices.banking import account_of, bic_of, iban_of
from assistant.invoices.iban import ibans
from assistant.invoices.marks import mark
from assistant.invoices.sheet import of_text


def read(text: str):
    return mark(of_text(text, [(0, len(text))], "text"))


@pytest.mark.parametrize(
    ("text", "iban"),
    [
        ("IBAN: DE89 3704 0044 0532 0130 00 BIC COLSDE33XXX", "DE89370400440532013000"),
        ("Please transfer to NL17 KADE 0099 2811 40 in the name of Quaywise", "NL17KADE0099281140"),
        ("IBAN : FR76 10107 00245 00617052317 39 - BIC : BREDFRPP", "FR7610107002450061705231739"),
        ("Rachunek bankowy: 27 1140 2004 0000 3002 0135 5387", "PL27114020040000300201355387"),
        ("Der Betrag wird von Ihrem Konto DE89370400440532013000 abgebucht", None),
        ("IBAN: FR76 ***************************", None),
        ("Order AB12CDEF34567890", None),
    ],
)
def test_the_account_of_the_supplier_is_read_and_that_of_the_customer_is_not(text: str, iban: str | None) -> None:
    assert iban_of(read(text)) == iban


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("Sort code 40-12-77 Account 00318842", "40-12-77 00318842"),
        ("Payment please, to 80-22-60 / 00451187.", "80-22-60 00451187"),
        ("Please pay to Kauri Ridge IT Ltd, 12-3999-0188421-00, reference KR-2609.", "12-3999-0188421-00"),
        ("Direct deposit: BSB 062-000  Account 1234 5678", "062-000 1234 5678"),
        ("Bank account: NL37SCHB0620045577", None),
        ("Account 50-3391", None),
    ],
)
def test_national_accounts_are_read(text: str, account: str | None) -> None:
    assert account_of(read(text)) == account


def test_words_behind_an_iban_are_no_part_of_it() -> None:
    assert ibans("NL91 ABNA 0417 1643 00 TNV BAKKER", labelled=True) == ["NL91ABNA0417164300"]


def test_a_bic_is_read_behind_its_label() -> None:
    assert bic_of(read("BIC: COLSDE33XXX")) == "COLSDE33XXX"
