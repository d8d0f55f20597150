"""The letters behind the facts, read again from the mails as they are kept."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.ledger.store import Ledger
from assistant.reading import Unreadable, read
from assistant.vocabulary import Facts, Letter


def letters_about(provider: str, facts: Facts, ledger: Ledger) -> dict[str, Letter]:
    """The letters that the provider's facts rest on, by Message-ID."""
    return letters_at_hand(_message_ids(facts, provider), ledger)


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


def _message_ids(facts: Facts, name: str) -> Iterable[str]:
    for issue in facts.issues:
        if issue.provider == name:
            yield from issue.messages
    yield from (row.message_id for row in facts.commitments if row.provider == name)
    yield from (row.message_id for row in facts.events if row.provider == name)
    yield from (row.message_id for row in facts.invoices if row.provider == name)
