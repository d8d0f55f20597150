"""What costs more than the last time: a line against the same line of an older bill, or as the bill itself says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.invoices.days import months
from assistant.invoices.figures import figures
from assistant.invoices.rhythm import per_year
from assistant.invoices.words import phrases, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.vocabulary import InvoiceFinding, InvoiceLine


BACK = 24  # bills that are looked through for the same line


@dataclass(frozen=True, slots=True)
class Rise:
    """A price that went up. `yearly`: what it costs more in a year, None when the bills have no rhythm."""

    what: str
    before: Decimal
    now: Decimal
    yearly: Decimal | None


def rises(new: InvoiceFinding, older: Sequence[InvoiceFinding]) -> Iterator[Rise]:
    """The lines of a bill that cost more than on the newest of the older bills that has them."""
    if new.kind != "invoice":
        return
    for line in new.lines:
        price, before = _price(line), _before(line, older)
        if price is not None and before is not None and price > before[0] > 0:
            yield Rise(_plain(line.description), before[0], price, _yearly(new, before[1], line, price - before[0]))


def _before(line: InvoiceLine, older: Sequence[InvoiceFinding]) -> tuple[Decimal, InvoiceFinding | None] | None:
    key = _key(line.description)
    for document in older[:BACK]:
        for old in document.lines:
            price = _price(old)
            if key and _key(old.description) == key and price is not None and document.kind == "invoice":
                return price, document
    said = _said(line.description)
    return (said, None) if said is not None else None


def _price(line: InvoiceLine) -> Decimal | None:
    """The price of one piece; the amount where the bill shows no pieces, unless it is for what was used."""
    if line.unit_price is not None:
        return line.unit_price
    used = next(phrases("usage").find(line.description), None)
    return None if used else line.amount


@lru_cache(8192)
def _key(description: str) -> tuple[str, ...]:
    """A description without what changes from bill to bill: dates, months, numbers in brackets, "was 12.00"."""
    kept = re.sub(r"\([^()]*\)", " ", description)
    return tuple(t.word for t in tokens(kept) if t.word not in months() and not t.word.isdigit())


def _said(description: str) -> Decimal | None:
    """The old price where the line itself tells it: "Business Fibre 900 (was 149.00)"."""
    for match in phrases("was").find(description):
        figure = next(figures(description[match.end :]), None)
        if figure and figure.start <= 2 and figure.precise:
            return figure.value
    return None


def _plain(description: str) -> str:
    return re.sub(r"\s*\([^()]*\)\s*$", "", description) or description


def _yearly(new: InvoiceFinding, old: InvoiceFinding | None, line: InvoiceLine, more: Decimal) -> Decimal | None:
    times = per_year(old.issued if old else None, new.issued)
    return more * (line.quantity or 1) * times if times else None
