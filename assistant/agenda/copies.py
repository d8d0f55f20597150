"""The provider's copy: what the office has on its list for one provider, so that both come with the same facts.

`discretion` decides what may stand in it: dates, what the letters call a matter, what the provider said of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from assistant.agenda.delays import dated_lines
from assistant.agenda.discretion import own_part
from assistant.agenda.jsonable import moment
from assistant.agenda.month_sections import Things
from assistant.agenda.period import Period
from assistant.agenda.recent import recent
from assistant.agenda.sections import ahead
from assistant.agenda.sections.ahead import Ahead
from assistant.agenda.values import Agenda, Quote, Row, Section
from assistant.agenda.view import View, limit, look
from assistant.agenda.wording import age_of, badges, quoted, title_of
from assistant.vocabulary import Facts, Issue, Office, Status


def compose_copy(facts: Facts, office: Office, provider: str, period: Period) -> Agenda:
    """The part of the facts that concerns `provider`, in words for the provider. `render` sets it like the agenda.

    Only words of letters that are at hand (`Facts.sayings`) are quoted: of others it is not known whose they are.
    """
    view = look(own_part(recent(facts, period), provider), office, period)
    say = view.voice.say
    waiting = [issue for issue in view.current if issue.status is Status.WAITING_ON_YOU]
    others = [issue for issue in view.current if issue.status is not Status.WAITING_ON_YOU]
    sections = (
        _section(say("Open"), others, view),
        _section(say("Waiting for us"), waiting, view),
        _section(say("Said to be fixed, not yet confirmed"), view.claimed, view),
        _ahead(_without_told_promises(view)),
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


def _ahead(view: View) -> Section:
    drawn = ahead.compose(view)
    return replace(drawn, body=ahead.fit(drawn.body, view)) if isinstance(drawn.body, Ahead) else drawn


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
