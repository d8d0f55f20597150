"""Calendar files for what lies ahead (RFC 5545): one UID for an event's whole life, a higher SEQUENCE for each change.

A file goes along with the mail in which its event is new or has changed, and not again: who put it into the calendar
has it there. `sent` is what went along before, by UID; without it nobody could tell what is new, or call anything off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar
from icalendar import Event as CalendarEvent

from assistant.agenda.naming import headline
from assistant.agenda.period import Period
from assistant.agenda.values import Agenda
from assistant.agenda.view import limit
from assistant.agenda.voice import Voice, voice_of
from assistant.vocabulary import Event, Facts, Office


@dataclass(frozen=True, slots=True)
class Sent:
    """The last file that went along for an event: its SEQUENCE, and a digest of when, what and whether it stands."""

    sequence: int
    digest: str


@dataclass(frozen=True, slots=True)
class File:
    """One .ics file to go along."""

    name: str
    content: bytes
    uid: str
    sent: Sent


def calendar_files(facts: Facts, office: Office, period: Period, sent: Mapping[str, Sent]) -> tuple[File, ...]:
    """A file for each event of the next weeks that is new or changed since `sent`, the nearest first."""
    voice, near = voice_of(office), timedelta(limit("ahead_days"))
    today = voice.day_of(period.end)
    events = [e for e in facts.events if e.state != "done" and today <= voice.day_of(e.start) <= today + near]
    events.sort(key=lambda event: (voice.day_of(event.start), event.title))
    wanted = [(uid, event) for uid, event in _told_apart(events) if _is_news(event, sent.get(uid))]
    return tuple(
        _file(uid, event, f"{voice.day_of(event.start)}-{n}.ics", (office, period, sent.get(uid)))
        for n, (uid, event) in enumerate(wanted[: limit("calendars")], 1)
    )


def meeting_file(agenda: Agenda, office: Office, period: Period, sent: Mapping[str, Sent]) -> tuple[File, ...]:
    """The meeting that the agenda is for, with its questions, so that they are at hand there; () when it was sent."""
    if period.meeting is None:
        return ()
    start, end = period.meeting
    uid = _uid(office.owner, "meeting", start.date())
    old, digest = sent.get(uid), _digest(_stamp(start), _stamp(end))
    if old is not None and old.digest == digest:
        return ()
    entry = _dated(uid, start, end, period.end)
    now = Sent(old.sequence + 1 if old else 0, digest)
    entry.add("sequence", now.sequence)
    entry.add("summary", voice_of(office).say("IT meeting"))
    entry.add("description", _questions(agenda))
    return (File("meeting.ics", _published("PUBLISH", entry), uid, now),)


def uid_of(event: Event) -> str:
    """The provider's own UID, else one made from what a move leaves alone: provider, kind and the first start."""
    return event.uid or _uid(event.provider, event.kind, event.earlier[0] if event.earlier else event.start)


def _uid(provider: str, kind: str, start: datetime | date) -> str:
    return sha256(f"{provider}\n{kind}\n{_stamp(start).isoformat()}".encode()).hexdigest()[:32] + "@delegate"


def _told_apart(events: list[Event]) -> Iterator[tuple[str, Event]]:
    """Each with its UID; two renewals on one day are two."""
    seen: Counter[str] = Counter()
    for event in events:
        uid = uid_of(event)
        seen[uid] += 1
        yield (uid if seen[uid] == 1 else f"{seen[uid]}-{uid}"), event


def _is_news(event: Event, old: Sent | None) -> bool:
    """What was never sent need not be called off."""
    if old is None:
        return event.state != "cancelled"
    return old.digest != _digest_of(event)


def _digest_of(event: Event) -> str:
    return _digest(_stamp(event.start), _stamp(_end(event)), event.state)


def _digest(*parts: object) -> str:
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]


def _file(uid: str, event: Event, name: str, about: tuple[Office, Period, Sent | None]) -> File:
    """One for each move, and one for calling it off; always above the one that was sent before."""
    office, period, old = about
    changes = len(event.earlier) + (event.state == "cancelled")
    now = Sent(changes if old is None else max(changes, old.sequence + 1), _digest_of(event))
    entry = _entry(uid, event, period.end, voice_of(office))
    entry.add("sequence", now.sequence)
    return File(name, _published("CANCEL" if event.state == "cancelled" else "PUBLISH", entry), uid, now)


def _entry(uid: str, event: Event, at: datetime, voice: Voice) -> CalendarEvent:
    entry = _dated(uid, event.start, _end(event), at)
    entry.add("summary", f"{headline(event)} ({event.provider})")
    entry.add("description", voice.say("{provider} wrote: “{quote}”", provider=event.provider, quote=event.evidence))
    entry.add("status", "CANCELLED" if event.state == "cancelled" else "CONFIRMED")
    entry.add("transp", "TRANSPARENT" if not isinstance(event.start, datetime) else "OPAQUE")
    return entry


def _dated(uid: str, start: datetime | date, end: datetime | date, at: datetime) -> CalendarEvent:
    """A VEVENT with what each of ours has."""
    entry = CalendarEvent()
    entry.add("uid", uid)
    entry.add("dtstamp", at.astimezone(UTC))
    entry.add("dtstart", _stamp(start))
    entry.add("dtend", _stamp(end))
    return entry


def _published(method: str, entry: CalendarEvent) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Delegate//Agenda//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _questions(agenda: Agenda) -> str:
    """The questions of the agenda, as lines."""
    rows = getattr(agenda.section("questions").body, "rows", ())
    return "\n\n".join("\n".join((row.title, *(line.text for line in row.lines))) for row in rows)


def _end(event: Event) -> datetime | date:
    """DTEND is the moment after the event; a whole day ends on the next day. An hour where no end was told."""
    if isinstance(event.start, datetime):
        return event.end if isinstance(event.end, datetime) else event.start + timedelta(hours=1)
    last = event.end if event.end is not None and not isinstance(event.end, datetime) else event.start
    return max(last, event.start) + timedelta(days=1)


def _stamp(when: datetime | date) -> datetime | date:
    """In UTC, which every calendar program knows without a VTIMEZONE."""
    return when.astimezone(UTC) if isinstance(when, datetime) else when
