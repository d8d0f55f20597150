"""Why an issue is not done yet: days promised and put off, planned work, silence, come-backs, reminders."""

from __future__ import annotations

from datetime import date, datetime

from assistant.agenda.life import chases, heard_at, last_word, returns
from assistant.agenda.promises import Thread, ahead, days, late
from assistant.agenda.values import Line, Quote
from assistant.agenda.view import View
from assistant.agenda.wording import quoted, until_now
from assistant.agenda.worktime import quiet_days
from assistant.resources import rules
from assistant.vocabulary import Issue, Status


def delay_lines(issue: Issue, view: View) -> tuple[Line, ...]:
    """All that can be said of it, the worst first."""
    return (
        *_promised(issue, view),
        *_back_again(issue, view),
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
        return quoted(promises[-1].evidence, "", promises[-1].at, view)
    if step is None:
        return None
    writer = view.writer(step, issue)
    return quoted(step.evidence, "" if writer == issue.provider else writer, step.at, view)


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
        "Back {n} day after it was called fixed", "Back {n} days after it was called fixed", (back - mended).days
    )
    if len(times) > 1:
        text += ", " + view.voice.count("{n} time so far", "{n} times so far", len(times))
    return (Line(text, "bad"),)


def _promised(issue: Issue, view: View) -> tuple[Line, ...]:
    """The day that went by last, and the day that comes next, each with the days that it was put off from.

    A day for which something is planned as well is told with that.
    """
    if issue.status is Status.FIXED:
        return ()
    found, event = view.threads(issue), view.planned.get(issue.number)
    planned = view.voice.day_of(event.start) if event else None
    both = (late(found, view.today), ahead(found, view.today))
    return tuple(_thread_line(days(thread), view) for thread in both if thread and not _is_told(thread, planned))


def _is_told(thread: Thread, planned: date | None) -> bool:
    return len(thread) == 1 and thread[-1].due == planned


def _thread_line(promised: list[date], view: View) -> Line:
    """ "Promised for 20 Feb → 27 Feb → 6 Mar: 3 days late"."""
    voice, over = view.voice, (view.today - promised[-1]).days
    if over > 0:
        days = until_now(promised, view)
        text = voice.count("Promised for {day}: {n} day late", "Promised for {day}: {n} days late", over, day=days)
        return Line(text, "bad")
    return Line(voice.say("Promised for {day}", day=until_now(promised, view)), "warn" if len(promised) > 1 else "calm")


def _planned(issue: Issue, view: View) -> tuple[Line, ...]:
    event = view.planned.get(issue.number)
    if event is None or issue.status is Status.FIXED:
        return ()
    day = until_now([view.voice.day_of(start) for start in (*event.earlier, event.start)], view)
    if isinstance(event.start, datetime):
        day = f"{day}, {view.voice.hour(event.start)}"
    return (Line(view.voice.say("Planned for {day}", day=day), "warn" if event.earlier else "calm"),)


def _silent(issue: Issue, view: View) -> tuple[Line, ...]:
    quiet = silence(issue, view)
    if not quiet:
        return ()
    text = view.voice.count("No word for {n} working day", "No word for {n} working days", quiet)
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
