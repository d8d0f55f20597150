"""Keeping mail no longer than wanted: its bytes are erased after so many days; what was found in it stays.

Numbers, histories with their sentences and bills stay as they are; the letter itself can no longer be shown, nor read
again with better rules.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from assistant.app.errors import AppError
from assistant.config import Settings
from assistant.ledger.alone import only_one
from assistant.ledger.archive import Archive
from assistant.ledger.store import Ledger

_SETTING = "erased_at"
_OFTEN = timedelta(days=7)  # the file is written anew each time
_YOUNGEST = timedelta(days=30)  # the agenda's letters, and those that a reply may ask for


def erase_old(ledger: Ledger, settings: Settings, now: datetime) -> int:
    """Once a week, erase the bytes of mail that is older than configured (`database.keep_days`); how many."""
    if settings.database.keep_days is None:
        return 0
    last = ledger.setting(_SETTING)
    if last is not None and now - datetime.fromisoformat(last) < _OFTEN:
        return 0
    ledger.set(_SETTING, now.isoformat())
    return _erase(settings, now - timedelta(days=settings.database.keep_days))


def erase_before(settings: Settings, day: datetime, now: datetime, *, really: bool) -> int:
    """Erase the bytes of all mail that came before that day; only count it unless `really`. Raises AppError."""
    if day > now - _YOUNGEST:
        raise AppError("The mail of the last 30 days is still needed. Give an earlier day.")
    with only_one(settings.database_url):
        return _erase(settings, day, really=really)


def _erase(settings: Settings, before: datetime, *, really: bool = True) -> int:
    archive = Archive(settings.database_url)
    try:
        count = archive.erase_bytes(before) if really else archive.bytes_before(before)
        if really and count:
            archive.sweep()
        return count
    finally:
        archive.close()
