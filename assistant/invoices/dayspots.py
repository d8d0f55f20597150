"""Where the day of issue and the due day of a bill may stand, and how far each place is trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.invoices.days import days
from assistant.invoices.spots import depth
from assistant.invoices.words import book, fold, phrases, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.invoices.days import Day
    from assistant.invoices.sheet import Cell
    from assistant.invoices.spots import Marked, Spot


_PLACE = re.compile(r"[^\W\d_]{3,20}, ?(?:(?:den|le|the|il|de) )?")  # "Hamburg, den 5.3.2026"
ISSUED = {"issued": 3.0, "bare_date": 2.0, "paid_date": 0.9}  # how far a label is one for the day of issue
DATES = frozenset(("paid_date", "issued", "due", "bare_date", "other_date", "period"))


@dataclass(frozen=True, slots=True)
class Dated:
    day: Day
    at: int  # offset in the sheet's text
    score: float


def issue_days(marked: Marked, number: str | None) -> Iterator[Dated]:
    for spot in marked.spots:
        weight = next((w for name, w in ISSUED.items() if name in spot.names), 0.0)
        if "issued" in spot.names and "tax point" in spot.cell.text[spot.start : spot.end].lower():
            weight = 2.5
        if weight and not (spot.names & {"bare_date"} and not spot.head):
            yield from _dated(marked, spot, weight if spot.head else weight * 0.8)
    yield from _unlabelled(marked, number)


def due_days(marked: Marked) -> Iterator[Dated]:
    for spot in marked.named("due"):
        yield from _dated(marked, spot, 3.0 if spot.head else 2.0)
        before = [d for d in days(spot.cell.text[: spot.start]) if spot.start - d.end <= 2]
        if before:
            yield Dated(before[-1], spot.cell.start + before[-1].start, 1.5)
    for row in marked.sheet.rows:
        debit, pay = (next(phrases(name).find(row.text), None) for name in ("debit", "pay"))
        for cell in row.cells if debit or pay else ():
            for day in days(cell.text):
                if (pay and _until(cell.text[: day.start])) or (debit and not _led(marked, cell, day)):
                    yield Dated(day, cell.start + day.start, 1.6 if pay else 1.2)


def _until(lead: str) -> bool:
    """Whether words end with "by", "until": a date behind them is the last one."""
    words = [t.word for t in tokens(lead)][-3:]
    return any(" ".join(words[-n:]) in _limits() for n in (1, 2, 3))


@cache
def _limits() -> frozenset[str]:
    return frozenset(fold(w) for group in book()["until"].values() for w in group)


def _led(marked: Marked, cell: Cell, day: Day) -> bool:
    """Whether a label of another kind stands before a date in its cell."""
    before = [s for s in marked.in_cell[cell.start] if s.start < day.start]
    return bool(before) and bool(before[-1].names & {"issued", "other_date", "other_number"})


def _dated(marked: Marked, spot: Spot, weight: float) -> Iterator[Dated]:
    for place in marked.places(spot):
        day = next(days(place.text), None)
        if day and day.start <= 25:
            yield Dated(day, place.start + day.start, weight * place.trust)
            return


def _unlabelled(marked: Marked, number: str | None) -> Iterator[Dated]:
    """Dates that no label claims: behind the bill's number ("Rechnung 17 vom 5.3.2026"), or near the top."""
    for cell in marked.sheet.cells():
        spots = marked.in_cell[cell.start]
        for day in days(cell.text):
            before = [s for s in spots if s.start < day.start and s.names & DATES and "bare_date" not in s.names]
            at = cell.text.find(number) if number else -1
            told = marked.sheet.source == "text" and any(c.isalpha() for c in cell.text[day.start : day.end])
            if day.year is None and not (told and 0 <= at < day.start <= at + len(number or "") + 12):
                continue
            if 0 <= at < day.start and (not before or before[-1].end <= at + 1):
                yield Dated(day, cell.start + day.start, 2.4)
            elif not before and _whole(cell.text, day) and _free(marked, cell):
                yield Dated(day, cell.start + day.start, 1.5 - depth(marked.sheet.rows[cell.row], marked.sheet))


def _whole(text: str, day: Day) -> bool:
    """Whether a cell holds nothing but a date, perhaps with a small word before it ("vom 5.3.2026") or a place."""
    lead = fold(text[: day.start]).strip(" .:,-")
    return len(text) - day.end <= 2 and (not lead or lead in _connectors() or bool(_PLACE.fullmatch(text[: day.start])))


@cache
def _connectors() -> frozenset[str]:
    return frozenset(fold(str(word)) for word in book()["connectors"])


def _free(marked: Marked, cell: Cell) -> bool:
    """Whether no label to the left of a cell or above it claims it; a title does not."""
    row = marked.sheet.rows[cell.row]
    above = [c for r in marked.sheet.rows[max(0, cell.row - 3) : cell.row] for c in r.cells if c.over(cell)]
    claimers = [c for c in row.cells if c.left < cell.left] + above[-1:]
    return not any(_claims(marked, c) for c in claimers)


def _claims(marked: Marked, cell: Cell) -> bool:
    spots = marked.in_cell[cell.start]
    if not spots or not spots[0].head or any(n.startswith("title.") for n in spots[0].names):
        return False
    return bool(spots[-1].names & DATES) or spots[-1].alone
