"""Bank accounts: IBAN (ISO 13616), BIC (ISO 9362) and national numbers."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from assistant.invoices.words import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.invoices.spots import Marked

# IBAN lengths by country, from the SWIFT registry
LENGTHS = dict(
    pair.split(":")
    for pair in [
        "AD:24",
        "AE:23",
        "AL:28",
        "AT:20",
        "AZ:28",
        "BA:20",
        "BE:16",
        "BG:22",
        "BH:22",
        "BR:29",
        "CH:21",
        "CR:22",
        "CY:28",
        "CZ:24",
        "DE:22",
        "DK:18",
        "DO:28",
        "EE:20",
        "ES:24",
        "FI:18",
        "FO:18",
        "FR:27",
        "GB:22",
        "GE:22",
        "GI:23",
        "GL:18",
        "GR:27",
        "GT:28",
        "HR:21",
        "HU:28",
        "IE:22",
        "IL:23",
        "IS:26",
        "IT:27",
        "JO:30",
        "KW:30",
        "KZ:20",
        "LB:28",
        "LI:21",
        "LT:20",
        "LU:20",
        "LV:21",
        "MC:27",
        "MD:24",
        "ME:22",
        "MK:19",
        "MT:31",
        "NL:18",
        "NO:15",
        "PK:24",
        "PL:28",
        "PS:29",
        "PT:25",
        "QA:29",
        "RO:24",
        "RS:22",
        "SA:24",
        "SE:24",
        "SI:19",
        "SK:24",
        "SM:27",
        "TN:24",
        "TR:26",
        "UA:29",
        "XK:20",
    ]
)
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{8,30}")
_PRINTED = re.compile(r"(?<![A-Za-z0-9])([A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]){8,31})(?![A-Za-z0-9])")
_BIC = re.compile(r"(?<![A-Z0-9])[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![A-Za-z0-9])")
_LOCAL = re.compile(r"(?<![\d-])(\d{2}-\d{4}-\d{7}-\d{2,3})(?![\d-])")  # New Zealand: bank-branch-account-suffix
_DIGITS = re.compile(r"\d[\d -]{3,20}\d")


def split_account(written: str | None) -> tuple[str | None, str | None]:
    """(IBAN, national account): an e-invoice puts either into one field."""
    if not written:
        return None, None
    joined = re.sub(r"[\s.-]", "", written).upper()
    return (joined, None) if _IBAN.fullmatch(joined) else (None, written)


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
    return (found for place in places if (found := _polish(place.text)))


def _unlabelled(marked: Marked) -> Iterator[str]:
    for index, row in enumerate(marked.sheet.rows):
        if not _debited(marked, index):
            for cell in row.cells:
                yield from ibans(cell.text, labelled=False)


def _polish(text: str) -> str | None:
    """Polish bills print the IBAN without its country."""
    match = re.match(r"[\s.:#-]*((?:\d[ -]?){26})(?!\d)", text)
    joined = "PL" + re.sub(r"\D", "", match[1]) if match else ""
    return joined if joined and _valid(joined) else None


def _debited(marked: Marked, row: int) -> bool:
    """Whether a row is about charging the customer's account: an IBAN there is not the supplier's."""
    return next(phrases("debit").find(marked.sheet.rows[row].text), None) is not None


def ibans(text: str, *, labelled: bool) -> list[str]:
    """The IBANs printed in a text. Behind a label one of odd length counts too: it is what the bill says."""
    found = []
    for match in _PRINTED.finditer(text):
        joined = re.sub(r"\s", "", match[1])
        length = int(LENGTHS.get(joined[:2], 0))
        if length and len(joined) >= length and (_valid(joined[:length]) or len(joined) == length):
            found.append(joined[:length])
        elif length and len(joined) > length:
            found.append(_trimmed(match[1], length))
        elif labelled and length:
            found.append(joined)
    return [f for f in found if f]


def _trimmed(printed: str, length: int) -> str:
    """Words that stand behind an IBAN of the right length are no part of it."""
    groups, joined = printed.split(), ""
    for group in groups:
        if len(joined) >= length:
            break
        joined += group
    return joined if len(joined) == length else ""


def _valid(iban: str) -> bool:
    """ISO 7064 mod 97-10."""
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


def bic_of(marked: Marked) -> str | None:
    for spot in marked.named("bic"):
        for place in marked.places(spot):
            match = _BIC.search(place.text)
            if match:
                return match.group()
    return None


def account_of(marked: Marked) -> str | None:
    """A national account: "sort code account" where both are printed, else the account alone."""
    local = _LOCAL.search(marked.sheet.text)
    if local and any(cell.start <= local.start() < cell.end for cell in marked.sheet.cells()):
        return local[1]
    code = _digits(marked, "sort_code")
    rows = {spot.cell.row for spot in marked.named("sort_code")}
    near = [s for s in marked.named("account") if any(abs(s.cell.row - r) <= 3 for r in rows)]
    account = next((d for s in near for p in marked.places(s)[:1] if (d := _first_digits(p.text))), None)
    return f"{code} {account}" if code and account else account


def _digits(marked: Marked, name: str) -> str | None:
    return next((d for s in marked.named(name) for p in marked.places(s)[:1] if (d := _first_digits(p.text))), None)


def _first_digits(text: str) -> str | None:
    match = _DIGITS.search(text[:40])
    return match.group().strip() if match else None
