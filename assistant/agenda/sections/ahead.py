"""Ahead: what comes in the next weeks, by day, in the office's zone, with what it means for the office."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from assistant.agenda.jsonable import commitment_json, event_json
from assistant.agenda.values import Line, Section
from assistant.agenda.view import View, limit
from assistant.agenda.wording import chain, left_out, sentence, shortened
from assistant.agenda.worktime import holiday, in_hours
from assistant.vocabulary import Commitment, Event, EventKind, Speaker

_DISTURBS = frozenset({EventKind.MAINTENANCE, EventKind.CHANGE})


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing of a day."""

    when: str  # the hours, "" for all day
    title: str
    meta: str
    lines: tuple[Line, ...] = ()
    quote: str = ""  # the sentence that announced it, where it says more than the title


@dataclass(frozen=True, slots=True)
class Day:
    """`name` in full, `weekday` and `date` in short."""

    name: str
    weekday: str
    date: str
    things: tuple[Coming, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    days: tuple[Day, ...]
    events: tuple[Event, ...]
    promises: tuple[Commitment, ...]
    more: str = ""


def compose(view: View) -> Section:
    """Planned events and open promises from the day of the agenda on; the mail tells the next weeks of them."""
    events = tuple(sorted((e for e in view.facts.events if _is_ahead(e, view)), key=lambda e: _order(e.start, view)))
    promises = tuple(sorted((p for p in view.facts.commitments if _is_due(p, view)), key=lambda p: p.due or date.max))
    days, more = _limited(_by_day(events, promises, view), view)
    body = Ahead(days, events, promises, more) if events or promises else None
    return Section("ahead", view.voice.say("Ahead"), body, quiet=not days)


def _by_day(events: tuple[Event, ...], promises: tuple[Commitment, ...], view: View) -> dict[date, list[Coming]]:
    """What is near, by day; a promise that an event of its issue keeps on that very day is not told twice."""
    planned = {(event.issue, view.voice.day_of(event.start)) for event in events if event.issue is not None}
    by_day: dict[date, list[Coming]] = defaultdict(list)
    for event in events:
        if _is_near(event, view):
            by_day[max(view.voice.day_of(event.start), view.today)].append(_event(event, view))
    for promise in promises:
        near = promise.due is not None and promise.due <= view.today + timedelta(limit("ahead_days"))
        if promise.due is not None and near and (promise.issue, promise.due) not in planned:
            by_day[promise.due].append(_promise(promise, view))
    return by_day


def compose_renewals(view: View) -> Section:
    """Renewals and deadlines of the coming quarter alone, for the monthly summary."""
    kinds, last = (EventKind.RENEWAL, EventKind.DEADLINE), view.today + timedelta(limit("renewal_days"))
    events = [event for event in view.facts.events if event.kind in kinds and event.state == "planned"]
    near = [event for event in events if view.today <= view.voice.day_of(event.start) <= last]
    near.sort(key=lambda event: _order(event.start, view))
    by_day: dict[date, list[Coming]] = defaultdict(list)
    for event in near:
        by_day[view.voice.day_of(event.start)].append(_event(event, view))
    days, more = _limited(by_day, view)
    body = Ahead(days, tuple(near), (), more) if days else None
    return Section("ahead", view.voice.say("Renewals and deadlines of the coming quarter"), body)


def as_json(body: Ahead | None) -> dict[str, Any]:
    if body is None:
        return {"ahead": []}
    events = [{"type": "event"} | event_json(event) for event in body.events]
    promises = [{"type": "commitment"} | commitment_json(promise) for promise in body.promises]
    return {"ahead": sorted(events + promises, key=lambda item: str(item.get("start") or item.get("due")))}


def _is_ahead(event: Event, view: View) -> bool:
    """Planned and not over."""
    last = event.end or event.start
    over = last <= view.now if isinstance(last, datetime) else last < view.today
    return event.state == "planned" and not over


def _is_near(event: Event, view: View) -> bool:
    """Within the weeks that the mail tells; renewals need more time to decide."""
    reach = limit("renewal_days" if event.kind is EventKind.RENEWAL else "ahead_days")
    return view.voice.day_of(event.start) <= view.today + timedelta(reach)


def _is_due(promise: Commitment, view: View) -> bool:
    return promise.state == "open" and promise.due is not None and promise.due >= view.today


def _order(start: date | datetime, view: View) -> tuple[date, str]:
    return view.voice.day_of(start), start.isoformat() if isinstance(start, datetime) else ""


def _event(event: Event, view: View) -> Coming:
    return Coming(
        when=_hours(event, view),
        title=sentence(event.title, limit("title")),
        meta=f"{event.provider} · {_kind(event.kind, view)}",
        lines=(*_moved(event, view), *_clash(event, view)),
        quote=_announced(event, view),
    )


def _announced(event: Event, view: View) -> str:
    said = shortened(event.evidence, limit("announced"))
    plain, title = _letters(said), _letters(event.title)
    return "" if plain in title or title == plain else view.voice.say("“{quote}”", quote=said)


def _letters(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


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


def _promise(promise: Commitment, view: View) -> Coming:
    ours = promise.by in (Speaker.OWNER, Speaker.STAFF)
    said = view.voice.say("you promised") if ours else view.voice.say("promised")
    number = "" if promise.issue is None else f" · {promise.issue}"
    return Coming("", sentence(promise.what, limit("title")), f"{promise.provider} · {said}{number}")


def _limited(by_day: dict[date, list[Coming]], view: View) -> tuple[tuple[Day, ...], str]:
    """The first days with at most `ahead` things, and how many things are left."""
    room, days, total = limit("ahead"), [], sum(map(len, by_day.values()))
    for day, things in sorted(by_day.items()):
        if room > 0:
            days.append(_day(day, things[:room], view))
        room -= len(things)
    return tuple(days), left_out(total - limit("ahead"), view)


def _day(day: date, things: list[Coming], view: View) -> Day:
    voice, today = view.voice, day == view.today
    name = voice.say("Today, {day}", day=voice.long_day(day)) if today else voice.long_day(day)
    return Day(
        name,
        voice.say("Today") if today else voice.weekday(day),
        voice.short_day(day).replace(" ", "\N{NO-BREAK SPACE}"),
        tuple(things),
    )
