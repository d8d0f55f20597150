"""The weekly meetings of a month: whether each took place, as far as anybody said so. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from assistant.agenda.cues import says
from assistant.agenda.values import Group, Line, Row
from assistant.agenda.view import View, limit
from assistant.agenda.wording import excerpt
from assistant.vocabulary import Event, EventKind, Verb

_WEEK = timedelta(days=7)
_NOTED = timedelta(days=2)  # so long after a meeting a note on an issue still comes from it


class Outcome(StrEnum):
    HELD = "held"
    OFF = "off"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One that was planned, and what became of it."""

    start: datetime
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Meetings:
    """`found` are those that were planned; `groups` say what became of them and what was decided."""

    groups: tuple[Group, ...]
    found: tuple[Meeting, ...] = ()


def meetings(view: View) -> Meetings:
    """How many were planned, which of them took place or did not, and the decisions of the month."""
    found = tuple(_meetings(view))
    decided = [one for one in view.facts.decisions if view.period.start < one.at <= view.period.end]
    if not found and not decided:
        return Meetings((Group(view.voice.say("None was planned, and nothing was noted."), ()),))
    rows = tuple(
        Row(excerpt(one.text, limit("title")), meta=view.voice.day(one.at)) for one in decided[: limit("decisions")]
    )
    told = (view.voice.count("Planned: {n} time", "Planned: {n} times", len(found)),) if found else ()
    noted = view.voice.count("decisions noted: {n}", "decisions noted: {n}", len(decided))
    title = ", ".join((*told, noted))
    return Meetings((Group(title, (*_outcomes(found, view), *rows)),), found)


def _outcomes(found: tuple[Meeting, ...], view: View) -> Iterator[Row]:
    """ "Took place, as your notes show: 9 Feb, 16 Feb"."""
    say = view.voice.say
    titles = {
        Outcome.HELD: say("Took place, as your notes show"),
        Outcome.OFF: say("Did not take place"),
        Outcome.UNKNOWN: say("Nothing tells whether it took place"),
    }
    for outcome, title in titles.items():
        if days := [view.voice.short_day(one.start) for one in found if one.outcome is outcome]:
            yield Row(title, badges=(Line(", ".join(days), "good" if outcome is Outcome.HELD else "calm"),))


def _meetings(view: View) -> Iterator[Meeting]:
    """Those of the configuration and of the letters, one for each day."""
    starts = {view.voice.day_of(start): start for start in view.period.meetings}
    off = set()
    for event in view.facts.events:
        day = view.voice.day_of(event.start)
        if event.kind is EventKind.MEETING and view.voice.day_of(view.period.start) <= day < view.today:
            starts.setdefault(day, _begin(event, view))
            off |= {day} if event.state == "cancelled" else set()
    for day, start in sorted(starts.items()):
        yield Meeting(start, _outcome(start, view, called_off=day in off))


def _begin(event: Event, view: View) -> datetime:
    start = event.start
    return start if isinstance(start, datetime) else datetime.combine(start, time(), view.voice.zone)


def _outcome(start: datetime, view: View, *, called_off: bool) -> Outcome:
    """By the owner's own words first; a decision or a note after it shows that there was one."""
    said = list(_said_after(start, view))
    if any(says("not_met", words) for words in said):
        return Outcome.OFF
    if said:
        return Outcome.HELD
    return Outcome.OFF if called_off else Outcome.UNKNOWN


def _said_after(start: datetime, view: View) -> Iterator[str]:
    """The decisions until the next meeting, and the notes of the days after it."""
    yield from (one.text for one in view.facts.decisions if start <= one.at < start + _WEEK)
    notes = (note for issue in view.facts.issues for note in issue.notes if note.verb is Verb.NOTE)
    yield from (note.text for note in notes if start <= note.at < start + _NOTED)
