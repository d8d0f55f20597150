"""Why an issue is not done yet: days promised and put off, planned work, silence, come-backs, reminders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from assistant.agenda.life import chases, heard_at, last_word, returns
from assistant.agenda.promises import ahead, days, late
from assistant.agenda.values import Line, Quote
from assistant.agenda.view import View
from assistant.agenda.wording import chain, day_name, quoted
from assistant.agenda.worktime import quiet_days
from assistant.resources import rules
from assistant.vocabulary import Issue, Status


def delay_lines(issue: Issue, view: View) -> tuple[Line, ...]:
    """All that can be said of it, the worst first."""
    return (
        *_back_again(issue, view),
        *_promised(issue, view),
        *_planned(issue, view),
        *_silent(issue, view),
        *_reminded(issue, view),
    )


def dated_lines(issue: Issue, view: View) -> tuple[Line, ...]:
    """What was promised and planned for it, and nothing else."""
    return (*_promised(issue, view), *_planned(issue, view))


def silence(issue: Issue, view: View) -> int:
    """Working days without a word from the provider when a word is owed and that is too many; else 0."""
    # nobody owes a word while the office has to answer, or until the day that is agreed
    if issue.status in (Status.WAITING_ON_YOU, Status.FIXED) or view.has_a_day(issue):
        return 0
    quiet = quiet_days(_their_turn_since(issue, view), view.now, view.office)
    return quiet if quiet >= int(rules("agenda")["silent_after"][issue.severity.value]) else 0


def newest_words(issue: Issue, view: View) -> Quote | None:
    """What was said last about it, by whom and when: a step of its life, or a promise."""
    step, promises = last_word(issue), view.promises.get(issue.number, ())
    if promises and (step is None or promises[-1].at > step.at):
        return quoted(promises[-1].evidence, issue.provider, promises[-1].at, view)
    if step is None:
        return None
    return quoted(step.evidence, view.writer(step, issue), step.at, view)


def _their_turn_since(issue: Issue, view: View) -> datetime:
    """The provider's last word, or the owner's report that it is broken, if later."""
    reports = [step.at for step in issue.history if step.by == "owner" and step.status is Status.OPEN]
    promises = [promise.at for promise in view.promises.get(issue.number, ())]
    return max([heard_at(issue), *reports, *promises])


def _back_again(issue: Issue, view: View) -> tuple[Line, ...]:
    times = list(returns(issue))
    if not times or issue.status is Status.FIXED:
        return ()
    mended, back = (view.voice.day_of(step.at) for step in times[-1])
    text = view.voice.count(
        "Back again {n} day after it was called fixed",
        "Back again {n} days after it was called fixed",
        (back - mended).days,
    )
    if len(times) > 1:
        text += ", " + view.voice.count("{n} time so far", "{n} times so far", len(times))
    return (Line(text, "bad"),)


def _promised(issue: Issue, view: View) -> tuple[Line, ...]:
    """The day that went by last, and the day that comes next, each with the days that it was put off from."""
    if issue.status is Status.FIXED:
        return ()
    found = view.threads(issue)
    both = (late(found, view.today), ahead(found, view.today))
    return tuple(line for thread in both if thread is not None for line in _thread_lines(days(thread), view))


def _thread_lines(promised: list[date], view: View) -> Iterator[Line]:
    voice, day, over = view.voice, view.voice.day(promised[-1]), (view.today - promised[-1]).days
    if over > 0:
        text = voice.count("Promised for {day}: {n} day late", "Promised for {day}: {n} days late", over, day=day)
        yield Line(text, "bad")
    else:
        yield Line(voice.say("Promised for {day}", day=day_name(promised[-1], view)))
    if times := len(promised) - 1:
        yield Line(
            voice.count("Put off: {days}", "Put off {n} times: {days}", times, days=chain(promised, view)), "warn"
        )


def _planned(issue: Issue, view: View) -> tuple[Line, ...]:
    event = view.planned.get(issue.number)
    if event is None or issue.status is Status.FIXED:
        return ()
    day = day_name(event.start, view)
    if isinstance(event.start, datetime):
        day = f"{day}, {view.voice.hour(event.start)}"
    lines = (Line(view.voice.say("Planned for {day}", day=day)),)
    if not event.earlier:
        return lines
    days = chain([view.voice.day_of(start) for start in (*event.earlier, event.start)], view)
    return (*lines, Line(view.voice.say("Moved: {days}", days=days), "warn"))


def _silent(issue: Issue, view: View) -> tuple[Line, ...]:
    quiet = silence(issue, view)
    if not quiet:
        return ()
    text = view.voice.count("No word from them for {n} working day", "No word from them for {n} working days", quiet)
    return (Line(text, "warn"),)


def _reminded(issue: Issue, view: View) -> tuple[Line, ...]:
    mended = [step.at for step, _ in returns(issue)]
    times = [at for at in chases(issue) if not mended or at > mended[-1]]
    if not times:
        return ()
    day = view.voice.day(times[-1])
    text = view.voice.count(
        "You reminded them on {day}", "You reminded them {n} times, last on {day}", len(times), day=day
    )
    return (Line(text),)
