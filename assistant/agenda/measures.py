"""The rows of a provider's table: each figure as it is said, with how many cases it comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.agenda.durations import calendar_time, office_time
from assistant.agenda.figures import Figures, Middle
from assistant.agenda.view import View, is_enough

_NONE = ("0", "–")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure and, in small, where it comes from ("" for nothing). `counted` when a line has to say so too."""

    figure: str
    note: str = ""
    counted: bool = False

    @property
    def cases(self) -> str:
        """What the figure must not be read without."""
        return self.note if self.counted else ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure over each span. `aside` when it says once more, in another way, what the row above it says."""

    name: str
    cells: tuple[Cell, ...]
    aside: bool = False


def measures(spans: Sequence[Figures], view: View) -> tuple[Measure, ...]:
    """The rows of the table; a row with nothing in any column is left out."""
    say, again = view.voice.say, view.voice.say("by the calendar")
    rows: tuple[tuple[str, Callable[[Figures, View], Cell | None]], ...] = (
        (say("Reported"), lambda f, v: _number(len(f.reported), v)),
        (say("Fixed"), lambda f, v: _number(len(f.fixed), v)),
        (say("First answer, at work"), lambda f, v: _at_work(f.answer, v)),
        (again, lambda f, v: _by_calendar(f.answer, v)),
        (say("Time to fix, at work"), lambda f, v: _at_work(f.fix, v)),
        (again, lambda f, v: _by_calendar(f.fix, v)),
        (say("Promises kept"), _promises),
        (say("Came back"), lambda f, v: _number(len(f.returned), v)),
        (say("You reminded them"), lambda f, v: _number(len(f.reminded), v)),
        (say("Billed"), _billed),
    )
    found = ((name, [cell(span, view) for span in spans]) for name, cell in rows)
    return tuple(
        Measure(name, tuple(cell or Cell("–") for cell in cells), aside=name == again)
        for name, cells in found
        if any(map(_tells, cells))
    )


def in_lines(rows: Sequence[Measure], heads: Sequence[str]) -> tuple[str, ...]:
    """The same as a line for each span, with its head: "last 13: Reported 5 · Fixed 1 · Promises kept 0 of 3".

    What there was none of is left out, and a span that tells the same as the shorter one before it.
    """
    told = [_in_one_line(rows, place) for place in range(len(heads))]
    lines = zip(heads, told, ("", *told), strict=False)
    return tuple(f"{head}: {line}" for head, line, shorter in lines if line and line != shorter)


def _in_one_line(rows: Sequence[Measure], place: int) -> str:
    cells = [(row.name, row.cells[place]) for row in rows if not row.aside]
    told = [(name, cell) for name, cell in cells if cell.figure not in _NONE]
    return " · ".join(" ".join(part for part in (name, cell.figure, cell.cases) if part) for name, cell in told)


def _tells(cell: Cell | None) -> bool:
    return cell is not None and cell.figure not in _NONE


def _number(n: int, view: View) -> Cell:
    return Cell(view.voice.number(n))


def _at_work(middle: Middle | None, view: View) -> Cell | None:
    if not is_enough(middle):
        return None
    cases = view.voice.count("({n} case)", "({n} cases)", len(middle.cases))
    return Cell(office_time(middle.working, view), cases, counted=True)


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
