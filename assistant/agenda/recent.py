"""The part of the facts that one agenda can speak of, so that its cost does not grow with the years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from assistant.agenda.period import Period
from assistant.vocabulary import Commitment, Event, Facts, Invoice, Issue, Status

WEEKS = 27  # the providers' figures reach back 26
_A_DAY = timedelta(days=1)


def recent(facts: Facts, period: Period) -> Facts:
    """`facts` without what was over long before: closed issues, old promises and events, bills before last year."""
    since = min(period.end - timedelta(weeks=WEEKS), period.start)
    issues = tuple(issue for issue in facts.issues if _lives(issue, since))
    numbers = {issue.number for issue in issues}
    return replace(
        facts,
        issues=issues,
        commitments=tuple(one for one in facts.commitments if _counts(one, numbers, since.date() - _A_DAY)),
        events=tuple(event for event in facts.events if _last_day(event) >= period.start.date() - _A_DAY),
        invoices=tuple(bill for bill in facts.invoices if _is_told(bill, period)),
    )


def _lives(issue: Issue, since: datetime) -> bool:
    return issue.status is not Status.RESOLVED or issue.updated_at > since


def _counts(promise: Commitment, numbers: set[int], since: date) -> bool:
    return promise.issue in numbers or (promise.due is not None and promise.due >= since)


def _last_day(event: Event) -> date:
    """In whatever zone it was told; a day more or less is left to the sections."""
    last = event.end or event.start
    return last.date() if isinstance(last, datetime) else last


def _is_told(bill: Invoice, period: Period) -> bool:
    """Bills of this year and the last."""
    day = bill.document.issued or bill.at.date()
    return max(day.year, bill.at.year) >= period.end.year - 1
