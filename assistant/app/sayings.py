"""Facts with the sentences of the letters that an agenda looks into: read from the ledger when one is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assistant.agenda.sayings import letters_wanted
from assistant.ledger.store import Ledger
from assistant.vocabulary import Entry, Facts, Saying, Speaker


def with_sayings(facts: Facts, ledger: Ledger, now: datetime) -> Facts:
    """The facts with what is new in those letters, and with what the owner remarked when forwarding them."""
    entries = ledger.entries(letters_wanted(facts, now))
    return replace(facts, sayings=tuple(one for entry in entries if entry.at <= now for one in _sayings(entry)))


def _sayings(entry: Entry) -> tuple[Saying, ...]:
    said = (Saying(entry.at, entry.provider, entry.speaker, entry.text, entry.message_id),)
    if not entry.remark:
        return said
    at = entry.forwarded_at or entry.at
    return (*said, Saying(at, entry.provider, Speaker.OWNER, entry.remark, entry.message_id))
