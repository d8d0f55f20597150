"""Promised to cost nothing, yet billed: a provider's sentence beside a line of a later bill on the same matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from assistant.agenda.cues import says
from assistant.agenda.view import View
from assistant.vocabulary import Change, Invoice, Issue

WITHIN = timedelta(days=120)  # from the sentence to the bill
_WORD = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True, slots=True)
class YetBilled:
    """`line` of `bill` charges for `issue`, of which `step` said that it costs nothing."""

    issue: Issue
    step: Change
    bill: Invoice
    line: str


def yet_billed(view: View) -> Iterator[YetBilled]:
    """Each such issue once, with the first bill that charges for it."""
    bills = [bill for bill in view.facts.invoices if bill.state == "received" and bill.document.lines]
    for issue in view.facts.issues:
        free = [step for step in issue.history if step.by == "provider" and says("free", step.evidence)]
        found = (one for step in free for bill in bills for one in _charged(issue, step, bill))
        if (first := next(found, None)) is not None:
            yield first


def _charged(issue: Issue, step: Change, bill: Invoice) -> Iterator[YetBilled]:
    if bill.provider != issue.provider or not step.at < bill.at <= step.at + WITHIN:
        return
    for line in bill.document.lines:
        if line.amount and line.amount > 0 and _is_about(line.description, issue):
            yield YetBilled(issue, step, bill, line.description)


def _is_about(description: str, issue: Issue) -> bool:
    """It names a ticket of the issue, or shares two words with its title: one shared word may be chance."""
    if any(ticket and re.search(rf"(?<!\w){re.escape(ticket)}(?!\w)", description) for ticket in issue.tickets):
        return True
    return len(_words(description) & _words(issue.title)) >= 2


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}
