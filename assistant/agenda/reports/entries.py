"""The report's lines: each issue, promise, event and bill with the sentences that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.agenda.bills import due_of, name_of, total_of
from assistant.agenda.reports.letters import anchor
from assistant.agenda.reports.story import Story
from assistant.agenda.retelling import retold
from assistant.agenda.rows import outcome
from assistant.agenda.values import Line
from assistant.agenda.wording import badges, chain, sentence, shortened
from assistant.vocabulary import Change, Commitment, Event, Invoice, Issue, Status

_MOST = 400  # characters of a sentence


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of evidence; `anchor` leads to its letter, "" when the letter is not at hand."""

    when: str
    who: str
    status: str
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Entry:
    name: str  # its place in the page, "" for none
    title: str
    meta: str
    badges: tuple[Line, ...]
    said: tuple[Said, ...]


def issue_entries(told: Story) -> tuple[Entry, ...]:
    return tuple(_issue(issue, told) for issue in told.issues)


def promise_entries(told: Story) -> tuple[Entry, ...]:
    return tuple(_promise(promise, told) for promise in told.promises)


def event_entries(told: Story) -> tuple[Entry, ...]:
    return tuple(_event(event, told) for event in told.events)


def bill_entries(told: Story) -> tuple[Entry, ...]:
    return tuple(_bill(bill, told) for bill in told.bills)


def status_names(told: Story) -> dict[Status, str]:
    """The statuses in the office's language."""
    say = told.view.voice.say
    return {
        Status.OPEN: say("open"),
        Status.IN_PROGRESS: say("in progress"),
        Status.WAITING_ON_YOU: say("waiting for you"),
        Status.SCHEDULED: say("planned"),
        Status.FIXED: say("said to be fixed"),
        Status.RESOLVED: say("closed"),
    }


def _issue(issue: Issue, told: Story) -> Entry:
    voice, names = told.view.voice, status_names(told)
    dates = [voice.say("reported {day}", day=voice.dated(issue.opened_at))]
    if issue.resolved_at is not None:
        dates.append(voice.say("closed {day}", day=voice.dated(issue.resolved_at)))
    meta = " · ".join([names[issue.status], *dates, *issue.tickets])
    said = tuple(_step(step, issue, told, names[step.status]) for step in issue.history if step.evidence.strip())
    return Entry(f"issue-{issue.number}", f"{issue.number}  {issue.title}", meta, badges(issue, told.view), said)


def _step(step: Change, issue: Issue, told: Story, status: str) -> Said:
    who = told.view.voice.say("by rule") if step.by == "assistant" else told.view.writer(step, issue)
    return _said(step.evidence, step.at, step.message_id, told, who, status)


def _promise(promise: Commitment, told: Story) -> Entry:
    voice = told.view.voice
    day = voice.say("no day was given") if promise.due is None else voice.say("for {day}", day=voice.dated(promise.due))
    number = [] if promise.issue is None else [str(promise.issue)]
    said = _said(promise.evidence, promise.at, promise.message_id, told)
    return Entry("", sentence(promise.what, _MOST), " · ".join([day, *number]), (outcome(promise, told.view),), (said,))


def _event(event: Event, told: Story) -> Entry:
    voice = told.view.voice
    when = voice.dated(event.start)
    if isinstance(event.start, datetime):
        when += f", {voice.hour(event.start)}"
    parts = [when]
    if event.earlier:
        days = chain([voice.day_of(start) for start in (*event.earlier, event.start)], told.view)
        parts.append(voice.say("Moved: {days}", days=days))
    called_off = (Line(voice.say("called off"), "warn"),) if event.state == "cancelled" else ()
    said = _said(event.evidence, None, event.message_id, told)
    return Entry("", sentence(event.title, _MOST), " · ".join(parts), called_off, (said,))


def _bill(bill: Invoice, told: Story) -> Entry:
    voice, document = told.view.voice, bill.document
    day = voice.dated(document.issued or bill.at)
    parts = [part for part in (day, total_of(document, told.view), due_of(bill, told.view)) if part]
    flags = tuple(Line(retold(flag.reason, told.view.voice), "warn") for flag in bill.flags)
    said = _said(document.evidence.quote, bill.at, bill.message_id, told)
    return Entry("", name_of(bill, told.view), " · ".join(parts), flags, (said,))


def _said(  # noqa: PLR0913, PLR0917  the parts of one line, each from another place
    words: str, when: datetime | None, message_id: str, told: Story, who: str = "", status: str = ""
) -> Said:
    day = told.view.voice.dated(when) if when is not None else told.view.voice.say("letter")
    link = anchor(message_id) if message_id in told.at_hand else ""
    return Said(day, who, status, shortened(words, _MOST), link)
