"""Events as calendar entries (RFC 5545, VEVENT): one UID for an event's whole life, all times in UTC."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar
from icalendar import Event as CalendarEvent

from assistant.agenda.naming import headline
from assistant.agenda.voice import voice_of
from assistant.vocabulary import Event, Office

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def calendar_of(events: Iterable[Event], office: Office, at: datetime) -> bytes:
    """All of them as one calendar that any program takes, made at `at` (aware)."""
    return written("", *(vevent(uid, event, office, at) for uid, event in told_apart(events)))


def written(method: str, *entries: CalendarEvent) -> bytes:
    """A VCALENDAR. `method` is PUBLISH or CANCEL where it is sent, "" where it is a file to keep."""
    calendar = Calendar()
    calendar.add("prodid", "-//Delegate//Agenda//EN")
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    for entry in entries:
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def vevent(uid: str, event: Event, office: Office, at: datetime) -> CalendarEvent:
    """The event with the sentence that announced it."""
    entry, say = dated(uid, event.start, end_of(event), at), voice_of(office).say
    entry.add("summary", f"{headline(event)} ({event.provider})" if event.provider else headline(event))
    entry.add("description", say("{provider} wrote: “{quote}”", provider=event.provider, quote=event.evidence))
    entry.add("status", "CANCELLED" if event.state == "cancelled" else "CONFIRMED")
    entry.add("categories", [event.kind.value])
    entry.add("transp", "TRANSPARENT" if not isinstance(event.start, datetime) else "OPAQUE")
    return entry


def dated(uid: str, start: datetime | date, end: datetime | date, at: datetime) -> CalendarEvent:
    """An entry with what each of ours has."""
    entry = CalendarEvent()
    entry.add("uid", uid)
    entry.add("dtstamp", at.astimezone(UTC))
    entry.add("dtstart", stamp(start))
    entry.add("dtend", stamp(end))
    return entry


def told_apart(events: Iterable[Event]) -> Iterator[tuple[str, Event]]:
    """Each with its UID; two renewals on one day are two."""
    seen: Counter[str] = Counter()
    for event in events:
        uid = event.uid or made_uid(event.provider, event.kind, event.earlier[0] if event.earlier else event.start)
        seen[uid] += 1
        yield (uid if seen[uid] == 1 else f"{seen[uid]}-{uid}"), event


def made_uid(provider: str, kind: str, start: datetime | date) -> str:
    """A UID from what a move leaves alone: provider, kind and the first start."""
    return sha256(f"{provider}\n{kind}\n{stamp(start).isoformat()}".encode()).hexdigest()[:32] + "@delegate"


def end_of(event: Event) -> datetime | date:
    """DTEND: the moment after it; a whole day ends on the next. An hour or a day where no sound end was told."""
    start, end = event.start, event.end
    if isinstance(start, datetime):
        return end if isinstance(end, datetime) and end > start else start + _HOUR
    last = end if end is not None and not isinstance(end, datetime) else start
    return max(last, start) + _DAY


def stamp(when: datetime | date) -> datetime | date:
    """In UTC, which every calendar program knows without a VTIMEZONE."""
    return when.astimezone(UTC) if isinstance(when, datetime) else when
