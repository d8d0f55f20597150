"""Entries → facts: the fold, with the bills booked, laid down in one transaction with the answers that it causes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from assistant.config import Settings
from assistant.invoices import Bill, book
from assistant.ledger.bills import stand
from assistant.ledger.reconcile import Reconciled, reconcile
from assistant.ledger.settle import settle
from assistant.ledger.store import Ledger
from assistant.replies.matching import match_row
from assistant.vocabulary import Entry, Facts


def derive(ledger: Ledger, settings: Settings, now: datetime) -> tuple[Reconciled, Facts, list[Entry]]:
    """(the fold's result, the facts with bills, the entries that they rest on)."""
    entries = ledger.entries()
    folded = reconcile(entries, ledger.numbers(), match_row)
    bills = book(_bills(entries), settings.office, now.astimezone(settings.zone).date())
    return folded, replace(folded.facts, invoices=stand(bills, folded.bill_orders)), entries


def _bills(entries: Sequence[Entry]) -> list[Bill]:
    return [
        Bill(entry.provider, entry.sender, entry.message_id, entry.at, document)
        for entry in entries
        for document in entry.findings.invoices
    ]


def facts_at(ledger: Ledger, settings: Settings, now: datetime) -> Facts:
    """The facts as they stand at `now`."""
    return settle(ledger.facts(), now, settings.zone, settings.agenda.resolve_after_days)
