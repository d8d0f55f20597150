"""Decisions of the meeting that name a day: what was decided for it is an action, and comes back when it is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.agenda.view import View
from assistant.dates import Calendar, due
from assistant.vocabulary import Decision

WEEKS = 13  # how long ago it may have been decided


@dataclass(frozen=True, slots=True)
class Action:
    decision: Decision
    day: date


def actions(view: View) -> Iterator[Action]:
    """The decisions of the last weeks with the day that they name, oldest first."""
    since = view.now - timedelta(weeks=WEEKS)
    for decision in view.facts.decisions:
        if since < decision.at <= view.now and (day := _day(decision, view)) is not None:
            yield Action(decision, day)


def _day(decision: Decision, view: View) -> date | None:
    locale, office = view.voice.locale, view.office
    calendar = Calendar(
        now=decision.at.astimezone(view.voice.zone),
        day_first=locale.territory != "US",
        language=locale.language,
        workdays=office.workdays,
        close=office.closes,
    )
    return due(decision.text, calendar)
