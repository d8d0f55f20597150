"""Events: a new date, the same event moved, or one called off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from assistant.ledger.matters import State
from assistant.ledger.words import stems
from assistant.vocabulary import Entry, Event, EventFinding, EventKind

_LONGEST_MOVE = timedelta(days=60)


def record_event(state: State, entry: Entry, finding: EventFinding, serials: Sequence[int]) -> None:
    """Add an event, or bring the known one up to date: one event has its newest times."""
    issue = serials[0] if len(serials) == 1 else _matter_of(state, finding, serials)
    place = _known(state, entry, finding, issue)
    if place is None:
        state.events.append(_fresh(entry, finding, issue))
        return
    old = state.events[place]
    moved = old.start != finding.start
    state.events[place] = replace(
        _fresh(entry, finding, issue if issue is not None else old.issue),
        title=old.title if finding.cancelled else finding.title,
        earlier=(*old.earlier, old.start) if moved else old.earlier,
        end=finding.end if moved or finding.end is not None else old.end,
    )


def _fresh(entry: Entry, finding: EventFinding, issue: int | None) -> Event:
    return Event(
        provider=entry.provider,
        kind=finding.kind,
        title=finding.title,
        start=finding.start,
        end=finding.end,
        state="cancelled" if finding.cancelled else "planned",
        evidence=finding.evidence.quote,
        message_id=entry.message_id,
        issue=issue,
        uid=finding.uid,
        confidence=finding.confidence,
    )


def _matter_of(state: State, finding: EventFinding, serials: Sequence[int]) -> int | None:
    words = stems(f"{finding.title} {finding.evidence.quote}")
    shared = [(len(words & state.matters[serial].words.keys()), serial) for serial in serials]
    best = max(shared, default=(0, 0))
    return best[1] if best[0] and [count for count, _ in shared].count(best[0]) == 1 else None


def _known(state: State, entry: Entry, finding: EventFinding, issue: int | None) -> int | None:
    """The place of the event that this finding speaks of, the newest first."""
    for place in reversed(range(len(state.events))):
        if _same(state.events[place], entry, finding, issue):
            return place
    return None


def _same(event: Event, entry: Entry, finding: EventFinding, issue: int | None) -> bool:
    if finding.uid and event.uid:
        return finding.uid == event.uid
    if event.provider != entry.provider or event.kind is not finding.kind:
        return False
    if _day(event.start) == _day(finding.start) and (_alike(event, finding) or (issue and issue == event.issue)):
        return True
    if _day(event.start) < entry.at.date() or abs(_day(event.start) - _day(finding.start)) > _LONGEST_MOVE:
        return False
    if finding.kind is EventKind.VISIT and issue is not None:
        return event.issue == issue
    return finding.kind is EventKind.MAINTENANCE and finding.cancelled and _alike(event, finding)


def _alike(event: Event, finding: EventFinding) -> bool:
    one, other = stems(event.title), stems(finding.title)
    return bool(one & other) and len(one & other) * 2 >= min(len(one), len(other))


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def over(event: Event, now: datetime, zone: ZoneInfo) -> bool:
    """Has it ended by now? An event without an end lasts until the end of its day."""
    last = event.end or event.start
    if not isinstance(last, datetime) or event.end is None:
        last = datetime.combine(_day(last) + timedelta(days=1), time(), zone)
    return last <= now
