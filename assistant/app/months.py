"""The monthly summary: when it is due, for which month, and the one mail that it becomes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from assistant.agenda import Agenda, Period, render
from assistant.agenda.monthly import compose_month
from assistant.app.agendas import started
from assistant.app.deriving import facts_as_of, facts_at
from assistant.app.enclosing import next_meeting
from assistant.app.posting import Mailing, post_of
from assistant.app.trust import keys, reference
from assistant.config import Settings
from assistant.ledger.store import Ledger
from assistant.vocabulary import Address, Facts

_A_DAY = timedelta(days=1)


def last_month_slot(now: datetime, settings: Settings) -> datetime:
    """The latest moment at or before `now` at which a summary is due, by the owner's clock."""
    first = now.astimezone(settings.zone).date().replace(day=1)
    slot = _slot(first, settings)
    return slot if slot <= now else _slot((first - _A_DAY).replace(day=1), settings)


def post_due_month(ledger: Ledger, settings: Settings, now: datetime) -> bool:
    """Write the summary of the month before into the outbox when it is due and not written yet; True when it was."""
    if not settings.monthly.to:
        return False
    slot = last_month_slot(now, settings)
    purpose, begun = f"month:{slot.date().isoformat()}", started(ledger)
    if ledger.posted(purpose) or (begun is not None and slot < begun):
        return False
    ledger.post(post_of(_mailing(purpose, slot, ledger, settings, now), ledger, settings, now), now)
    return True


def month_as_of(ledger: Ledger, settings: Settings, month: date, now: datetime) -> Agenda:
    """The summary of a month as it would be at `now`; nothing is sent."""
    return _composed(facts_as_of(ledger, settings, now), month, ledger, settings, now)


def _mailing(purpose: str, slot: datetime, ledger: Ledger, settings: Settings, now: datetime) -> Mailing:
    month = (slot.date().replace(day=1) - _A_DAY).replace(day=1)
    summary = _composed(facts_at(ledger, settings, now), month, ledger, settings, now)
    recipients = settings.monthly.to
    # who is not the owner may not order, so a mail that others get as well proves nothing
    kind = "month" if set(recipients) <= set(settings.office.addresses) else "summary"
    name = f"{kind}.{slot:%Y%m%d}"
    words = render(summary, settings.assistant.address, reference(name, keys(ledger, now)))
    return Mailing(purpose, name, words, tuple(Address("", address) for address in recipients))


def _composed(facts: Facts, month: date, ledger: Ledger, settings: Settings, now: datetime) -> Agenda:
    start = datetime.combine(month.replace(day=1), time(), settings.zone)
    end = datetime.combine((month.replace(day=1) + timedelta(days=31)).replace(day=1), time(), settings.zone)
    last = min(end, now.astimezone(settings.zone))
    period = Period(start, last, letters=ledger.letters_between(start, end), meetings=_meetings(start, last, settings))
    return compose_month(facts, settings.office, period, settings.monthly.sections)


def _meetings(start: datetime, end: datetime, settings: Settings) -> tuple[datetime, ...]:
    """When the weekly meeting, where one is told, fell into the time."""
    found, meeting = [], next_meeting(start, settings)
    while meeting is not None and meeting[0] < end:
        found.append(meeting[0])
        meeting = next_meeting(meeting[1], settings)
    return tuple(found)


def _slot(first: date, settings: Settings) -> datetime:
    day = first.replace(day=settings.monthly.day)
    return datetime.combine(day, time.fromisoformat(settings.agenda.time), settings.zone)
