"""The providers, in facts: what each did in 4 and 13 weeks and in the 13 before. No marks out of ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from assistant.agenda.figures import Figures, Record, figures, records
from assistant.agenda.figures_json import figures_json
from assistant.agenda.measures import Measure, in_lines, measures
from assistant.agenda.perception import check
from assistant.agenda.values import Section, Tap
from assistant.agenda.view import View, is_enough, limit


@dataclass(frozen=True, slots=True)
class Standing:
    """One provider's table."""

    provider: str
    measures: tuple[Measure, ...]
    lines: tuple[str, ...]  # the same in a line for each span
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
    tables: bool  # whether the figures stand in tables, or in lines


def compose(view: View) -> Section:
    """A table for each provider with something to show; the time before the last 13 weeks once there was one."""
    known = [(record, _spans(record, view)) for record in records(view.facts, view.now - timedelta(weeks=26))]
    columns = 3 if any(_work(spans[2]) for _, spans in known) else 2
    standings = tuple(_standing(record, spans, columns, view) for record, spans in known)
    shown = tuple(one for one in standings if one.perception or _is_telling(one))
    head = (view.voice.say("Weeks"), _columns(view)[:columns])
    body = Providers(*head, shown, standings, _note(shown, view), any(map(_has_changed, shown)))
    return Section("providers", view.voice.say("The providers, in facts"), body if standings else None, quiet=not shown)


def fit(body: Providers, view: View) -> Providers:
    """The busiest, and those of whom the owner complained; in lines where there is no room for tables."""
    busy, spans = sorted(body.shown, key=lambda one: -_work(one.short))[: view.most("providers")], view.most("spans")
    shown = (one for one in body.shown if one.perception or one in busy)
    if not spans:
        return replace(body, shown=tuple(shown))
    # where there is room for one line alone it is the quarter's
    lined = (replace(one, lines=one.lines[:spans] if spans > 1 else one.lines[1:2] or one.lines) for one in shown)
    return replace(body, shown=tuple(lined), note="", tables=False)


def as_json(body: Providers | None) -> dict[str, Any]:
    if body is None:
        return {"providers": []}
    return {"providers": [_standing_json(standing) for standing in body.standings]}


def _is_telling(standing: Standing) -> bool:
    """Something in the last weeks, and enough in the quarter that figures say more than the lines above do."""
    return _work(standing.short) > 0 and _work(standing.long) >= limit("cases")


def _has_changed(standing: Standing) -> bool:
    """Whether the figures of the spans differ: those of a young ledger do not."""
    return any(len({cell.figure for cell in measure.cells}) > 1 for measure in standing.measures)


def _work(span: Figures) -> int:
    """How much there was with the provider; 0: nothing worth a table, for a quiet week is a short mail."""
    return len(span.reported + span.fixed + span.returned + span.reminded) + span.promised + span.bills


def _columns(view: View) -> tuple[str, str, str]:
    return view.voice.say("last {n}", n=4), view.voice.say("last {n}", n=13), view.voice.say("{n} before", n=13)


def _lines(rows: Sequence[Measure], columns: int, view: View) -> tuple[str, ...]:
    say = view.voice.say
    heads = (say("Last {n} weeks", n=4), say("Last {n} weeks", n=13), say("{n} weeks before", n=13))[:columns]
    return in_lines(rows, heads)


def _note(shown: Sequence[Standing], view: View) -> str:
    """What the times mean, where any are shown."""
    spans = [span for standing in shown for span in (standing.short, standing.long, standing.before)]
    if not any(is_enough(span.answer) or is_enough(span.fix) for span in spans):
        return ""
    return view.voice.say(
        "Times are medians, from {n} cases on; “at work” counts your office hours, {opens}–{closes}.",
        n=limit("cases"),
        opens=view.voice.hour(view.office.opens),
        closes=view.voice.hour(view.office.closes),
    )


def _spans(record: Record, view: View) -> tuple[Figures, Figures, Figures]:
    """The last 4 weeks, the last 13, and the 13 before those."""
    now, weeks = view.now, timedelta(weeks=1)
    return (
        figures(record, now - 4 * weeks, now, view.office),
        figures(record, now - 13 * weeks, now, view.office),
        figures(record, now - 26 * weeks, now - 13 * weeks, view.office),
    )


def _standing(record: Record, spans: tuple[Figures, Figures, Figures], columns: int, view: View) -> Standing:
    tap = Tap(view.voice.say("The whole story"), f"Re: {record.provider}", f"report {record.provider}")
    rows, feeling = measures(spans[:columns], view), check(record, spans[1], view)
    return Standing(record.provider, rows, _lines(rows, columns, view), feeling, tap, *spans)


def _standing_json(standing: Standing) -> dict[str, Any]:
    return {
        "provider": standing.provider,
        "weeks_4": figures_json(standing.short),
        "weeks_13": figures_json(standing.long),
        "weeks_13_before": figures_json(standing.before),
    }
