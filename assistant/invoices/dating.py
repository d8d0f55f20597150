"""When a bill was made and when it is due."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from assistant.invoices.days import days
from assistant.invoices.spots import depth
from assistant.invoices.terms import term_days
from assistant.invoices.words import book, fold, phrases, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.invoices.days import Day
    from assistant.invoices.sheet import Cell
    from assistant.invoices.spots import Marked, Spot

_PLACE = re.compile(r"[^\W\d_]{3,20}, ?(?:(?:den|le|the|il|de) )?")  # "Hamburg, den 5.3.2026"
ISSUED = {"issued": 3.0, "bare_date": 2.0, "paid_date": 0.9}  # how far a label is one for the day of issue
DATES = frozenset(("paid_date", "issued", "due", "bare_date", "other_date", "period"))
NEAREST = 180  # days; half a year
LATEST = timedelta(days=400)  # a due day further from the day of issue is something else


@dataclass(frozen=True, slots=True)
class Dated:
    day: Day
    at: int  # offset in the sheet's text
    score: float


def dates_of(marked: Marked, number: str | None, *, day_first: bool, sent: date) -> tuple[date | None, date | None]:
    """(issued, due)."""
    issued_candidates = sorted(_issued(marked, number), key=lambda d: (-d.score, d.at))
    due_candidates = sorted(_due(marked), key=lambda d: (-d.score, d.at))
    order = (
        day_first
        if not _open(issued_candidates + due_candidates)
        else _order(marked, issued_candidates, due_candidates, default=day_first)
    )
    issued = next((d for c in issued_candidates if (d := _past(c.day, sent, order=order))), None)
    due = _first_due(due_candidates, issued, order=order) if issued else _nearest_due(due_candidates, sent, order=order)
    if due is None and issued:
        term = _term(marked)
        due = issued + timedelta(days=term) if term is not None else None
    return issued, due


def _past(day: Day, sent: date, *, order: bool) -> date | None:
    """The day; without a year, the last one before the letter was sent."""
    if day.year is not None:
        return day.at(day_first=order)
    found = day.at(day_first=order, after=date(sent.year, 1, 1))
    if found and found > sent:
        found = replace(day, year=sent.year - 1).at(day_first=order)
    return found


def _nearest_due(found: list[Dated], sent: date, *, order: bool) -> date | None:
    """Without a day of issue: the likeliest day; of one without a year, that nearest to the letter."""
    for candidate in found:
        day = candidate.day.at(day_first=order, after=sent)
        if day and candidate.day.year is None and (day - sent).days > NEAREST:
            day = replace(candidate.day, year=day.year - 1).at(day_first=order)
        if day:
            return day
    return None


def _first_due(found: list[Dated], issued: date, *, order: bool) -> date | None:
    all_days = [d for c in found if (d := c.day.at(day_first=order, after=issued))]
    fitting = [d for d in all_days if issued <= d <= issued + LATEST]
    return next(iter(fitting), None) or next(iter(all_days), None)


def _open(found: list[Dated]) -> bool:
    return any(c.day.open for c in found)


def _order(marked: Marked, issued: list[Dated], due: list[Dated], *, default: bool) -> bool:
    """Day before month or after: other dates of the bill tell, or the term between issue and due, else the country."""
    votes = [_shown_order(cell.text) for cell in marked.sheet.cells()]
    firm = [v for v in votes if v is not None]
    if firm:
        return firm.count(True) >= firm.count(False)
    term = _term(marked)
    if issued and due and term:
        for order in (default, not default):
            start, end = issued[0].day.at(day_first=order), due[0].day.at(day_first=order)
            if start and end and abs((end - start).days - term) <= 1:
                return order
    return default


def _shown_order(text: str) -> bool | None:
    """Whether figures like 20/03/2023 or 03/20/2023 show the order; None when none do."""
    for m in re.finditer(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)", text):
        one, two = int(m[1]), int(m[3])
        if one > 12 >= two:
            return True
        if two > 12 >= one:
            return False
    return None


def _issued(marked: Marked, number: str | None) -> Iterator[Dated]:
    for spot in marked.spots:
        weight = next((w for name, w in ISSUED.items() if name in spot.names), 0.0)
        if "issued" in spot.names and "tax point" in spot.cell.text[spot.start : spot.end].lower():
            weight = 2.5
        if weight and not (spot.names & {"bare_date"} and not spot.head):
            yield from _dated(marked, spot, weight if spot.head else weight * 0.8)
    yield from _unlabelled(marked, number)


def _due(marked: Marked) -> Iterator[Dated]:
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


def _term(marked: Marked) -> int | None:
    for spot in marked.named("terms"):
        for place in marked.places(spot):
            found = term_days(place.cell.text if place.cell is spot.cell else place.text)
            if found is not None:
                return found
    for row in marked.sheet.rows:
        found = term_days(row.text)
        if found is not None:
            return found
    return None
