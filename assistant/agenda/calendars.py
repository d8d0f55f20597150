"""The calendar files that go with a mail: those of events that are new or have changed since the mail before.

A file does not go along twice: who put it into the calendar has it there. `sent` is what went along before, by UID;
without it nobody could tell what is new, give a change its higher SEQUENCE, or call off what the owner has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from assistant.agenda.period import Period
from assistant.agenda.values import Agenda
from assistant.agenda.vevents import dated, end_of, made_uid, stamp, told_apart, vevent, written
from assistant.agenda.view import limit
from assistant.agenda.voice import voice_of
from assistant.vocabulary import Event, Facts, Office


@dataclass(frozen=True, slots=True)
class Sent:
    """The last file that went along for an event: its SEQUENCE, and a digest of when it is and whether it stands."""

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
    wanted = [(uid, event) for uid, event in told_apart(events) if _is_news(event, sent.get(uid))]
    return tuple(
        _file(uid, event, f"{voice.day_of(event.start)}-{n}.ics", (office, period, sent.get(uid)))
        for n, (uid, event) in enumerate(wanted[: limit("calendars")], 1)
    )


def meeting_file(agenda: Agenda, office: Office, period: Period, sent: Mapping[str, Sent]) -> tuple[File, ...]:
    """The meeting that the agenda is for, with its questions, so that they are at hand there; () when it was sent."""
    if period.meeting is None:
        return ()
    start, end = period.meeting
    uid = made_uid(office.owner, "meeting", start.date())
    old, digest = sent.get(uid), _digest(stamp(start), stamp(end))
    if old is not None and old.digest == digest:
        return ()
    entry, now = dated(uid, start, end, period.end), Sent(old.sequence + 1 if old else 0, digest)
    entry.add("sequence", now.sequence)
    entry.add("summary", voice_of(office).say("IT meeting"))
    entry.add("description", _questions(agenda))
    return (File("meeting.ics", written("PUBLISH", entry), uid, now),)


def _is_news(event: Event, old: Sent | None) -> bool:
    """What was never sent need not be called off."""
    return event.state != "cancelled" if old is None else old.digest != _digest_of(event)


def _digest_of(event: Event) -> str:
    return _digest(stamp(event.start), stamp(end_of(event)), event.state)


def _digest(*parts: object) -> str:
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]


def _file(uid: str, event: Event, name: str, about: tuple[Office, Period, Sent | None]) -> File:
    """SEQUENCE: one for each move, and one for calling it off; always above the one that was sent before."""
    office, period, old = about
    changes = len(event.earlier) + (event.state == "cancelled")
    now = Sent(changes if old is None else max(changes, old.sequence + 1), _digest_of(event))
    entry = vevent(uid, event, office, period.end)
    entry.add("sequence", now.sequence)
    return File(name, written("CANCEL" if event.state == "cancelled" else "PUBLISH", entry), uid, now)


def _questions(agenda: Agenda) -> str:
    """The questions of the agenda, as lines."""
    asked = getattr(agenda.section("questions").body, "questions", ())
    return "\n\n".join("\n".join((one.topic, one.ask, one.because)) for one in asked)
