"""The small sayings that several sections share: titles, quotes, ages, badges, promises, taps."""

from __future__ import annotations

import re
from datetime import date, datetime

from assistant.agenda.life import chases, heard_at, last_word, returns
from assistant.agenda.values import Line, Quote, Row, Tap
from assistant.agenda.view import View, limit
from assistant.agenda.worktime import quiet_days
from assistant.resources import rules
from assistant.vocabulary import Change, Issue, Severity, Status

_SPACE = re.compile(r"\s+")


def shortened(text: str, most: int) -> str:
    """`text` on one line, cut at a word's end when it has more than `most` characters."""
    flat = _SPACE.sub(" ", text).strip()
    if len(flat) <= most:
        return flat
    cut = flat[: most - 1].rsplit(" ", 1)[0] if " " in flat[: most - 1] else flat[: most - 1]
    return cut.rstrip(" ,;:.-–—") + "…"


def title_of(issue: Issue) -> str:
    return shortened(issue.title, limit("title"))


def quote_of(step: Change | None, provider: str, view: View) -> Quote | None:
    """The words of a step in an issue's life."""
    if step is None or not step.evidence.strip() or step.by == "assistant":
        return None
    return quoted(step.evidence, who(step.by, provider, view), step.at, view)


def quoted(words: str, source: str, when: datetime, view: View) -> Quote:
    return Quote(shortened(words, limit("quote")), f"{source}, {view.voice.day(when)}")


def who(by: str, provider: str, view: View) -> str:
    """The speaker's name; the owner and the staff are "you"."""
    return provider if by == "provider" else view.voice.say("you")


def age_of(issue: Issue, view: View) -> str:
    days = (view.today - view.voice.day_of(issue.opened_at)).days
    if days < 1:
        return view.voice.say("since today")
    if days < 60:
        return view.voice.count("for {n} day", "for {n} days", days)
    return view.voice.count("for {n} week", "for {n} weeks", days // 7)


def badges(issue: Issue, view: View) -> tuple[Line, ...]:
    """What to know at a glance: urgent, came back, not sure."""
    say, found = view.voice.say, []
    if issue.severity is Severity.CRITICAL:
        found.append(Line(say("critical"), "bad"))
    if issue.severity is Severity.HIGH:
        found.append(Line(say("urgent"), "bad"))
    if issue.severity is Severity.LOW:
        found.append(Line(say("minor")))
    if issue.confidence < float(rules("agenda")["sure"]):
        found.append(Line(say("not sure"), "warn"))
    return tuple(found)


def promise_lines(issue: Issue, view: View) -> tuple[Line, ...]:
    """The day that was promised last, how late it is, and the days promised before it."""
    promises = [promise for promise in view.promises.get(issue.number, ()) if promise.due is not None]
    if not promises or promises[-1].due is None:
        return ()
    chain = chain_of(issue, view)
    late = (view.today - promises[-1].due).days
    voice, due = view.voice, view.voice.day(promises[-1].due)
    if promises[-1].state == "kept":
        return ()
    if late > 0:
        line = voice.count("Promised for {day}: {n} day late", "Promised for {day}: {n} days late", late, day=due)
        return (Line(line, "bad"), *_moved(chain, view))
    return (Line(voice.say("Promised for {day}", day=due), "calm"), *_moved(chain, view))


def chain_of(issue: Issue, view: View) -> list[date]:
    """The days promised for it that are not kept, in the order promised, each later than the one before."""
    chain: list[date] = []
    for promise in view.promises.get(issue.number, ()):
        if promise.due is not None and promise.state != "kept" and (not chain or promise.due > chain[-1]):
            chain.append(promise.due)
    return chain


def _moved(chain: list[date], view: View) -> tuple[Line, ...]:
    if len(chain) < 2:
        return ()
    days = " → ".join(view.voice.day(day) for day in chain[-4:])
    return (Line(view.voice.say("Put off: {days}", days=days), "warn"),)


def back_again(issue: Issue, view: View) -> tuple[Line, ...]:
    """How often it came back, and after how many days the last time."""
    times = list(returns(issue))
    if not times:
        return ()
    days = (view.voice.day_of(times[-1][1].at) - view.voice.day_of(times[-1][0].at)).days
    text = view.voice.count(
        "Back again {n} day after it was called fixed", "Back again {n} days after it was called fixed", days
    )
    if len(times) > 1:
        text += " · " + view.voice.count("{n} time so far", "{n} times so far", len(times))
    return (Line(text, "bad"),)


def silence(issue: Issue, view: View) -> int:
    """Working days without a word from the provider, when that is too many; else 0."""
    if issue.status is Status.WAITING_ON_YOU:
        return 0
    days = quiet_days(heard_at(issue), view.now, view.office)
    return days if days >= int(rules("agenda")["silent_after"][issue.severity.value]) else 0


def silent_lines(issue: Issue, view: View) -> tuple[Line, ...]:
    days = silence(issue, view)
    if not days:
        return ()
    text = view.voice.count(
        "Silent for {n} working day, it is their turn", "Silent for {n} working days, it is their turn", days
    )
    return (Line(text, "warn"),)


def chased_lines(issue: Issue, view: View) -> tuple[Line, ...]:
    times = chases(issue)
    if not times:
        return ()
    day = view.voice.day(times[-1])
    text = view.voice.count(
        "You reminded them on {day}", "You reminded them {n} times, last on {day}", len(times), day=day
    )
    return (Line(text, "calm"),)


def tap(number: int, label: str, body: str, title: str) -> Tap:
    return Tap(label, f"Re: {number} {title}", body)


def taps(issue: Issue, view: View) -> tuple[Tap, ...]:
    """Answers by one tap; their words are English whatever the language of the agenda, for replies read that best."""
    say, n, title = view.voice.say, issue.number, title_of(issue)
    works = tap(n, say("Works"), f"{n} works", title)
    ask = tap(n, say("Ask"), f"{n} ask: ", title)
    if issue.status is Status.FIXED:
        return works, tap(n, say("Still broken"), f"{n} still broken", title), ask
    if issue.status is Status.WAITING_ON_YOU:
        return works, tap(n, say("Note"), f"{n} note: ", title), ask
    return works, tap(n, say("Remind them"), f"{n} chase", title), ask


def issue_row(issue: Issue, view: View) -> Row:
    """An issue with all that the owner should know of it."""
    lines = (
        *back_again(issue, view),
        *promise_lines(issue, view),
        *silent_lines(issue, view),
        *chased_lines(issue, view),
    )
    return Row(
        title=title_of(issue),
        number=issue.number,
        provider=issue.provider,
        badges=badges(issue, view),
        meta=f"{issue.provider} · {age_of(issue, view)}",
        lines=lines,
        quote=quote_of(last_word(issue), issue.provider, view),
        taps=taps(issue, view),
        issue=issue,
    )
