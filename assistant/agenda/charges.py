"""Promised to cost nothing, yet billed: a provider's sentence beside a line of a later bill on the same matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from assistant.agenda.cues import says
from assistant.agenda.sayings import THEIRS, WITHIN, charges, sentences
from assistant.agenda.view import View
from assistant.vocabulary import Invoice, Issue


@dataclass(frozen=True, slots=True)
class YetBilled:
    """`line` of `bill` charges for `issue`, of which the provider said `words` at `at`: that it costs nothing."""

    issue: Issue
    at: datetime
    words: str
    bill: Invoice
    line: str


def yet_billed(view: View) -> Iterator[YetBilled]:
    """Each such issue once, with the first bill that charges for it."""
    seen: set[int] = set()
    for issue, bill, line in charges(view.facts, view.now):
        said = next((one for one in _free(issue, view) if one[0] < bill.at <= one[0] + WITHIN), None)
        if said is not None and issue.number not in seen:
            seen.add(issue.number)
            yield YetBilled(issue, *said, bill, line)


def _free(issue: Issue, view: View) -> Iterator[tuple[datetime, str]]:
    """The provider's sentences on it by which something costs nothing."""
    for step in issue.history:
        if step.by == "provider" and says("free", step.evidence):
            yield step.at, step.evidence
    for saying in view.said.get(issue.number, ()):
        if saying.speaker in THEIRS and saying.provider == issue.provider:
            yield from ((saying.at, words) for words in sentences(saying.text) if says("free", words))
