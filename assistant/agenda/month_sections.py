"""The sections of the monthly summary that the weekly mail does not have: three things, trends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from assistant.agenda.asking import questions
from assistant.agenda.durations import office_time
from assistant.agenda.figures import Figures, Record, figures
from assistant.agenda.life import is_open_at
from assistant.agenda.values import Line, Row
from assistant.agenda.view import View, is_enough
from assistant.vocabulary import Speaker

THINGS = 3


@dataclass(frozen=True, slots=True)
class Things:
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trends:
    """This month beside the one before, where anything is known of that."""

    corner: str
    columns: tuple[str, ...]
    lines: tuple[Trend, ...]
    now: Figures
    before: Figures


def things(view: View) -> Things | None:
    """The weightiest facts, each told once: what the first questions of a meeting would rest on."""
    found = sorted(questions(view), key=lambda one: (-one.weight, one.number or 0, one.topic))
    first = list({(one.number, one.topic): one for one in reversed(found)}.values())[::-1][:THINGS]
    rows = tuple(
        Row(one.topic, one.number, one.provider, meta=one.provider, lines=(Line(one.because),)) for one in first
    )
    return Things(rows) if rows else None


def trends(view: View) -> Trends:
    """All providers together."""
    facts, start, end = view.facts, view.period.start, view.period.end
    theirs = tuple(one for one in facts.commitments if one.by not in (Speaker.OWNER, Speaker.STAFF))
    record = Record("", facts.issues, theirs, facts.invoices)
    earlier = (
        (start - timedelta(days=1))
        .astimezone(view.voice.zone)
        .replace(day=1, hour=start.astimezone(view.voice.zone).hour)
    )
    now, before = figures(record, start, end, view.office), figures(record, earlier, start, view.office)
    spans = (now, before) if before.reported or before.bills or _open_at_end(before, view) else (now,)
    columns = tuple(view.voice.month_name(view.voice.day_of(span.start)) for span in spans)
    return Trends(view.voice.say("Month"), columns, tuple(_lines(spans, view)), now, before)


def _lines(spans: Sequence[Figures], view: View) -> Iterator[Trend]:
    say, number = view.voice.say, view.voice.number
    yield Trend(say("Reported"), tuple(number(len(one.reported)) for one in spans))
    yield Trend(say("Fixed"), tuple(number(len(one.fixed)) for one in spans))
    yield Trend(say("Open at its end"), tuple(number(_open_at_end(one, view)) for one in spans))
    yield Trend(say("Time to fix, at work"), tuple(_time(one, view) for one in spans))
    yield Trend(say("Promises kept"), tuple(_promises(one, view) for one in spans))
    yield Trend(say("Came back"), tuple(number(len(one.returned)) for one in spans))
    yield Trend(say("Billed"), tuple(billed(one, view) for one in spans))


def _open_at_end(one: Figures, view: View) -> int:
    return sum(is_open_at(issue, one.end) for issue in view.facts.issues)


def _time(one: Figures, view: View) -> str:
    return office_time(one.fix.working, view) if is_enough(one.fix) else "–"


def _promises(one: Figures, view: View) -> str:
    number = view.voice.number
    return view.voice.say("{kept} of {made}", kept=number(one.kept), made=number(one.promised)) if one.promised else "–"


def billed(one: Figures, view: View) -> str:
    return " + ".join(view.voice.round_money(total, currency) for currency, total in one.spend) or "–"
