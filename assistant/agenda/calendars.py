"""A calendar file for an event ahead (RFC 5545): the same UID for its whole life, a higher SEQUENCE for each change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar
from icalendar import Event as CalendarEvent

from assistant.agenda.period import Period
from assistant.agenda.view import limit
from assistant.agenda.voice import voice_of
from assistant.vocabulary import Event, Facts, Office


def calendar_files(facts: Facts, office: Office, period: Period) -> tuple[tuple[str, bytes], ...]:
    """A file with its name for each event of the next weeks, called-off ones included, the nearest first."""
    voice, near = voice_of(office), timedelta(limit("ahead_days"))
    today = voice.day_of(period.end)
    events = [e for e in facts.events if e.state != "done" and today <= voice.day_of(e.start) <= today + near]
    events.sort(key=lambda event: (voice.day_of(event.start), event.title))
    return tuple(
        (f"{voice.day_of(event.start)}-{n}.ics", calendar_file(event, office, period.end))
        for n, event in enumerate(events[: limit("calendars")], 1)
    )


def calendar_file(event: Event, office: Office, at: datetime) -> bytes:
    """The event as an .ics file, made at `at` (aware): METHOD:PUBLISH, or METHOD:CANCEL once it is called off."""
    called_off = event.state == "cancelled"
    calendar = Calendar()
    calendar.add("prodid", "-//Delegate//Agenda//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if called_off else "PUBLISH")
    calendar.add_component(_entry(event, office, at))
    return bytes(calendar.to_ical())


def uid_of(event: Event) -> str:
    """The provider's own UID, else one made from what a move leaves alone: provider, kind and the first start."""
    if event.uid:
        return event.uid
    first = event.earlier[0] if event.earlier else event.start
    return sha256(f"{event.provider}\n{event.kind}\n{_plain(first)}".encode()).hexdigest()[:32] + "@delegate"


def sequence_of(event: Event) -> int:
    """One for each move, and one for calling it off."""
    return len(event.earlier) + (event.state == "cancelled")


def _entry(event: Event, office: Office, at: datetime) -> CalendarEvent:
    entry, voice = CalendarEvent(), voice_of(office)
    entry.add("uid", uid_of(event))
    entry.add("sequence", sequence_of(event))
    entry.add("dtstamp", at.astimezone(UTC))
    entry.add("dtstart", _stamp(event.start))
    entry.add("dtend", _stamp(_end(event)))
    entry.add("summary", f"{event.title} ({event.provider})")
    entry.add("description", voice.say("{provider} wrote: “{quote}”", provider=event.provider, quote=event.evidence))
    entry.add("status", "CANCELLED" if event.state == "cancelled" else "CONFIRMED")
    entry.add("transp", "TRANSPARENT" if not isinstance(event.start, datetime) else "OPAQUE")
    return entry


def _end(event: Event) -> datetime | date:
    """DTEND is the moment after the event; a whole day ends on the next day. An hour where no end was told."""
    if isinstance(event.start, datetime):
        return event.end if isinstance(event.end, datetime) else event.start + timedelta(hours=1)
    last = event.end if event.end is not None and not isinstance(event.end, datetime) else event.start
    return max(last, event.start) + timedelta(days=1)


def _stamp(when: datetime | date) -> datetime | date:
    """In UTC, which every calendar program knows without a VTIMEZONE."""
    return when.astimezone(UTC) if isinstance(when, datetime) else when


def _plain(when: datetime | date) -> str:
    return _stamp(when).isoformat()
