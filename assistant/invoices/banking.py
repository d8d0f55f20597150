"""Bank accounts: IBAN (ISO 13616), BIC (ISO 9362) and national numbers."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from assistant.invoices.iban import ibans, polish
from assistant.invoices.words import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.invoices.spots import Marked

_BIC = re.compile(r"(?<![A-Z0-9])[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![A-Za-z0-9])")
_LOCAL = re.compile(r"(?<![\d-])(\d{2}-\d{4}-\d{7}-\d{2,3})(?![\d-])")  # New Zealand: bank-branch-account-suffix
_BRITISH = re.compile(
    r"(?<![\d-])(\d{2}-\d{2}-\d{2})[ ,;/]{1,4}(?:(?:account|acct?|a/c)[ .:no]{0,6})?(\d{8})(?!\d)", re.IGNORECASE
)
_DIGITS = re.compile(r"\d[\d -]{3,20}\d")


def iban_of(marked: Marked) -> str | None:
    """The supplier's IBAN: behind its label as printed, anywhere else only with the length of its country."""
    return next(chain(_labelled(marked), _polish_ones(marked), _unlabelled(marked)), None)


def _labelled(marked: Marked) -> Iterator[str]:
    for spot in marked.named("iban"):
        if not _debited(marked, spot.cell.row):
            for place in marked.places(spot):
                yield from ibans(place.text.lstrip(" .:#-"), labelled=True)


def _polish_ones(marked: Marked) -> Iterator[str]:
    places = (place for spot in marked.named("account") for place in marked.places(spot)[:1])
    return (found for place in places if (found := polish(place.text)))


def _unlabelled(marked: Marked) -> Iterator[str]:
    for index, row in enumerate(marked.sheet.rows):
        if not _debited(marked, index):
            for cell in row.cells:
                yield from ibans(cell.text, labelled=False)


def _debited(marked: Marked, row: int) -> bool:
    """Whether a row is about charging the customer's account: an IBAN there is not the supplier's."""
    return next(phrases("debit").find(marked.sheet.rows[row].text), None) is not None


def bic_of(marked: Marked) -> str | None:
    for spot in marked.named("bic"):
        for place in marked.places(spot):
            match = _BIC.search(place.text)
            if match:
                return match.group()
    return None


def account_of(marked: Marked) -> str | None:
    """A national account: "sort code account" where both are printed, else the account alone."""
    if match := _LOCAL.search(marked.sheet.said):
        return match[1]
    if match := _BRITISH.search(marked.sheet.said):
        return f"{match[1]} {match[2]}"
    code = _digits(marked, "sort_code")
    rows = {spot.cell.row for spot in marked.named("sort_code")}
    near = [s for s in marked.named("account") if any(abs(s.cell.row - r) <= 3 for r in rows)]
    spots = near or [s for s in marked.named("account") if "customer" not in s.names]
    account = next((d for s in spots for p in marked.places(s)[:1] if (d := _first_digits(p.text))), None)
    return f"{code} {account}" if code and account else account


def _digits(marked: Marked, name: str) -> str | None:
    return next((d for s in marked.named(name) for p in marked.places(s)[:1] if (d := _first_digits(p.text))), None)


def _first_digits(text: str) -> str | None:
    match = None if ibans(text, labelled=True) else _DIGITS.search(text[:40])
    return match.group().strip() if match else None
