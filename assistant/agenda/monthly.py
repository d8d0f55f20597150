"""The monthly summary for whoever runs the firm: one page on what matters, trends, money, renewals, meetings.

It is an agenda with other sections, so `render` sets it like the weekly mail.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from assistant.agenda.figures_json import figures_json
from assistant.agenda.foot import foot
from assistant.agenda.jsonable import event_json, moment
from assistant.agenda.meetings import Meetings, meetings
from assistant.agenda.month_sections import Things, Trends, billed, things, trends
from assistant.agenda.period import Period
from assistant.agenda.recent import recent
from assistant.agenda.sections.ahead import compose_renewals
from assistant.agenda.sections.money import Money
from assistant.agenda.spending import charts
from assistant.agenda.values import Agenda, Section
from assistant.agenda.view import View, look
from assistant.vocabulary import Facts, Office

SECTIONS = ("things", "trends", "money", "renewals", "meetings")


def compose_month(facts: Facts, office: Office, period: Period, parts: Sequence[str] = SECTIONS) -> Agenda:
    """The summary of the month that `period` covers: from its first moment to the first of the next.

    `parts` are the sections that are wanted, in their order.
    """
    view = look(recent(facts, period), office, period)
    compared = trends(view)
    month = view.voice.month_name(view.voice.day_of(period.start))
    every = {
        "things": Section("things", view.voice.say("Three things to know"), things(view)),
        "trends": Section("trends", _compared(compared, view), compared),
        "money": Section("money", view.voice.say("Money"), _money(view)),
        "renewals": compose_renewals(view),
        "meetings": Section("meetings", view.voice.say("The weekly meeting"), meetings(view)),
    }
    return Agenda(
        at=period.end.astimezone(view.voice.zone),
        start=period.start.astimezone(view.voice.zone),
        language=str(view.voice.locale).replace("_", "-"),
        subject=view.voice.say("IT in {month}: {news}", month=month, news=_news(compared, view)),
        preheader=_news(compared, view),
        title=view.voice.say("IT in {month}", month=month),
        dated=view.voice.full_day(period.end),
        greeting=(),
        tiles=(),
        sections=tuple(every[part] for part in parts),
        hint=view.voice.say("Something to ask? Just reply."),
        foot=foot(view),
        address=office.assistant,
    )


def month_json(summary: Agenda) -> dict[str, Any]:
    """The summary as plain values; those of a section that is not wanted are empty."""
    bodies: dict[str, Any] = {section.name: section.body for section in summary.sections}
    told, compared, renewals, met = (bodies.get(name) for name in ("things", "trends", "ahead", "meetings"))
    return {
        "at": moment(summary.at),
        "period": {"start": moment(summary.start), "end": moment(summary.at)},
        "things": [row.title for row in told.rows] if isinstance(told, Things) else [],
        "figures": figures_json(compared.now) if isinstance(compared, Trends) else None,
        "before": figures_json(compared.before) if isinstance(compared, Trends) else None,
        "meetings": [
            {"start": moment(one.start), "outcome": one.outcome.value}
            for one in (met.found if isinstance(met, Meetings) else ())
        ],
        "renewals": [event_json(event) for event in renewals.events] if renewals else [],
    }


def _compared(compared: Trends, view: View) -> str:
    both = len(compared.columns) > 1
    return view.voice.say("This month and the one before") if both else view.voice.say("This month")


def _money(view: View) -> Money | None:
    drawn = charts(view.facts.invoices, view, view.today - timedelta(days=1))
    return Money((), view.voice.say("By provider"), drawn, (), ()) if any(chart.tells for chart in drawn) else None


def _news(compared: Trends, view: View) -> str:
    voice = view.voice
    parts = [
        voice.count("{n} reported", "{n} reported", len(compared.now.reported)),
        voice.count("{n} fixed", "{n} fixed", len(compared.now.fixed)),
    ]
    if compared.now.spend:
        parts.append(voice.say("{sum} billed", sum=billed(compared.now, view)))
    return ", ".join(parts)
