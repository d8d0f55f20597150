"""The rows of a provider's table: each figure as it is said, with how many cases it comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.agenda.durations import calendar_time, office_time
from assistant.agenda.figures import Figures, Middle
from assistant.agenda.view import View, is_enough


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure and, in small, where it comes from ("" for nothing)."""

    figure: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    name: str
    cells: tuple[Cell, ...]


def measures(spans: Sequence[Figures], view: View) -> tuple[Measure, ...]:
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
    if not is_enough(middle):
        return None
    cases = view.voice.count("({n} case)", "({n} cases)", len(middle.cases))
    return Cell(office_time(middle.working, view), cases)


def _by_calendar(middle: Middle | None, view: View) -> Cell | None:
    if not is_enough(middle):
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
