"""The events as one calendar (RFC 5545) that any calendar program takes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from assistant.vocabulary import Event

_DAY = timedelta(days=1)
_STATUS = {"cancelled": "CANCELLED"}


def calendar_of(events: Iterable[Event], now: datetime) -> bytes:
    """A VCALENDAR; `now` is its time stamp. The same event has the same UID in every export."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Delegate//assistant//EN")
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(_vevent(event, now))
    return bytes(calendar.to_ical())


def _vevent(event: Event, now: datetime):  # type: ignore[no-untyped-def]  # noqa: ANN202  icalendar is imported late
    from icalendar import Event as VEvent

    entry = VEvent()
    entry.add("uid", event.uid or _uid(event))
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("summary", f"{event.provider}: {event.title}" if event.provider else event.title)
    entry.add("dtstart", _utc(event.start))
    end = _end(event)
    if end is not None:
        entry.add("dtend", end)
    entry.add("status", _STATUS.get(event.state, "CONFIRMED"))
    entry.add("categories", [str(event.kind)])
    entry.add("description", event.evidence)
    return entry


def _uid(event: Event) -> str:
    """Of what stays the same when the event is moved."""
    words = "\n".join((event.provider, event.kind, event.title, event.message_id, str(min(map(str, _starts(event))))))
    return f"{hashlib.sha256(words.encode()).hexdigest()[:32]}@delegate.invalid"


def _starts(event: Event) -> tuple[datetime | date, ...]:
    return (*event.earlier[:1], *(() if event.earlier else (event.start,)))


def _end(event: Event) -> datetime | date | None:
    """DTEND, of the same kind as DTSTART and after it; a last day counts in full (RFC 5545, 3.6.1)."""
    start, end = event.start, event.end
    if end is None or isinstance(start, datetime) is not isinstance(end, datetime):
        return None
    if not isinstance(end, datetime):
        end = end + _DAY
    return _utc(end) if end > start else None


def _utc(moment: datetime | date) -> datetime | date:
    """In UTC, so that the file needs no table of zones."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
