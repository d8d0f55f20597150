"""What lies ahead, one thing at a time: an event or a promise with its hours, its moves, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.agenda.naming import announced, headline
from assistant.agenda.values import Line
from assistant.agenda.view import View, limit
from assistant.agenda.wording import chain, sentence
from assistant.agenda.worktime import holiday, in_hours
from assistant.vocabulary import Commitment, Decision, Event, EventKind, Speaker

_BINDS = frozenset({EventKind.RENEWAL, EventKind.DEADLINE})  # of which the sentence tells the terms
_DISTURBS = frozenset({EventKind.MAINTENANCE, EventKind.CHANGE})


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing of a day."""

    when: str  # the hours, "" for all day
    title: str
    meta: str
    lines: tuple[Line, ...] = ()
    quote: str = ""  # the sentence that announced it, where it says more than the title


def coming_event(event: Event, view: View) -> Coming:
    return Coming(
        when=_hours(event, view),
        title=headline(event),
        meta=f"{event.provider} · {_kind(event.kind, view)}",
        lines=(*_moved(event, view), *_clash(event, view)),
        quote=view.voice.say("“{quote}”", quote=said) if event.kind in _BINDS and (said := announced(event)) else "",
    )


def _kind(kind: EventKind, view: View) -> str:
    say = view.voice.say
    names = {
        EventKind.MAINTENANCE: say("maintenance"),
        EventKind.RENEWAL: say("renewal"),
        EventKind.VISIT: say("visit"),
        EventKind.CHANGE: say("change"),
        EventKind.MEETING: say("meeting"),
        EventKind.DEADLINE: say("deadline"),
    }
    return names[kind]


def _hours(event: Event, view: View) -> str:
    if not isinstance(event.start, datetime):
        return _until_day(event, view)
    start = view.voice.hour(event.start)
    if not isinstance(event.end, datetime):
        return start
    if event.end - event.start >= timedelta(days=1):
        return f"{start} – {view.voice.day(event.end)} {view.voice.hour(event.end)}"
    return f"{start}–{view.voice.hour(event.end)}"


def _until_day(event: Event, view: View) -> str:
    if event.end is None or view.voice.day_of(event.end) <= view.voice.day_of(event.start):
        return ""
    return view.voice.say("until {day}", day=view.voice.day(event.end))


def _moved(event: Event, view: View) -> tuple[Line, ...]:
    if not event.earlier:
        return ()
    days = chain([view.voice.day_of(start) for start in (*event.earlier, event.start)], view)
    return (Line(view.voice.say("Moved: {days}", days=days), "warn"),)


def _clash(event: Event, view: View) -> tuple[Line, ...]:
    """A warning where planned work meets office hours, a public holiday or pay day."""
    if event.kind not in _DISTURBS:
        return ()
    day, found = view.voice.day_of(event.start), []
    end = event.end if isinstance(event.end, datetime) else None
    if isinstance(event.start, datetime) and in_hours(event.start, end, view.office):
        found.append(Line(view.voice.say("In office hours"), "warn"))
    if name := holiday(day, view.office):
        found.append(Line(view.voice.say("Public holiday: {name}", name=name)))
    if view.office.payday and day.day == view.office.payday:
        found.append(Line(view.voice.say("On pay day"), "warn"))
    return tuple(found)


def coming_promise(promise: Commitment, view: View) -> Coming:
    ours = promise.by in (Speaker.OWNER, Speaker.STAFF)
    said = view.voice.say("you promised") if ours else view.voice.say("promised")
    number = "" if promise.issue is None else f" · {promise.issue}"
    return Coming("", sentence(promise.what, limit("title")), f"{promise.provider} · {said}{number}")


def coming_action(decision: Decision, view: View) -> Coming:
    day = view.voice.day(decision.at)
    return Coming("", sentence(decision.text, limit("quote")), view.voice.say("decided on {day}", day=day))
