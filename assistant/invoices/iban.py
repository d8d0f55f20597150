"""IBANs (ISO 13616) in printed words."""

from __future__ import annotations

import re

from assistant.invoices.words import book

_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{8,30}")
_PRINTED = re.compile(r"(?<![A-Za-z0-9])([A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]){8,31})(?![A-Za-z0-9])")


def split_account(written: str | None) -> tuple[str | None, str | None]:
    """(IBAN, national account): an e-invoice puts either into one field."""
    if not written:
        return None, None
    joined = re.sub(r"[\s.-]", "", written).upper()
    return (joined, None) if _IBAN.fullmatch(joined) else (None, written)


def ibans(text: str, *, labelled: bool) -> list[str]:
    """The IBANs printed in a text. Behind a label one of odd length counts too: it is what the bill says."""
    found = []
    for match in _PRINTED.finditer(text):
        joined = re.sub(r"\s", "", match[1])
        length = int(book()["iban_lengths"].get(joined[:2], 0))
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


def polish(text: str) -> str | None:
    """Polish bills print the IBAN without its country."""
    match = re.match(r"[\s.:#-]*((?:\d[ -]?){26})(?!\d)", text)
    joined = "PL" + re.sub(r"\D", "", match[1]) if match else ""
    return joined if joined and _valid(joined) else None
