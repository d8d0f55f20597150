"""When a bill was made and when it is due."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.invoices.dayspots import Dated, due_days, issue_days
from assistant.invoices.terms import term_days

if TYPE_CHECKING:
    from assistant.invoices.days import Day
    from assistant.invoices.spots import Marked

NEAREST = 180  # days; half a year
LATEST = timedelta(days=400)  # a due day further from the day of issue is something else


def dates_of(marked: Marked, number: str | None, *, day_first: bool, sent: date) -> tuple[date | None, date | None]:
    """(issued, due)."""
    issued_candidates = sorted(issue_days(marked, number), key=lambda d: (-d.score, d.at))
    due_candidates = sorted(due_days(marked), key=lambda d: (-d.score, d.at))
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
