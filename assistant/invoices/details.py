"""What else a printed bill tells: the supplier's VAT number, customer and order numbers, the period of service."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.invoices.addresses import buyer_cells
from assistant.invoices.days import days
from assistant.invoices.iban import ibans
from assistant.invoices.numbers import number_in
from assistant.invoices.words import book

if TYPE_CHECKING:
    from datetime import date

    from assistant.invoices.days import Day
    from assistant.invoices.spots import Marked

_VAT_ID = re.compile(r"\b([A-Z]{2,3})[ -]?((?:[\dA-Z][ .-]?){7,13})\b")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9/.-]{2,24}", re.IGNORECASE)


def vat_id_of(marked: Marked) -> str | None:
    """The supplier's VAT number with its country: behind its label, not in the customer's address."""
    theirs = set(buyer_cells(marked))
    known = {country for group in book()["countries"].values() for country in group} | {"CHE", "XI"}
    for spot in marked.named("tax_id", "tax"):
        if spot.cell.start in theirs:
            continue
        for place in marked.places(spot):
            match = _VAT_ID.search(place.text)
            digits = re.sub(r"[ .-]", "", match[2]) if match else ""
            if match and match[1] in known and sum(c.isdigit() for c in digits) > 5:
                return match[1] + digits
    return None


def code_of(marked: Marked, name: str) -> str | None:
    """The number behind a label: the customer's, the order's."""
    for spot in marked.named(name):
        for place in marked.places(spot)[:1]:
            written = number_in(place.text) if spot.head and not ibans(place.text, labelled=False) else None
            if written and _CODE.fullmatch(written):
                return written
    return None


def period_of(marked: Marked, *, day_first: bool) -> tuple[date, date] | None:
    """The first and the last day of service where both are printed."""
    for spot in marked.named("period"):
        for place in marked.places(spot)[:1]:
            found = list(days(place.text))[:2]
            if len(found) == 2 and (span := _span(found, day_first=day_first)):
                return span
    return None


def _span(found: list[Day], *, day_first: bool) -> tuple[date, date] | None:
    last = found[1].at(day_first=day_first)
    first = found[0].at(day_first=day_first)
    if first is None and last is not None:  # "Mar 8 - Apr 7, 2026": the year stands once
        first = found[0].at(day_first=day_first, after=last.replace(day=1, month=1))
    return (first, last) if first and last and first <= last else None
