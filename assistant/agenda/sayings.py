"""Sentences of the letters themselves, for what no finding tells: blame, "no charge", a feeling of the owner's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from assistant.agenda.life import is_open
from assistant.vocabulary import Facts, Invoice, Issue, Saying, Speaker

THEIRS = frozenset({Speaker.PROVIDER, Speaker.ROBOT})
RECENT = timedelta(weeks=5)
LETTERS = 12  # the newest of an issue
WITHIN = timedelta(days=120)  # from a promise to the bill that breaks it
_ENDS = re.compile(r"(?<=[.!?…])\s+(?=[\"“‘'(]?\w)|\n\s*\n|\n(?=\s*(?:[-*•>]|\d+[.)])\s)")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]{5,}")


def letters_wanted(facts: Facts, now: datetime) -> tuple[str, ...]:
    """The Message-IDs of the letters whose sentences an agenda at `now` looks into; bounded, however old the ledger."""
    charged = {issue.number for issue, _, _ in charges(facts, now)}
    wanted = (i for i in facts.issues if is_open(i) or i.updated_at > now - RECENT or i.number in charged)
    return tuple(dict.fromkeys(one for issue in wanted for one in issue.messages[-LETTERS:]))


def charges(facts: Facts, now: datetime) -> Iterator[tuple[Issue, Invoice, str]]:
    """Each line of a bill of the last weeks that charges for an issue."""
    bills = [bill for bill in facts.invoices if bill.state == "received" and now - RECENT < bill.at <= now]
    lines = [(bill, line) for bill in bills for line in bill.document.lines if line.amount and line.amount > 0]
    if lines:
        issues = [issue for issue in facts.issues if is_open(issue) or issue.updated_at > now - WITHIN - RECENT]
        for bill, line in lines:
            about = (i for i in issues if i.provider == bill.provider and _is_about(line.description, i))
            yield from ((issue, bill, line.description) for issue in about)


def by_issue(facts: Facts) -> dict[int, tuple[Saying, ...]]:
    """What was written about each issue, as far as its letters are at hand, oldest first."""
    at_hand: dict[str, list[Saying]] = defaultdict(list)
    for saying in facts.sayings:
        at_hand[saying.message_id].append(saying)
    told = {i.number: [s for name in dict.fromkeys(i.messages) for s in at_hand.get(name, ())] for i in facts.issues}
    return {number: tuple(sorted(said, key=lambda one: one.at)) for number, said in told.items() if said}


def sentences(text: str) -> Sequence[str]:
    """The sentences of a letter's text, each on one line; list items are sentences of their own."""
    return [flat for part in _ENDS.split(text) if (flat := _SPACE.sub(" ", part).strip())]


def _is_about(description: str, issue: Issue) -> bool:
    """It names a ticket of the issue, or shares two words with its title: one shared word may be chance."""
    if any(ticket and re.search(rf"(?<!\w){re.escape(ticket)}(?!\w)", description) for ticket in issue.tickets):
        return True
    return len(_words(description) & _words(issue.title)) >= 2


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}
