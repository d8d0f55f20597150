"""Facts with the sentences of the letters that an agenda looks into: read from the ledger when one is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.agenda.sayings import letters_wanted
from assistant.ledger.store import Ledger
from assistant.vocabulary import Entry, Facts, Redirect, Saying, Speaker

_WATCHED = timedelta(days=14)  # so long a letter that wants money to go elsewhere is told: in two agendas


def with_sayings(facts: Facts, ledger: Ledger, now: datetime) -> Facts:
    """The facts with what is new in those letters, and with what the owner remarked when forwarding them."""
    entries = ledger.entries(letters_wanted(facts, now))
    sayings = tuple(one for entry in entries if entry.at <= now for one in _sayings(entry))
    return replace(facts, sayings=sayings, redirects=tuple(_redirects(facts, ledger, now)))


def _redirects(facts: Facts, ledger: Ledger, now: datetime) -> Iterator[Redirect]:
    """Letters of the last weeks that want money to go elsewhere, once a thread; not those whose bill is warned of."""
    billed = {message for bill in facts.invoices if bill.flags for message in bill.messages}
    told: set[str] = set()
    for entry in (one for one in ledger.entries_since(now - _WATCHED) if one.at <= now):
        spoken_of = {entry.message_id, *entry.references, *entry.in_reply_to}
        if not entry.findings.redirects or entry.message_id in billed or told & spoken_of:
            continue
        told.add(entry.message_id)
        found, sender = entry.findings.redirects[0], entry.sender.address
        yield Redirect(entry.at, entry.provider, sender, found.evidence.quote, entry.message_id, found.imitates)


def _sayings(entry: Entry) -> tuple[Saying, ...]:
    said = (Saying(entry.at, entry.provider, entry.speaker, entry.text, entry.message_id),)
    if not entry.remark:
        return said
    at = entry.forwarded_at or entry.at
    return (*said, Saying(at, entry.provider, Speaker.OWNER, entry.remark, entry.message_id))
