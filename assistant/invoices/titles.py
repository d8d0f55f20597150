"""What a printed document is: a bill, a credit note, a receipt, or none of these."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from assistant.invoices.figures import figures
from assistant.invoices.numbers import number_in
from assistant.invoices.spots import depth
from assistant.invoices.words import book, fold, phrases, tokens

if TYPE_CHECKING:
    from assistant.invoices.spots import Marked, Spot

DENIALS = ("this is not", "not a demand", "keine rechnung", "ceci n", "dit is geen", "esto no es", "solicitation")


def kind_of(marked: Marked) -> str | None:
    """ "invoice", "credit_note", "receipt", "untitled" where nothing tells, or None for what is no bill."""
    if _denied(marked):
        return None
    titles = [s for s in marked.spots if any(n.startswith("title.") for n in s.names) and _is_title(s)]
    first = min(titles, key=lambda s: (_rank(marked, s), s.cell.row), default=None)
    if first is None:
        return _mentioned(marked)
    if "title.none" in first.names:
        return None
    if next(marked.named("title.self_billed"), None):
        return "invoice"
    if any("title.credit" in s.names for s in titles if _rank(marked, s) <= _rank(marked, first) + 0.15):
        return "credit_note"
    return "receipt" if "title.receipt" in first.names else "invoice"


def _mentioned(marked: Marked) -> str:
    """What a text without a title is about: in a letter's sentences, the bill that it numbers first."""
    if next(marked.named("number"), None):
        return "invoice"
    if marked.sheet.source == "text":
        for spot in marked.named("title.invoice", "title.credit"):
            if number_in(spot.rest):
                return "credit_note" if "title.credit" in spot.names else "invoice"
    return "untitled"


def _denied(marked: Marked) -> bool:
    denials = [s.cell.text.lower() for s in marked.named("title.none")]
    return any(d in text for text in denials for d in DENIALS if "buchungshilfe" not in text)


def _is_title(spot: Spot) -> bool:
    """Whether a word like "invoice" stands as a title: alone, with a number, in a short line; not in a sentence."""
    if not spot.head and len(spot.cell.text[: spot.start].split()) > 5:
        return False
    if "number" in spot.names:
        return spot.head
    if spot.names & {"issued", "total", "other_number", "other_date", "order"} and not spot.alone:
        return False
    rest = spot.cell.text[spot.end :].strip(" .:#-")
    if spot.head and (not rest or number_in(rest)):
        return True
    return (
        len(spot.cell.text.split()) <= 6
        and not any(f.money for f in figures(rest))
        and not rest.endswith((".", "?", "!"))
    )


def _rank(marked: Marked, spot: Spot) -> float:
    return depth(marked.sheet.rows[spot.cell.row], marked.sheet)


def is_paid(marked: Marked) -> bool:
    """Whether the bill says that it is settled already; "title passes when paid in full" does not."""
    return any(
        not _words("conditional") & {t.word for t in tokens(_sentence(cell.text, match.start))}
        for cell in marked.sheet.cells()
        for match in phrases("paid_by").find(cell.text)
    )


def _sentence(text: str, at: int) -> str:
    """What stands before a place in its sentence."""
    return re.split(r"[.!?;]\s", text[:at])[-1]


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(fold(word) for group in book()[section].values() for word in group)
