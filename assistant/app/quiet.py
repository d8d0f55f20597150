"""What was written before a backfill gets no answer: it was ordered, asked and answered long ago."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from assistant.ledger.store import Ledger

_OLD = timedelta(days=14)  # a reply that is found so late is obeyed, but not answered
_SETTING = "quiet_until"


def keep_quiet(ledger: Ledger, until: datetime) -> None:
    """From now on, nobody is answered what was written before that moment."""
    ledger.set(_SETTING, until.isoformat())


def answered_since(ledger: Ledger, now: datetime) -> datetime:
    """Letters that were written after this moment get the answers that they ask for."""
    told = ledger.setting(_SETTING)
    quiet = datetime.fromisoformat(told) if told else datetime.min.replace(tzinfo=UTC)
    return max(now - _OLD, quiet)
