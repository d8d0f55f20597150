"""What one issue's history tells: where it stands, who spoke last, whose turn it is, how often it came back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from assistant.vocabulary import Change, Issue, Severity, Status, Verb

OPEN = frozenset({Status.OPEN, Status.IN_PROGRESS, Status.WAITING_ON_YOU, Status.SCHEDULED})
MENDED = frozenset({Status.FIXED, Status.RESOLVED})
URGENT = frozenset({Severity.HIGH, Severity.CRITICAL})
WEIGHT = {Severity.CRITICAL: 0, Severity.HIGH: 1, Severity.NORMAL: 2, Severity.LOW: 3}


def is_open(issue: Issue) -> bool:
    return issue.status in OPEN


def is_open_at(issue: Issue, at: datetime) -> bool:
    """Whether it was open at that moment, as its history tells."""
    steps = [step for step in issue.history if step.at <= at]
    return bool(steps) and steps[-1].status in OPEN


def last_word(issue: Issue) -> Change | None:
    """The newest step that has somebody's words."""
    return next((step for step in reversed(issue.history) if step.evidence.strip() and step.by != "assistant"), None)


def steps_in(issue: Issue, start: datetime, end: datetime) -> tuple[Change, ...]:
    """The steps after `start`, up to and with `end`."""
    return tuple(step for step in issue.history if start < step.at <= end)


def returns(issue: Issue) -> Iterator[tuple[Change, Change]]:
    """Each time it was mended and came back: the step that mended it and the one that opened it again.

    Work that goes on after "fixed", or a visit that is still to come, is no come-back.
    """
    mended: Change | None = None
    for step in issue.history:
        if step.status in MENDED:
            mended = mended or step
        elif mended is not None and step.status is Status.OPEN:
            yield mended, step
            mended = None


def mended_at(issue: Issue) -> datetime | None:
    """When it was mended for good as far as is known: the provider's claim, else the owner's word."""
    return (issue.fixed_at or issue.resolved_at) if issue.status in MENDED else None


def was_reported(issue: Issue) -> bool:
    """Whether it was heard of before it was mended."""
    return bool(issue.history) and issue.history[0].status not in MENDED


def answered_at(issue: Issue) -> datetime | None:
    """The provider's first word on what the owner reported; None when the provider spoke first or not yet."""
    if not issue.history or issue.history[0].by != "owner":
        return None
    return next((step.at for step in issue.history if step.by == "provider"), None)


def heard_at(issue: Issue) -> datetime:
    """The last moment at which the provider may have said something about it.

    A letter that changes nothing moves `updated_at` without a step in the history, so `updated_at` counts
    unless it is the moment of the owner's own words.
    """
    ours = {step.at for step in issue.history if step.by != "provider"} | {note.at for note in issue.notes}
    theirs = [step.at for step in issue.history if step.by == "provider"]
    if issue.updated_at not in ours:
        theirs.append(issue.updated_at)
    return max(theirs, default=issue.opened_at)


def chases(issue: Issue) -> tuple[datetime, ...]:
    """When the owner had to remind the provider."""
    return tuple(note.at for note in issue.notes if note.verb is Verb.CHASE)


def is_snoozed(issue: Issue, today: date) -> bool:
    return issue.snoozed_until is not None and today < issue.snoozed_until


def worst_first(issue: Issue) -> tuple[int, datetime, int]:
    """Sorting key: severity, then age, then number."""
    return WEIGHT[issue.severity], issue.opened_at, issue.number
