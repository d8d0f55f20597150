"""The bill's own number: what stands beside a label for it, or behind the title ("Invoice 2207")."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.invoices.days import days
from assistant.invoices.figures import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.invoices.spots import Marked, Spot

_LEAD = re.compile(r"^[\s.:#°º№=*'\"(-]*(?:(?:is|no|nr|number|numero|num|n)[\s.:#°º]+)?", re.IGNORECASE)
_WHOLE = re.compile(  # forms that may hold spaces, where nothing else stands behind the label
    r"\d{1,5}(?: \d{2,6}){1,4}"
    r"|(?=[A-Z]*\d)[A-Z0-9]{2,10}(?: (?=[A-Z]*\d)[A-Z0-9]{1,8}){1,3}"
    r"|(?:[A-Z]{1,5} )?[\w./-]*\d[\w./-]*(?: ?/ ?[\w.-]+){0,3}"
)
_FIRST = re.compile(r"(?:[A-Z]{1,4}[ -])?[^\W_]?[\w/-]*(?:\.[\w/-]+)*")
_SIGNS = frozenset(("#", "№", "N°", "Nº"))
LONGEST = 30
TITLES = frozenset(("title.invoice", "title.credit", "title.receipt"))


def number_of(marked: Marked, hints: str) -> str | None:
    """The number as printed; `hints` are names the bill goes by (subject, file)."""
    votes: dict[str, float] = defaultdict(float)
    shown: dict[str, str] = {}
    for written, score in _candidates(marked):
        key = plain(written)
        votes[key] += score
        shown.setdefault(key, written)
    for key in votes:
        votes[key] += 1.5 if len(key) >= 4 and key in plain(hints) else 0
    return shown[max(votes, key=lambda key: votes[key])] if votes else None


@lru_cache(8192)
def plain(number: str) -> str:
    """A number as it is compared: letters and digits only, without leading zeros."""
    return re.sub(r"[\W_]", "", number).casefold().lstrip("0")


def _candidates(marked: Marked) -> Iterator[tuple[str, float]]:
    yield from _hash_signs(marked)
    for spot in marked.spots:
        weight = _weight(marked, spot)
        if weight:
            for place in marked.places(spot):
                written = number_in(place.text) or (_like_a_date(place.text) if "number" in spot.names else None)
                if written:
                    yield written, weight * place.trust
                    break


def _hash_signs(marked: Marked) -> Iterator[tuple[str, float]]:
    """ "#  : INV-17": a sign alone for "number"."""
    for row in marked.sheet.rows:
        for sign, value in pairwise(row.cells):
            if sign.text.strip(" :.") in _SIGNS and (written := number_in(value.text)):
                yield written, 1.5


def _like_a_date(text: str) -> str | None:
    """A number of the form 14/3/2026, behind a label that asks for a number."""
    match = re.match(r"[\s.:#°º№]*(\d{1,4}/\d{1,2}/\d{4}|\d{4}/\d{1,2}/\d{1,4})\s*$", text)
    return match[1] if match else None


def _weight(marked: Marked, spot: Spot) -> float:
    """How far a label is one for the bill's own number."""
    if "number" in spot.names:
        return 3.0 if spot.head else 2.0
    if spot.names & TITLES:
        return 2.0 if spot.head else 1.0
    return _bare_weight(marked, spot) if "bare_number" in spot.names else 0.0


def _bare_weight(marked: Marked, spot: Spot) -> float:
    """ "No." counts behind the title in one line ("Invoice for May, no. 17"), less so soon below it."""
    before = [s for s in marked.in_cell[spot.cell.start] if s.start < spot.start and s.names & TITLES]
    if before:
        return 3.0
    rows = marked.sheet.rows
    near = (c for row in rows[max(0, spot.cell.row - 2) : spot.cell.row + 1] for c in row.cells)
    return 1.2 if spot.head and any(s.names & TITLES for c in near for s in marked.in_cell[c.start]) else 0.0


def number_in(text: str) -> str | None:
    """The document number with which a text begins; None where a word, a date, a sum of money stands."""
    text = _LEAD.sub("", text, count=1).rstrip(" .,;:)*\"'")
    whole = _WHOLE.fullmatch(text) if len(text) <= LONGEST else None
    first = whole or _FIRST.match(text)
    written = first.group() if first else ""
    written = written.rstrip(".-/_")
    if not any(c.isdigit() for c in written) or len(written) > LONGEST:
        return None
    if any(day.start == 0 for day in days(text)) and not re.match(r"\w*[A-Za-z]", written.split("-")[0][:4]):
        return None
    money = next(figures(text), None)
    if money and money.start == 0 and (money.money or money.percent):
        return None
    return None if re.match(r"\s*(?:of|/|von|de|van|di)\s*\d+\s*$", text[len(written) :]) else written
