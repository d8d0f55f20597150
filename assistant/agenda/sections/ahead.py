"""Ahead: what comes in the next weeks, by day, in the office's zone, with what it means for the office."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from assistant.agenda.coming import Coming, coming_action, coming_event, coming_promise
from assistant.agenda.decisions import actions
from assistant.agenda.fitting import fitting
from assistant.agenda.jsonable import commitment_json, event_json
from assistant.agenda.values import Section
from assistant.agenda.view import View, limit
from assistant.agenda.wording import left_out
from assistant.vocabulary import Commitment, Event, EventKind


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
    days = _days(_by_day(events, promises, view), view)
    body = Ahead(days, events, promises) if events or promises or days else None
    return Section("ahead", view.voice.say("Ahead"), body, quiet=not days)


def fit(body: Ahead, view: View) -> Ahead:
    """The first days, and how many things are left."""
    total = sum(len(day.things) for day in body.days)
    most = room = fitting(total, view.most("ahead"))
    days = []
    for day in body.days:
        if room > 0:
            days.append(replace(day, things=day.things[:room]))
        room -= len(day.things)
    return replace(body, days=tuple(days), more=left_out(total - most, view))


def _by_day(events: tuple[Event, ...], promises: tuple[Commitment, ...], view: View) -> dict[date, list[Coming]]:
    """What is near, by day.

    A promise on an open issue is told in its row, and one of what an event of its letter brings that day with that.
    """
    current = {issue.number for issue in view.current}
    days = [(event, view.voice.day_of(event.start)) for event in events]
    planned_in = {(event.message_id, day) for event, day in days}
    by_day: dict[date, list[Coming]] = defaultdict(list)
    for event in events:
        if _is_near(event, view):
            by_day[max(view.voice.day_of(event.start), view.today)].append(coming_event(event, view))
    for promise in promises:
        near = promise.due is not None and promise.due <= view.today + timedelta(limit("ahead_days"))
        told = promise.issue in current or (promise.message_id, promise.due) in planned_in
        if promise.due is not None and near and not told:
            by_day[promise.due].append(coming_promise(promise, view))
    for action in actions(view):
        if view.today <= action.day <= view.today + timedelta(limit("ahead_days")):
            by_day[action.day].append(coming_action(action.decision, view))
    return by_day


def compose_renewals(view: View) -> Section:
    """Renewals and deadlines of the coming quarter alone, for the monthly summary."""
    kinds, last = (EventKind.RENEWAL, EventKind.DEADLINE), view.today + timedelta(limit("renewal_days"))
    events = [event for event in view.facts.events if event.kind in kinds and event.state == "planned"]
    near = [event for event in events if view.today <= view.voice.day_of(event.start) <= last]
    near.sort(key=lambda event: _order(event.start, view))
    by_day: dict[date, list[Coming]] = defaultdict(list)
    for event in near:
        by_day[view.voice.day_of(event.start)].append(coming_event(event, view))
    days = _days(by_day, view)
    body = fit(Ahead(days, tuple(near), ()), view) if days else None
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


def _days(by_day: dict[date, list[Coming]], view: View) -> tuple[Day, ...]:
    return tuple(_day(day, things, view) for day, things in sorted(by_day.items()))


def _day(day: date, things: list[Coming], view: View) -> Day:
    voice, today = view.voice, day == view.today
    name = voice.say("Today, {day}", day=voice.long_day(day)) if today else voice.long_day(day)
    return Day(
        name,
        voice.say("Today") if today else voice.weekday(day),
        voice.short_day(day).replace(" ", "\N{NO-BREAK SPACE}"),
        tuple(things),
    )
