"""What time alone changes: fixed issues that nobody objected to, promises that pass, events that are over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.ledger.events import over
from assistant.ledger.promises import judge
from assistant.vocabulary import Change, Event, Facts, Issue, Status


def settle(facts: Facts, now: datetime, zone: ZoneInfo, objection_days: int) -> Facts:
    """The facts as they stand at `now`. An issue counts as resolved `objection_days` after `fixed` without a word."""
    issues = tuple(_resolved(issue, now, timedelta(days=objection_days)) for issue in facts.issues)
    facts = replace(facts, issues=issues)
    return replace(
        facts,
        commitments=tuple(judge(promise, now, zone) for promise in facts.commitments),
        events=tuple(_done(event, now, zone) for event in facts.events),
    )


def _resolved(issue: Issue, now: datetime, wait: timedelta) -> Issue:
    if issue.status is not Status.FIXED or issue.fixed_at is None or issue.fixed_at + wait > now:
        return issue
    at = issue.fixed_at + wait
    last = issue.history[-1]
    words = f"no objection within {wait.days} days of: {last.evidence}"
    change = Change(at, Status.RESOLVED, "assistant", words, last.message_id, last.key)
    return replace(issue, status=Status.RESOLVED, resolved_at=at, updated_at=at, history=(*issue.history, change))


def _done(event: Event, now: datetime, zone: ZoneInfo) -> Event:
    return replace(event, state="done") if event.state == "planned" and over(event, now, zone) else event
