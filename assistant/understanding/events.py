"""Dated events that lie ahead, or are called off."""

from __future__ import annotations

import re
from datetime import date, datetime

from assistant.understanding.calloffs import calls_off
from assistant.understanding.cues import cues_in
from assistant.understanding.findings import evidence_of
from assistant.understanding.heard import Heard
from assistant.understanding.times import Span, span_of
from assistant.understanding.titles import event_title
from assistant.understanding.voice import EVENTS, Scores
from assistant.vocabulary import EventFinding, EventKind, Evidence, Invitation

_PAYMENT = re.compile(
    r"\b(?:invoice|bill|total|amount|payment|balance|rental|subscription|rechnung|betrag|factuur|bedrag|facture"
    r"|montant|factura|importe)\b.{0,60}\b(?:due|payable|paid|pay|fällig|zahlbar|betalen|vervalt|échéance|vence)\b"
    r"|\b(?:payable|pay|payment due|payment is due|zahlbar|betaalbaar)\s(?:by|before|until|within|bis|vóór|avant)\b",
    re.IGNORECASE,
)


def events_of(heard: Heard, scores: Scores, line: float) -> tuple[EventFinding, ...]:
    """One finding for each sentence that sets a day of its own, and for each calendar part."""
    found: list[EventFinding] = []
    used: set[int] = set()
    for i in range(len(heard.body.view.sentences)):
        if i in used or float(1 - scores.event[i, 0]) < line or _is_payment(heard.body.view.sentences[i].words):
            continue
        span = span_of(heard.body.view.sentences, heard.body.dates, i, heard.calendar)
        if span is None:
            continue
        used.update(span.used)
        event = _finding(heard, scores, i, span)
        if not any(_same(event, other) for other in found):
            found.append(event)
    return _with_invitations(heard, found)


def _is_payment(words: str) -> bool:
    """The day by which a bill is to be paid belongs to the bill."""
    return bool(_PAYMENT.search(words))


def _finding(heard: Heard, scores: Scores, i: int, span: Span) -> EventFinding:
    part, cues = heard.body.view.sentences[i], heard.body.view.cues[i]
    kind = EventKind(EVENTS[1 + int(scores.event[i, 1:].argmax())])
    evidence = evidence_of(heard.letter, part)
    sure = round(float(1 - scores.event[i, 0]), 3)
    title = event_title(heard.letter, part, kind)
    return EventFinding(
        kind,
        title,
        span.begins,
        span.ends,
        evidence,
        calls_off(part.words),
        "",
        sure,
        tuple(sorted(cues)),
    )


def _same(one: EventFinding, other: EventFinding) -> bool:
    """The same moment told twice."""
    return one.kind is other.kind and one.cancelled is other.cancelled and _day(one.start) == _day(other.start)


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _with_invitations(heard: Heard, found: list[EventFinding]) -> tuple[EventFinding, ...]:
    """A calendar part tells best when: it replaces what was read for its day."""
    for invitation in heard.letter.invitations:
        if invitation.method == "REPLY":
            continue
        start = _local(heard, invitation.start)
        twin = next((event for event in found if _day(event.start) == _day(start)), None)
        event = _invited(heard, invitation, twin)
        found = [event if other is twin else other for other in found] if twin else [*found, event]
    return tuple(found)


def _invited(heard: Heard, invitation: Invitation, twin: EventFinding | None) -> EventFinding:
    start = _local(heard, invitation.start)
    end = None if invitation.end is None else _local(heard, invitation.end)
    kind = _kind_by_name(f"{invitation.summary} {heard.letter.subject}") or (twin.kind if twin else EventKind.MEETING)
    quote = invitation.summary.strip() or "Calendar entry"
    evidence = twin.evidence if twin else Evidence(0, len(quote), quote, f"calendar:{invitation.uid}")
    off = invitation.cancelled or invitation.method == "CANCEL"
    return EventFinding(kind, quote, start, end, evidence, off, invitation.uid, 1.0, ("calendar",))


def _kind_by_name(name: str) -> EventKind | None:
    """What an invitation is to, by what it is called: the days of its letter say little of it."""
    cues = cues_in(name)
    return next((kind for kind in (EventKind.MEETING, EventKind.VISIT, EventKind.MAINTENANCE) if kind in cues), None)


def _local(heard: Heard, moment: datetime | date) -> datetime | date:
    """A time without a zone is the office's."""
    if isinstance(moment, datetime) and moment.tzinfo is None:
        return moment.replace(tzinfo=heard.calendar.now.tzinfo)
    return moment
