"""No stranger's words are run by a spreadsheet."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.spreadsheets import harmless


@pytest.mark.parametrize("cell", ["=HYPERLINK(A1)", "+1+1", "-2+3", "@SUM(A1)", " =1", "\t=1", "\uff1d1+1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "-120.00", "12", "VPN down", "a=b", "anna@bergdental.example", "2026-03-09"])
def test_what_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


@given(st.text())
def test_whatever_the_cell_a_spreadsheet_sees_text_or_a_number(cell: str) -> None:
    made = harmless(cell)
    assert made.removeprefix("'") == cell.removeprefix("'")
    assert re.match(r"\s*[=+\-@]", made) is None or Decimal(made) == Decimal(cell)
