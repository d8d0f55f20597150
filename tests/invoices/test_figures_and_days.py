from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.invoices.days import days
from assistant.invoices.figures import figures
from assistant.invoices.terms import term_days

WRITTEN = {
    "1.234,56": "1234.56",
    "1 234,56 €": "1234.56",
    "1'234.55": "1234.55",
    "₹1,23,456.00": "123456.00",
    "(12.00)": "-12.00",
    "$ (107.00)": "-107.00",
    "12.00-": "-12.00",
    "28.60 CR": "-28.60",
    "-£76.00": "-76.00",
    "£ -9,32": "-9.32",
    "R22 540.00": "22540.00",
    "kr 100,00": "100.00",
    "48.150": "48150",
    "0,0520": "0.0520",
    "29.99 € TTC": "29.99",
}


@pytest.mark.parametrize(("text", "value"), WRITTEN.items())
def test_a_sum_is_read_in_the_ways_in_which_people_write_it(text: str, value: str) -> None:
    assert [f.value for f in figures(text)] == [Decimal(value)]


@pytest.mark.parametrize(
    "text", ["03-9555-0217764-00", "AH-2026-20417", "KR-2609", "KR87654321012", "20.11.2018", "12:30"]
)
def test_numbers_that_are_no_sums_are_not_read_as_money(text: str) -> None:
    assert [f for f in figures(text) if f.money] == []


def test_a_rate_is_no_sum() -> None:
    assert [(f.value, f.percent) for f in figures("VAT 20.00% on 514.05")] == [
        (Decimal("20.00"), True),
        (Decimal("514.05"), False),
    ]


@given(st.decimals(min_value=0, max_value=9_999_999, places=2, allow_nan=False))
@settings(max_examples=60)
def test_every_sum_is_read_back_from_both_continents(value: Decimal) -> None:
    english = f"{value:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    french = english.replace(",", "\u202f").replace(".", ",")
    assert [next(figures(text)).value for text in (english, german, french)] == [value] * 3


DAYS = {
    "August 3 , 2014": date(2014, 8, 3),
    "7. Mai 2014": date(2014, 5, 7),
    "19 april 2014": date(2014, 4, 19),
    "02 Juillet 2015": date(2015, 7, 2),
    "16 de marzo de 2026": date(2026, 3, 16),
    "20 stycznia 2026 r.": date(2026, 1, 20),
    "12-MAR-2026": date(2026, 3, 12),
    "2026.03.31.": date(2026, 3, 31),
    "21.05.14": date(2014, 5, 21),
    "1er juillet 2015": date(2015, 7, 1),
    "2nd of August 2026": date(2026, 8, 2),
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_day_is_read_in_the_ways_in_which_bills_write_it(text: str, day: date) -> None:
    assert [d.at(day_first=True) for d in days(text)] == [day]


def test_the_order_of_day_and_month_is_left_open_where_it_is() -> None:
    (day,) = days("03/04/2026")
    assert (day.at(day_first=True), day.at(day_first=False)) == (date(2026, 4, 3), date(2026, 3, 4))


TERMS = {
    "14 Tage netto": 14,
    "Net 30 days": 30,
    "Due on receipt": 0,
    "within fourteen days": 14,
    "TERMS STRICTLY 7 DAYS": 7,
    "virement à 30 jours": 30,
    "Betalingsbetingelser: Netto 8 dage": 8,
    "3% Skonto innerhalb 10 Tagen": None,
    "Returns within 30 days": None,
    "10 Tage 2% Skonto = 1.166,20 EUR, 30 Tage netto": 30,
}


@pytest.mark.parametrize(("text", "term"), TERMS.items())
def test_terms_of_payment_are_told_from_other_terms(text: str, term: int | None) -> None:
    assert term_days(text) == term
