"""What each order does to an issue: one table, one small function each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.vocabulary import Change, Entry, Issue, Note, Order, Severity, Status, Verb

Effect = Callable[[Issue, Order, Entry], Issue]


def standing(issue: Issue, order: Order) -> str:
    """What the order is about, as it stands: severity, title, day or status."""
    match order.verb:
        case Verb.SEVERITY:
            return issue.severity
        case Verb.RENAME:
            return issue.title
        case Verb.SNOOZE:
            return issue.snoozed_until.isoformat() if issue.snoozed_until else ""
        case _:
            return issue.status.replace("_", " ")


def _stands(status: Status) -> Effect:
    def effect(issue: Issue, order: Order, entry: Entry) -> Issue:
        if issue.status is status:
            return _noted(issue, order, entry)
        change = Change(entry.at, status, "owner", order.quote or entry.subject, entry.message_id, entry.key)
        return replace(
            _noted(issue, order, entry),
            status=status,
            updated_at=max(issue.updated_at, entry.at),
            resolved_at=entry.at if status is Status.RESOLVED else None,
            fixed_at=issue.fixed_at if status is Status.RESOLVED else None,
            snoozed_until=None,
            history=(*issue.history, change),
        )

    return effect


def _noted(issue: Issue, order: Order, entry: Entry) -> Issue:
    if not order.text:
        return issue
    return replace(issue, notes=(*issue.notes, Note(entry.at, order.verb, order.text, entry.message_id)))


def _asked(issue: Issue, order: Order, entry: Entry) -> Issue:
    words = order.text or order.quote or order.verb
    return replace(issue, notes=(*issue.notes, Note(entry.at, order.verb, words, entry.message_id)))


def _snoozed(issue: Issue, order: Order, entry: Entry) -> Issue:
    return replace(_noted(issue, order, entry), snoozed_until=order.until)


def _weighed(issue: Issue, order: Order, entry: Entry) -> Issue:  # noqa: ARG001  every effect has the same form
    return replace(issue, severity=Severity(order.text)) if order.text in list(Severity) else issue


def _renamed(issue: Issue, order: Order, entry: Entry) -> Issue:
    """With a note of it: a title in the owner's words is not for everybody's eyes."""
    return replace(_noted(issue, order, entry), title=order.text or issue.title)


def _unchanged(issue: Issue, order: Order, entry: Entry) -> Issue:  # noqa: ARG001
    return issue


EFFECTS: dict[Verb, Effect] = {
    Verb.RESOLVE: _stands(Status.RESOLVED),
    Verb.REOPEN: _stands(Status.OPEN),
    Verb.NOT_AN_ISSUE: _unchanged,
    Verb.SNOOZE: _snoozed,
    Verb.NOTE: _asked,
    Verb.ASK: _asked,
    Verb.CHASE: _asked,
    Verb.SEVERITY: _weighed,
    Verb.RENAME: _renamed,
    Verb.MERGE: _unchanged,
}
