"""The calendar files that go with an agenda, and the memory of those that went before."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, time, timedelta

from assistant.agenda import Agenda, Period
from assistant.agenda.calendars import File, Sent, calendar_files, meeting_file
from assistant.config import DAYS, Settings
from assistant.ledger.store import Ledger
from assistant.vocabulary import Facts

_SETTING = "calendars"
_KEPT = 500  # events; the agenda looks four weeks ahead


def files_for(agenda: Agenda, facts: Facts, ledger: Ledger, settings: Settings, period: Period) -> tuple[File, ...]:
    """What is new or has changed since the agenda before."""
    sent, office = _sent(ledger), settings.office
    return (*meeting_file(agenda, office, period, sent), *calendar_files(facts, office, period, sent))


def remember(ledger: Ledger, files: Iterable[File]) -> None:
    """Called once their mail is in the outbox; when stopped before, the next agenda brings them again: no harm done."""
    known = _sent(ledger)
    for file in files:
        known.pop(file.uid, None)
        known[file.uid] = file.sent
    newest = list(known.items())[-_KEPT:]
    ledger.set(_SETTING, json.dumps({uid: asdict(sent) for uid, sent in newest}))


def next_meeting(now: datetime, settings: Settings) -> tuple[datetime, datetime] | None:
    """The weekly meeting at or after `now`, from when to when, by the owner's clock; None where none is told."""
    told = settings.meeting
    if told is None:
        return None
    local = now.astimezone(settings.zone)
    day = local.date() + timedelta(days=(DAYS.index(told.day) - local.weekday()) % 7)
    start = datetime.combine(day, time.fromisoformat(told.time), settings.zone)
    start = start if start >= now else start + timedelta(days=7)
    return start, start + timedelta(minutes=told.minutes)


def _sent(ledger: Ledger) -> dict[str, Sent]:
    return {uid: Sent(**one) for uid, one in json.loads(ledger.setting(_SETTING) or "{}").items()}
