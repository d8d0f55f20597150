"""To ask at the meeting: the few questions that follow from the facts, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from assistant.agenda.bills import name_of
from assistant.agenda.life import WEIGHT, is_open, returns
from assistant.agenda.values import Section
from assistant.agenda.view import View, is_warned, limit
from assistant.agenda.wording import age_of, chain_of, shortened, silence, title_of
from assistant.agenda.worktime import in_hours
from assistant.resources import rules
from assistant.vocabulary import Event, EventKind, Issue


@dataclass(frozen=True, slots=True)
class Question:
    """`about` tells two questions on one thing apart from two on different things."""

    ask: str
    because: str
    provider: str
    weight: int
    about: str


@dataclass(frozen=True, slots=True)
class Questions:
    questions: tuple[Question, ...]


def compose(view: View) -> Section:
    """At most seven, the weightiest first, one for each thing."""
    found = sorted(_all(view), key=lambda question: (-question.weight, question.about))
    first: dict[str, Question] = {}
    for question in found:
        first.setdefault(question.about, question)
    chosen = tuple(first.values())[: limit("questions")]
    body = Questions(chosen) if chosen else None
    return Section("questions", view.voice.say("To ask at the meeting"), body)


def as_json(body: Questions | None) -> dict[str, Any]:
    questions = body.questions if body else ()
    return {"questions": [{"ask": q.ask, "because": q.because, "provider": q.provider} for q in questions]}


def _all(view: View) -> Iterator[Question]:
    for issue in view.current:
        yield from _of_issue(issue, view)
    for event in view.facts.events:
        yield from _of_event(event, view)
    for bill in view.facts.invoices:
        if is_warned(bill):
            reasons = [flag.reason for flag in bill.flags if flag.name == "price_increase"]
            name = name_of(bill, view)
            for reason in reasons:
                yield _question("price", 0, name, bill.provider, view, title=name, quote=reason)


def _of_issue(issue: Issue, view: View) -> Iterator[Question]:
    about, weight = f"issue {issue.number:09d}", -5 * WEIGHT[issue.severity]
    known = {"number": issue.number, "title": title_of(issue), "age": age_of(issue, view)}
    chain = chain_of(issue, view)
    promise = view.broken(issue)
    if promise is not None and promise.due is not None:
        late = min(9, (view.today - promise.due).days)
        quote, day = shortened(promise.evidence, 120), view.voice.day(promise.due)
        yield _question("broken", weight + late, about, issue.provider, view, **known, quote=quote, day=day)
    if len(chain) > 1 and is_open(issue):
        days = " → ".join(view.voice.day(day) for day in chain[-4:])
        yield _question("moved", weight + len(chain), about, issue.provider, view, **known, days=days)
    for fixed, back in list(returns(issue))[-1:]:
        quote = shortened(back.evidence, 120)
        days_ = {"fixed": view.voice.day(fixed.at), "back": view.voice.day(back.at)}
        yield _question("back", weight, about, issue.provider, view, **known, quote=quote, **days_)
    if quiet := silence(issue, view):
        yield _question("silent", weight + min(9, quiet), about, issue.provider, view, **known, n=quiet)


def _of_event(event: Event, view: View) -> Iterator[Question]:
    day = view.voice.day_of(event.start)
    if event.state != "planned" or not view.today <= day <= view.today + timedelta(limit("renewal_days")):
        return
    title, about = shortened(event.title, limit("title")), f"event {event.title}"
    known = {"title": title, "day": view.voice.long_day(day), "quote": shortened(event.evidence, 120)}
    if event.kind is EventKind.RENEWAL:
        yield _question("renewal", 0, about, event.provider, view, **known)
    if event.kind in (EventKind.MAINTENANCE, EventKind.CHANGE) and isinstance(event.start, datetime):
        end = event.end if isinstance(event.end, datetime) else None
        if in_hours(event.start, end, view.office):
            hours = view.voice.hour(event.start) + (f"–{view.voice.hour(end)}" if end else "")
            yield _question("hours", 0, about, event.provider, view, **known, hours=hours)


def _question(on: str, more: int, about: str, provider: str, view: View, **values: object) -> Question:
    rule = next(rule for rule in rules("questions") if rule["when"] == on)
    values["provider"] = provider
    return Question(
        ask=view.voice.say(rule["ask"], **values),
        because=view.voice.say(rule["because"], **values),
        provider=provider,
        weight=int(rule["weight"]) + more,
        about=about,
    )
