"""The provider's copy: what the office has on its list for one provider, so that both come with the same facts.

It holds nothing of another provider, nothing of money, and no word that the owner wrote to the assistant alone: only
dates, what the letters call a matter, and what the provider said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from assistant.agenda.delays import dated_lines
from assistant.agenda.jsonable import moment
from assistant.agenda.month_sections import Things
from assistant.agenda.period import Period
from assistant.agenda.recent import recent
from assistant.agenda.sayings import THEIRS
from assistant.agenda.sections import ahead
from assistant.agenda.sections.ahead import Ahead
from assistant.agenda.values import Agenda, Quote, Row, Section
from assistant.agenda.view import View, limit, look
from assistant.agenda.wording import age_of, badges, quoted, title_of
from assistant.vocabulary import Facts, Issue, Office, Speaker, Status, Verb


def compose_copy(facts: Facts, office: Office, provider: str, period: Period) -> Agenda:
    """The part of the facts that concerns `provider`, in words for the provider. `render` sets it like the agenda.

    Only words of letters that are at hand (`Facts.sayings`) are quoted: of others it is not known whose they are.
    """
    view = look(_own(recent(facts, period), provider, frozenset(_letters_of(facts, provider))), office, period)
    say = view.voice.say
    waiting = [issue for issue in view.current if issue.status is Status.WAITING_ON_YOU]
    others = [issue for issue in view.current if issue.status is not Status.WAITING_ON_YOU]
    sections = (
        _section(say("Open"), others, view),
        _section(say("Waiting for us"), waiting, view),
        _section(say("Said to be fixed, not yet confirmed"), view.claimed, view),
        ahead.compose(_without_told_promises(view)),
    )
    title = say("Open points: {provider}", provider=provider)
    return Agenda(
        at=period.end.astimezone(view.voice.zone),
        start=period.start.astimezone(view.voice.zone),
        language=str(view.voice.locale).replace("_", "-"),
        subject=title,
        preheader=view.voice.count("{n} open", "{n} open", len(view.current)),
        title=title,
        dated=view.voice.full_day(period.end),
        greeting=(
            say("For our next meeting: this is what stands on our list for you. Is anything wrong? Just reply."),
        ),
        tiles=(),
        sections=sections,
        hint=say("Sent for {owner} by the assistant that keeps the list.", owner=office.owner),
        foot=(),
        address=office.assistant,
    )


def copy_json(copy: Agenda) -> dict[str, Any]:
    """The copy as plain values."""
    bodies: list[Any] = [section.body for section in copy.sections if section.body is not None]
    rows = [row for body in bodies if isinstance(body, Things) for row in body.rows]
    coming = [body for body in bodies if isinstance(body, Ahead)]
    return {
        "at": moment(copy.at),
        "issues": [{"title": row.title, "tickets": list(row.issue.tickets) if row.issue else []} for row in rows],
        "ahead": ahead.as_json(coming[0] if coming else None)["ahead"],
    }


def _own(facts: Facts, provider: str, letters: frozenset[str]) -> Facts:
    """Only what the provider may see; `letters` are those it wrote itself."""
    issues = (_own_words(issue, letters) for issue in facts.issues if issue.provider == provider)
    promises = (one for one in facts.commitments if one.provider == provider and one.by not in _OURS)
    return Facts(
        issues=tuple(_told(issue) for issue in issues if _may_be_told(issue)),
        commitments=tuple(one for one in promises if one.message_id in letters),
        # who said the sentence behind an event is not known: the title alone is told
        events=tuple(replace(event, evidence=event.title) for event in facts.events if event.provider == provider),
    )


def _letters_of(facts: Facts, provider: str) -> Iterator[str]:
    return (one.message_id for one in facts.sayings if one.speaker in THEIRS and one.provider == provider)


def _own_words(issue: Issue, letters: frozenset[str]) -> Issue:
    """The issue's life without a sentence that another provider, or nobody knows who, has written."""
    steps = (step if step.message_id in letters else replace(step, evidence="") for step in issue.history)
    return replace(issue, history=tuple(steps))


_OURS = (Speaker.OWNER, Speaker.STAFF)


def _may_be_told(issue: Issue) -> bool:
    """Whether it has a name that the provider may see: the letters' own, or words of the provider's to call it by."""
    return not _is_in_the_owners_words(issue) or bool(_theirs(issue))


def _told(issue: Issue) -> Issue:
    title = _theirs(issue)[0] if _is_in_the_owners_words(issue) else issue.title
    return replace(issue, title=title, notes=())


def _is_in_the_owners_words(issue: Issue) -> bool:
    """The owner called it so in a reply to the assistant: by renaming it, or by ordering it onto the list."""
    return any(note.verb is Verb.RENAME for note in issue.notes) or any("#new" in key for key in issue.keys)


def _theirs(issue: Issue) -> list[str]:
    return [step.evidence for step in issue.history if step.by == "provider" and step.evidence.strip()]


def _without_told_promises(view: View) -> View:
    """What was promised for an issue stands in its row already, and there without the office's number."""
    loose = tuple(promise for promise in view.facts.commitments if promise.issue is None)
    return replace(view, facts=replace(view.facts, commitments=loose))


def _section(title: str, issues: Iterable[Issue], view: View) -> Section:
    rows = tuple(_row(issue, view) for issue in issues)[: limit("copy")]
    return Section("things", title, Things(rows) if rows else None)


def _row(issue: Issue, view: View) -> Row:
    """Without the office's own number: the provider knows the matter by its ticket."""
    tickets = " ".join(issue.tickets[:2])
    return Row(
        title=title_of(issue),
        provider=issue.provider,
        badges=badges(replace(issue, confidence=1.0), view),
        meta=" · ".join(part for part in (tickets, age_of(issue, view)) if part),
        lines=dated_lines(issue, view),
        quote=_their_words(issue, view),
        issue=issue,
    )


def _their_words(issue: Issue, view: View) -> Quote | None:
    """What the provider said last."""
    said = [(step.at, step.evidence) for step in issue.history if step.by == "provider" and step.evidence.strip()]
    said += [(promise.at, promise.evidence) for promise in view.promises.get(issue.number, ())]
    if not said:
        return None
    at, words = max(said)
    return quoted(words, issue.provider, at, view)
