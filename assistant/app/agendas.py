"""The weekly agenda: when it is due, and the one mail that it becomes. Never two for one week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from assistant.agenda import Agenda, Period, compose, compose_whole, render
from assistant.agenda.calendars import File
from assistant.app.blindness import blind_between
from assistant.app.deriving import facts_as_of, facts_at
from assistant.app.enclosing import files_for, next_meeting, remember
from assistant.app.posting import Mailing, post_of
from assistant.app.sayings import with_sayings
from assistant.app.trust import keys, reference
from assistant.config import DAYS, Settings
from assistant.ledger.store import Ledger
from assistant.mailbox.compose import Enclosure
from assistant.vocabulary import Facts

LATE = timedelta(hours=1)  # an agenda sent later than this after its hour says so
_WEEK = timedelta(days=7)
_STARTED, _LOOKED = "started_at", "looked_at"


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment for which an agenda is due, in the owner's zone."""

    at: datetime

    @property
    def purpose(self) -> str:
        return f"agenda:{self.at.date().isoformat()}"


def last_slot(now: datetime, settings: Settings) -> Slot:
    """The latest moment at or before `now` at which an agenda is due. Daylight saving moves it with the wall clock."""
    local = now.astimezone(settings.zone)
    back = (local.weekday() - DAYS.index(settings.agenda.day)) % 7
    slot = _slot(local.date() - timedelta(days=back), settings)
    return slot if slot.at <= now else _slot(slot.at.date() - _WEEK, settings)


def _slot(day: date, settings: Settings) -> Slot:
    return Slot(datetime.combine(day, time.fromisoformat(settings.agenda.time), settings.zone))


def post_due_agenda(ledger: Ledger, settings: Settings, now: datetime) -> bool:
    """Write the agenda into the outbox when it is due and not written yet; True when it was."""
    slot = last_slot(now, settings)
    begun = started(ledger)
    if not settings.owners or ledger.posted(slot.purpose):
        return False
    if begun is not None and slot.at < begun:
        return False
    mailing, files = _mailing(slot, ledger, settings, now)
    ledger.post(post_of(mailing, ledger, settings, now), now)
    remember(ledger, files)
    return True


def begin(ledger: Ledger, now: datetime) -> None:
    """Remember when the ledger was begun: no agenda is due for the time before."""
    if ledger.setting(_STARTED) is None:
        ledger.set(_STARTED, now.isoformat())


def started(ledger: Ledger) -> datetime | None:
    """When the ledger was begun."""
    told = ledger.setting(_STARTED)
    return datetime.fromisoformat(told) if told else None


def looked(ledger: Ledger, now: datetime) -> None:
    """Remember when the mailbox was last read."""
    ledger.set(_LOOKED, now.isoformat())


def period(ledger: Ledger, settings: Settings, slot: Slot | None, now: datetime) -> Period:
    """What the agenda at `now` covers: from the agenda before, or the week before when there is none."""
    sent = [at for _, at in ledger.purposes("agenda") if at < now]
    looked_at = ledger.setting(_LOOKED)
    start = sent[-1] if sent else now - _WEEK
    return Period(
        start=start.astimezone(settings.zone),
        end=now.astimezone(settings.zone),
        first=not sent,
        letters=ledger.letters_between(start, now),
        looked_at=datetime.fromisoformat(looked_at).astimezone(settings.zone) if looked_at else None,
        blind=blind_between(ledger, start, now),
        missed=_missed(slot, sent, started(ledger), settings) if slot else (),
        meeting=next_meeting(now, settings),
        objection_days=settings.agenda.resolve_after_days,
        due_at=slot.at if slot and now - slot.at > LATE else None,
    )


def _missed(slot: Slot, sent: list[datetime], begun: datetime | None, settings: Settings) -> tuple[date, ...]:
    """The days since the last agenda, or since the beginning, on which one was due and was not sent."""
    since = sent[-1] if sent else begun or slot.at
    missed = []
    earlier = _slot(slot.at.date() - _WEEK, settings)
    while earlier.at > since:
        missed.append(earlier.at.date())
        earlier = _slot(earlier.at.date() - _WEEK, settings)
    return tuple(reversed(missed))


def agenda_as_of(ledger: Ledger, settings: Settings, now: datetime) -> Agenda:
    """The agenda as it would be at `now`; nothing is sent."""
    return agenda_of(facts_as_of(ledger, settings, now), ledger, settings, now)


def agenda_of(facts: Facts, ledger: Ledger, settings: Settings, now: datetime) -> Agenda:
    """What these facts come to since the agenda before, whether one is due or not."""
    told = with_sayings(facts, ledger, now)
    return compose(told, settings.office, period(ledger, settings, None, now))


def whole_agenda_of(facts: Facts, ledger: Ledger, settings: Settings, now: datetime) -> Agenda:
    """The same with all that the weekly mail leaves out."""
    told = with_sayings(facts, ledger, now)
    return compose_whole(told, settings.office, period(ledger, settings, None, now))


def _mailing(slot: Slot, ledger: Ledger, settings: Settings, now: datetime) -> tuple[Mailing, tuple[File, ...]]:
    """The mail: text, HTML with one-tap answers, and the calendar files that go along."""
    name = f"agenda.{slot.at:%Y%m%d}"
    facts = with_sayings(facts_at(ledger, settings, now), ledger, now)
    of = period(ledger, settings, slot, now)
    agenda = compose(facts, settings.office, of)
    words = render(agenda, settings.assistant.address, reference(name, keys(ledger, now)))
    files = files_for(agenda, facts, ledger, settings, of)
    enclosed = tuple(Enclosure(file.name, "text/calendar", file.content) for file in files)
    return Mailing(slot.purpose, name, words, settings.owners, enclosed), files
