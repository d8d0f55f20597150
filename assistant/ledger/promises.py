"""Promises: which matter each belongs to, and whether it was kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from assistant.ledger.matters import State
from assistant.ledger.words import stems
from assistant.vocabulary import Commitment, CommitmentFinding, Entry, Facts, Issue, Status


def record_promise(state: State, entry: Entry, finding: CommitmentFinding, serials: Sequence[int]) -> None:
    """Keep a promise with the matter of its letter that it speaks of."""
    state.commitments.append(
        Commitment(
            provider=entry.provider,
            issue=_matter_of(state, finding, serials),
            what=finding.what,
            due=finding.due,
            state="open",
            evidence=finding.evidence.quote,
            message_id=entry.message_id,
            at=entry.at,
            by=finding.speaker,
            confidence=finding.confidence,
        )
    )


def _matter_of(state: State, finding: CommitmentFinding, serials: Sequence[int]) -> int | None:
    if len(serials) <= 1:
        return serials[0] if serials else None
    words = stems(f"{finding.what} {finding.evidence.quote}")
    shared = {serial: len(words & state.matters[serial].words.keys()) for serial in serials}
    best = max(shared.values())
    winners = [serial for serial, count in shared.items() if count == best]
    return winners[0] if best and len(winners) == 1 else None


def judge(commitment: Commitment, facts: Facts, now: datetime, zone: ZoneInfo) -> Commitment:
    """`kept` when the matter was fixed, or its provider wrote again, by the end of the due day; `broken` after it."""
    issue = next((i for i in facts.issues if i.number == commitment.issue), None)
    if issue and _kept(commitment, issue, zone):
        return replace(commitment, state="kept")
    if commitment.due is not None and now.astimezone(zone).date() > commitment.due:
        return replace(commitment, state="broken")
    return commitment


def _kept(commitment: Commitment, issue: Issue, zone: ZoneInfo) -> bool:
    later = (change for change in issue.history if change.at > commitment.at)
    done = (Status.FIXED, Status.RESOLVED)
    return any(change.status in done and _in_time(change.at, commitment.due, zone) for change in later)


def _in_time(at: datetime, due: date | None, zone: ZoneInfo) -> bool:
    return due is None or at.astimezone(zone).date() <= due
