"""Findings → facts: lay all letters end to end in the order in which they were sent, and see what they come to.

Pure: the same entries and numbers give the same facts. A late letter falls into its place; the owner's words
count from the moment they were written; an issue keeps every number that it ever had.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.ledger.events import record_event
from assistant.ledger.issues import record_issues
from assistant.ledger.matters import BillOrder, State
from assistant.ledger.naming import Grouper, Matcher, Ways, no_group
from assistant.ledger.numbering import given_numbers, number_issues
from assistant.ledger.orders import obey
from assistant.ledger.promises import hear, record_promise
from assistant.ledger.taking_back import leave_out
from assistant.ledger.undoing import undos_in, withdrawn
from assistant.vocabulary import Entry, Facts

Obeyed = Callable[[State, Entry, Mapping[str, int], Ways], None]  # how the orders of a letter are laid upon the state


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The facts without the bills, the numbers that they rest on (old and new), and the owner's word about bills."""

    facts: Facts
    numbers: Mapping[str, int]
    bill_orders: tuple[BillOrder, ...] = ()


def reconcile(
    entries: Sequence[Entry], numbers: Mapping[str, int], match: Matcher, group: Grouper = no_group
) -> Reconciled:
    """What all entries together say. `match` finds the row that the owner's words name, `group` several issues."""
    ways = Ways(match, group)
    # what the owner orders within the second of a letter speaks of that letter
    ordered = sorted(entries, key=lambda entry: (entry.at, bool(entry.orders), entry.key))
    undos = undos_in(ordered)
    void = withdrawn(undos)
    state = State(undos=undos)
    for entry in ordered:
        _step(state, entry, numbers, ways, leave_out if entry.key in void else obey)
    issues, all_numbers = number_issues(state.live(), numbers)
    facts = Facts(
        issues=tuple(sorted(issues.values(), key=lambda issue: issue.number)),
        commitments=given_numbers(state.commitments, issues),
        events=given_numbers(state.events, issues),
        decisions=tuple(state.decisions),
        letters=len(ordered),
        questions=given_numbers(state.questions, issues),
        answers=given_numbers(state.answers, issues),
    )
    return Reconciled(facts, all_numbers, tuple(state.bill_orders))


def _step(state: State, entry: Entry, numbers: Mapping[str, int], ways: Ways, obeyed: Obeyed) -> None:
    """One letter: first what it orders, then what it reports."""
    if entry.orders and entry.obeyed:
        obeyed(state, entry, numbers, ways)
    serials = record_issues(state, entry, numbers)
    hear(state, entry, serials)
    for commitment in entry.findings.commitments:
        record_promise(state, entry, commitment, serials)
    for event in entry.findings.events:
        record_event(state, entry, event, serials)
