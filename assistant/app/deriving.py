"""Entries → facts: the fold, with the bills booked, laid down in one transaction with the answers that it causes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from assistant.config import Settings
from assistant.invoices import Bill, book, on_day, recurring
from assistant.ledger.bills import stand
from assistant.ledger.reconcile import Reconciled, reconcile
from assistant.ledger.settle import settle
from assistant.ledger.store import Ledger
from assistant.replies import match_row, pick_group
from assistant.vocabulary import AwaitedBill, Entry, Facts, Invoice

_SKEW = timedelta(days=1)  # clocks differ: a letter may be dated a little ahead


def derive(ledger: Ledger, settings: Settings, now: datetime) -> tuple[Reconciled, Facts, list[Entry]]:
    """(the fold's result, the facts with bills, the entries that they rest on)."""
    entries = ledger.entries()
    folded = reconcile(entries, ledger.numbers(), match_row, pick_group)
    if _speaks_of_new_numbers(entries, ledger.numbers()):  # given in this very round: now they are known
        folded = reconcile(entries, folded.numbers, match_row, pick_group)
    bills = book(_bills(entries), settings.office, now.astimezone(settings.zone).date())
    return folded, replace(folded.facts, invoices=stand(bills, folded.bill_orders)), entries


def _speaks_of_new_numbers(entries: Sequence[Entry], known: Mapping[str, int]) -> bool:
    numbers = set(known.values())
    return any(set(order.numbers) - numbers for entry in entries if entry.obeyed for order in entry.orders)


def _bills(entries: Sequence[Entry]) -> list[Bill]:
    return [
        Bill(entry.provider, entry.sender, entry.message_id, entry.at, document)
        for entry in entries
        for document in entry.findings.invoices
    ]


def facts_at(ledger: Ledger, settings: Settings, now: datetime) -> Facts:
    """The facts as they stand at `now`."""
    return settled(ledger.facts(), settings, now)


def facts_as_of(ledger: Ledger, settings: Settings, now: datetime) -> Facts:
    """The facts as they were at an earlier time, for a rehearsal: what was written later was not known."""
    newest = ledger.newest()
    facts = _facts_then(ledger, now) if newest is not None and newest > now + _SKEW else ledger.facts()
    return settled(facts, settings, now)


def _facts_then(ledger: Ledger, now: datetime) -> Facts:
    """The facts as they were at an earlier time: what was written later was not known."""
    folded = reconcile(
        [entry for entry in ledger.entries() if entry.at <= now + _SKEW], ledger.numbers(), match_row, pick_group
    )
    bills = [bill for bill in ledger.facts().invoices if bill.at <= now + _SKEW]
    return replace(folded.facts, invoices=stand(bills, folded.bill_orders), unread=ledger.facts().unread)


def settled(facts: Facts, settings: Settings, now: datetime) -> Facts:
    """With what time alone changes: silence after `fixed`, promises, events, and the bills that are overdue."""
    today = now.astimezone(settings.zone).date()
    known = settle(facts, now, settings.zone, settings.agenda.resolve_after_days)
    invoices = on_day(known.invoices, today)
    return replace(known, invoices=invoices, awaited=tuple(_awaited(invoices, today)))


def _awaited(invoices: Sequence[Invoice], today: date) -> Iterator[AwaitedBill]:
    """The bills that should have come by now."""
    for one in recurring(invoices, today):
        if one.late:
            supplier = one.provider or one.supplier or ""
            yield AwaitedBill(supplier, one.currency, one.months, one.amount, one.last, one.expected)
