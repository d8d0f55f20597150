"""The letters behind the facts, read again from the mails as they are kept."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.ledger.store import Ledger
from assistant.reading import Unreadable, read
from assistant.vocabulary import Letter


def letters_at_hand(message_ids: Iterable[str], ledger: Ledger) -> dict[str, Letter]:
    """Those of these letters that are kept and can be read, by Message-ID."""
    found = {}
    for message_id in dict.fromkeys(message_ids):
        raw = ledger.raw(message_id)
        if raw is None:
            continue
        try:
            found[message_id] = read(raw)
        except Unreadable:  # its facts stand; they are told without a link
            continue
    return found
