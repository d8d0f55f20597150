"""A few figures about the ledger, for a person or a monitor."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

from assistant.app.deriving import facts_at
from assistant.app.notation import Json, when
from assistant.app.rounds import begun
from assistant.config import Settings
from assistant.ledger.archive import Archive
from assistant.ledger.opening import sqlite_file


def stats(settings: Settings, now: datetime) -> Json:
    """What was read, recorded and sent, and when the assistant last looked."""
    archive = Archive(settings.database_url if begun(settings) else "sqlite://")
    try:
        facts = facts_at(archive, settings, now)
        first, last = archive.span()
        file = sqlite_file(settings.database_url)
        return {
            "at": when(now),
            "looked_at": archive.setting("looked_at"),
            "first_mail": when(first),
            "last_mail": when(last),
            "mails": dict(archive.mails_by_state()),
            "issues": dict(sorted(Counter(str(issue.status) for issue in facts.issues).items())),
            "commitments": dict(sorted(Counter(promise.state for promise in facts.commitments).items())),
            "events": dict(sorted(Counter(event.state for event in facts.events).items())),
            "invoices": dict(sorted(Counter(bill.state for bill in facts.invoices).items())),
            "outbox": dict(archive.posts_by_state()),
            "bytes": _size(file) if file else None,
        }
    finally:
        archive.close()


def _size(file: Path) -> int:
    """The database with its log, in bytes."""
    return sum(part.stat().st_size for part in (file, file.with_name(f"{file.name}-wal")) if part.exists())
