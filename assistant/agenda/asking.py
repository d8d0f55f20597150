"""Which questions the facts raise, each with its reason, the words of both in rules/questions.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from assistant.agenda.bills import name_of
from assistant.agenda.blame import answer_to, pointings
from assistant.agenda.charges import yet_billed
from assistant.agenda.decisions import actions
from assistant.agenda.delays import silence
from assistant.agenda.life import returns
from assistant.agenda.naming import announced
from assistant.agenda.promises import days
from assistant.agenda.question import Question, Topic, about, on, question
from assistant.agenda.retelling import retold
from assistant.agenda.view import View, is_warned, limit
from assistant.agenda.wording import chain, excerpt, sentence, shortened, title_of
from assistant.agenda.worktime import in_hours
from assistant.vocabulary import Event, EventKind, Invoice, Issue, Verb

_DISTURBS = (EventKind.MAINTENANCE, EventKind.CHANGE)


def questions(view: View) -> Iterator[Question]:
    """All that could be asked."""
    yield from _own(view)
    for issue in view.current:
        yield from _put_off(issue, view)
        yield from _back(issue, view)
        yield from _silent(issue, view)
    yield from _blame(view)
    yield from _free(view)
    yield from _decided(view)
    for event in view.facts.events:
        yield from _of_event(event, view)
    for bill in view.facts.invoices:
        yield from _of_bill(bill, view)


def _own(view: View) -> Iterator[Question]:
    """What the owner wanted asked since the agenda before."""
    titles = {issue.number: title_of(issue) for issue in view.facts.issues}
    for one in view.facts.questions:
        if one.verb is Verb.ASK and view.period.start < one.at <= view.period.end:
            text = sentence(one.text, 160)
            topic = Topic(titles.get(one.issue or 0, one.provider or text), one.issue, one.provider)
            yield question("yours", topic, 0, view, {"text": text, "day": view.voice.day(one.at)})


def _put_off(issue: Issue, view: View) -> Iterator[Question]:
    """About the thing whose day was put off most often, else about the promise that was broken last."""
    thread = max(view.threads(issue), key=len, default=())
    promise = view.broken(issue)
    if len(thread) > 1:
        quote = excerpt(thread[-1].evidence, limit("quote"))
        yield on(issue, "moved", len(thread), view, days=chain(days(thread), view), quote=quote)
    elif promise is not None and promise.due is not None:
        over = min(9, (view.today - promise.due).days)
        quote = excerpt(promise.evidence, limit("quote"))
        yield on(issue, "broken", over, view, day=view.voice.day(promise.due), quote=quote)


def _back(issue: Issue, view: View) -> Iterator[Question]:
    for fixed, back in list(returns(issue))[-1:]:
        known = {"fixed": view.voice.day(fixed.at), "back": view.voice.day(back.at)}
        yield on(issue, "back", 0, view, **known, quote=excerpt(back.evidence, limit("quote")))


def _silent(issue: Issue, view: View) -> Iterator[Question]:
    if quiet := silence(issue, view):
        yield on(issue, "silent", min(9, quiet), view, n=quiet)


def _blame(view: View) -> Iterator[Question]:
    """Both sentences side by side; one alone only where it names somebody."""
    found = pointings(view)
    for one in found:
        quote, back = excerpt(one.words, limit("quote")), answer_to(one, found)
        if back is not None:
            known = {
                "first": one.provider,
                "quote": quote,
                "second": back.provider,
                "answer": excerpt(back.words, limit("quote")),
            }
            yield on(one.issue, "both", 0, view, **known)
        elif one.other:
            yield on(one.issue, "blame", 0, view, first=one.provider, quote=quote)


def _free(view: View) -> Iterator[Question]:
    for one in yet_billed(view):
        known = {
            "day": view.voice.day(one.at),
            "quote": excerpt(one.words, limit("quote")),
            "number": one.bill.document.number or view.voice.say("bill without a number"),
            "line": shortened(one.line, 80),
        }
        yield on(one.issue, "free", 0, view, **known)


def _decided(view: View) -> Iterator[Question]:
    """Whether it was done, in the agenda after the day that was decided for it."""
    for action in actions(view):
        if view.voice.day_of(view.period.start) <= action.day < view.today:
            topic = Topic(sentence(action.decision.text, 120), None, "")
            days = (view.voice.day(action.decision.at), view.voice.day(action.day))
            yield question("decided", topic, 0, view, dict(zip(("decided", "day"), days, strict=True)))


def _of_event(event: Event, view: View) -> Iterator[Question]:
    day = view.voice.day_of(event.start)
    if event.state != "planned" or not view.today <= day <= view.today + timedelta(limit("renewal_days")):
        return
    known = {"day": view.voice.long_day(day), "quote": excerpt(event.evidence, limit("quote"))}
    if event.kind is EventKind.RENEWAL and day <= view.today + timedelta(limit("ask_days")):
        yield about(event, "renewal" if announced(event) else "renews", view, **known)
    if event.kind in _DISTURBS and isinstance(event.start, datetime):
        end = event.end if isinstance(event.end, datetime) else None
        hours = view.voice.hour(event.start) + (f"–{view.voice.hour(end)}" if end else "")
        if in_hours(event.start, end, view.office):
            yield about(event, "hours", view, **known, hours=hours)


def _of_bill(bill: Invoice, view: View) -> Iterator[Question]:
    for flag in bill.flags if is_warned(bill, view.today) else ():
        if flag.name == "price_increase":
            topic = Topic(shortened(name_of(bill, view), limit("title")), None, bill.provider)
            yield question("price", topic, 0, view, {"quote": retold(flag.reason, view.voice)})
