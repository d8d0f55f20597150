"""The providers, in facts: what each did in 4 and 13 weeks and in the 13 before. No marks out of ten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from assistant.agenda.durations import calendar_time, office_time
from assistant.agenda.figures import Figures, Middle, Record, figures, records
from assistant.agenda.jsonable import amount, moment
from assistant.agenda.perception import check
from assistant.agenda.values import Section, Tap
from assistant.agenda.view import View, limit


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure and, in small, where it comes from ("" for nothing)."""

    figure: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One provider's table."""

    provider: str
    measures: tuple[Measure, ...]
    perception: str  # the owner's feeling beside the facts, "" when none was told
    tap: Tap
    short: Figures
    long: Figures
    before: Figures


@dataclass(frozen=True, slots=True)
class Providers:
    corner: str
    columns: tuple[str, ...]
    shown: tuple[Standing, ...]
    standings: tuple[Standing, ...]  # also those with nothing in the last four weeks
    note: str


def compose(view: View) -> Section:
    """A table for each provider with something to show."""
    since = view.now - timedelta(weeks=26)
    standings = [_standing(record, view) for record in records(view.facts, since)]
    busy = sorted(standings, key=lambda standing: -_work(standing.short))[: limit("providers")]
    shown = tuple(standing for standing in standings if standing in busy and _work(standing.short))
    columns = (
        view.voice.say("last {n}", n=4),
        view.voice.say("last {n}", n=13),
        view.voice.say("{n} before", n=13),
    )
    note = view.voice.say(
        "Times are medians, from {n} cases on; “at work” counts your office hours, {opens}–{closes}.",
        n=limit("cases"),
        opens=view.voice.hour(view.office.opens),
        closes=view.voice.hour(view.office.closes),
    )
    body = Providers(view.voice.say("Weeks"), columns, shown, tuple(standings), note) if standings else None
    return Section("providers", view.voice.say("The providers, in facts"), body, quiet=not shown)


def as_json(body: Providers | None) -> dict[str, Any]:
    if body is None:
        return {"providers": []}
    return {"providers": [_standing_json(standing) for standing in body.standings]}


def _work(span: Figures) -> int:
    """How much there was with the provider; 0: nothing worth a table, for a quiet week is a short mail."""
    return len(span.reported + span.fixed + span.returned + span.reminded) + span.promised + span.bills


def _standing(record: Record, view: View) -> Standing:
    now = view.now
    spans = [
        figures(record, now - timedelta(weeks=start), now - timedelta(weeks=end), view.office)
        for start, end in ((4, 0), (13, 0), (26, 13))
    ]
    tap = Tap(view.voice.say("The whole story"), f"Re: {record.provider}", f"report {record.provider}")
    return Standing(record.provider, _measures(spans, view), check(record, spans[1], view), tap, *spans)


def _measures(spans: list[Figures], view: View) -> tuple[Measure, ...]:
    """The rows of the table; a row with nothing in any column is left out."""
    say = view.voice.say
    rows: tuple[tuple[str, Callable[[Figures, View], Cell | None]], ...] = (
        (say("Reported"), lambda f, v: _number(len(f.reported), v)),
        (say("Fixed"), lambda f, v: _number(len(f.fixed), v)),
        (say("First answer, at work"), lambda f, v: _at_work(f.answer, v)),
        (say("by the calendar"), lambda f, v: _by_calendar(f.answer, v)),
        (say("Time to fix, at work"), lambda f, v: _at_work(f.fix, v)),
        (say("by the calendar"), lambda f, v: _by_calendar(f.fix, v)),
        (say("Promises kept"), _promises),
        (say("Came back"), lambda f, v: _number(len(f.returned), v)),
        (say("You reminded them"), lambda f, v: _number(len(f.reminded), v)),
        (say("Billed"), _billed),
    )
    found = ((name, [cell(span, view) for span in spans]) for name, cell in rows)
    return tuple(
        Measure(name, tuple(cell or Cell("–") for cell in cells)) for name, cells in found if any(map(_tells, cells))
    )


def _tells(cell: Cell | None) -> bool:
    return cell is not None and cell.figure != "0"


def _number(n: int, view: View) -> Cell:
    return Cell(view.voice.number(n))


def _at_work(middle: Middle | None, view: View) -> Cell | None:
    if middle is None or len(middle.cases) < limit("cases"):
        return None
    cases = view.voice.count("({n} case)", "({n} cases)", len(middle.cases))
    return Cell(office_time(middle.working, view), cases)


def _by_calendar(middle: Middle | None, view: View) -> Cell | None:
    if middle is None or len(middle.cases) < limit("cases"):
        return None
    return Cell(calendar_time(middle.calendar, view))


def _promises(span: Figures, view: View) -> Cell | None:
    if not span.promised:
        return None
    say = view.voice.say("{kept} of {made}", kept=view.voice.number(span.kept), made=view.voice.number(span.promised))
    return Cell(say)


def _billed(span: Figures, view: View) -> Cell | None:
    if not span.spend:
        return None
    sums = " + ".join(view.voice.round_money(total, currency) for currency, total in span.spend)
    return Cell(sums, view.voice.count("({n} bill)", "({n} bills)", span.bills))


def _standing_json(standing: Standing) -> dict[str, Any]:
    return {
        "provider": standing.provider,
        "weeks_4": figures_json(standing.short),
        "weeks_13": figures_json(standing.long),
        "weeks_13_before": figures_json(standing.before),
    }


def figures_json(span: Figures) -> dict[str, Any]:
    return {
        "start": moment(span.start),
        "end": moment(span.end),
        "reported": list(span.reported),
        "fixed": list(span.fixed),
        "first_answer": _middle_json(span.answer),
        "time_to_fix": _middle_json(span.fix),
        "promises": {"kept": span.kept, "made": span.promised},
        "came_back": list(span.returned),
        "reminded": list(span.reminded),
        "spend": [{"currency": currency, "total": amount(total)} for currency, total in span.spend],
    }


def _middle_json(middle: Middle | None) -> dict[str, Any] | None:
    if middle is None or len(middle.cases) < limit("cases"):
        return None
    return {
        "office_hours": _in_hours(middle.working),
        "calendar_hours": _in_hours(middle.calendar),
        "cases": list(middle.cases),
    }


def _in_hours(span: timedelta) -> float:
    return round(span.total_seconds() / 3600, 2)
