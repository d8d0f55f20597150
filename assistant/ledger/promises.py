"""Promises: which matter each belongs to, and whether it was kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from assistant.ledger.matters import State
from assistant.ledger.words import fold, stems
from assistant.resources import rules
from assistant.vocabulary import Commitment, CommitmentFinding, Entry, Status

_DONE = (Status.FIXED, Status.RESOLVED)


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


def hear(state: State, entry: Entry, serials: Sequence[int]) -> None:
    """Note which earlier promises this letter keeps: of its own writer's, about its matters."""
    for place, promise in enumerate(state.commitments):
        if promise.kept_at is None and promise.provider == entry.provider and _keeps(state, promise, entry, serials):
            state.commitments[place] = replace(promise, kept_at=entry.at)


def _keeps(state: State, promise: Commitment, entry: Entry, serials: Sequence[int]) -> bool:
    if promise.at >= entry.at or promise.by is not entry.speaker:
        return False
    if promise.issue is None:
        return by_word(promise.evidence) and promise.message_id in {*entry.references, *entry.in_reply_to}
    if promise.issue not in serials:
        return False
    return by_word(promise.evidence) or state.matters[promise.issue].issue.status in _DONE


def by_word(sentence: str) -> bool:
    """Is it promised to write, ring, send or report?"""
    return _words().search(fold(sentence)) is not None


@cache
def _words() -> re.Pattern[str]:
    phrases = sorted({fold(phrase) for phrases in rules("kept")["by_word"].values() for phrase in phrases})
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


def judge(promise: Commitment, now: datetime, zone: ZoneInfo) -> Commitment:
    """`kept` when it was kept by the end of the due day, `broken` when that day is over, else `open`."""
    if promise.kept_at is not None and (promise.due is None or promise.kept_at.astimezone(zone).date() <= promise.due):
        return replace(promise, state="kept")
    if promise.due is not None and now.astimezone(zone).date() > promise.due:
        return replace(promise, state="broken")
    return promise
