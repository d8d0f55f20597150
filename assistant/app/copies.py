"""The providers' copies: each provider gets its own part some days before the agenda, where the owner wants it."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from assistant.agenda import Agenda, Period, render
from assistant.agenda.copies import compose_copy
from assistant.app.agendas import last_slot, started
from assistant.app.deriving import facts_as_of, facts_at
from assistant.app.posting import Mailing, post_of
from assistant.app.providers import named
from assistant.app.sayings import with_sayings
from assistant.config import ProviderSettings, Settings
from assistant.ledger.store import Ledger
from assistant.vocabulary import Address, Facts

_WEEK = timedelta(days=7)
_DONE = "copied"  # the setting: the latest day for which the copies were written


def post_due_copies(ledger: Ledger, settings: Settings, now: datetime) -> int:
    """Write the copies into the outbox when they are due and not written yet; returns how many.

    Those that were missed until the agenda went out are left out: they would come too late to be of use.
    """
    wanted = [provider for provider in settings.providers if provider.copy_to]
    slot = last_copy_slot(now, settings)
    begun, day = started(ledger), slot.date().isoformat()
    late = now >= slot + timedelta(days=settings.agenda.copy_days)
    if not wanted or late or ledger.setting(_DONE) == day or (begun is not None and slot < begun):
        return 0
    facts = with_sayings(facts_at(ledger, settings, now), ledger, now)
    mailings = [found for one in wanted if (found := _mailing(one, day, facts, settings, now)) is not None]
    for mailing in mailings:
        ledger.post(post_of(mailing, ledger, settings, now), now)
    ledger.set(_DONE, day)
    return len(mailings)


def last_copy_slot(now: datetime, settings: Settings) -> datetime:
    """The latest moment at or before `now` at which copies are due: some days before an agenda, at its hour."""
    days = timedelta(days=settings.agenda.copy_days)
    # aware times of one zone add by the wall clock, which is what an hour of the day means
    slot = last_slot(now, settings).at + _WEEK - days
    return slot if slot <= now else slot - _WEEK


def copy_as_of(ledger: Ledger, settings: Settings, words: str, now: datetime) -> Agenda:
    """The copy of the provider that goes by these words, as it would be at `now`. Raises AppError when none does."""
    facts = with_sayings(facts_as_of(ledger, settings, now), ledger, now)
    return compose_copy(facts, settings.office, named(words, facts, settings.office), _period(settings, now))


def _mailing(provider: ProviderSettings, day: str, facts: Facts, settings: Settings, now: datetime) -> Mailing | None:
    """None where nothing stands on the list for this provider."""
    copy = compose_copy(facts, settings.office, provider.name, _period(settings, now))
    if not any(section.shown for section in copy.sections):
        return None
    us = Address(settings.assistant.name, settings.assistant.address)
    owner = Address(settings.owner.name, settings.owner.addresses[0]) if settings.owner.addresses else None
    whose = sha256(provider.name.encode()).hexdigest()[:12]  # the outbox remembers no name that may be to be forgotten
    name = f"copy.{day.replace('-', '')}-{whose}"
    to = (*(Address("", address) for address in provider.copy_to), *((owner,) if owner else ()))
    return Mailing(f"copy:{day}/{whose}", name, render(copy), to, reply_to=(us, *((owner,) if owner else ())))


def _period(settings: Settings, now: datetime) -> Period:
    end = now.astimezone(settings.zone)
    return Period(end - _WEEK, end)
