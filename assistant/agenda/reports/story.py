"""Facts → the story of one provider over a period, with the letters that it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from assistant.agenda.figures import Figures, Record, figures
from assistant.agenda.period import Period
from assistant.agenda.view import View, look
from assistant.vocabulary import Commitment, Event, Facts, Invoice, Issue, Letter, Office, Saying, Speaker


@dataclass(frozen=True, slots=True)
class Story:
    """What concerns the provider in (start, end]; `letters` are those that its findings rest on, oldest first."""

    provider: str
    view: View
    figures: Figures
    issues: tuple[Issue, ...]
    promises: tuple[Commitment, ...]
    events: tuple[Event, ...]
    bills: tuple[Invoice, ...]
    letters: tuple[Letter, ...]
    at_hand: frozenset[str]  # the Message-IDs of these letters


def story(facts: Facts, office: Office, provider: str, period: Period, letters: Mapping[str, Letter]) -> Story:
    """The provider's part of the facts. `letters` by the Message-ID under which the facts name them."""
    own = Facts(
        issues=tuple(issue for issue in facts.issues if issue.provider == provider and _touches(issue, period)),
        commitments=tuple(p for p in facts.commitments if p.provider == provider and _in(p.at, period)),
        events=tuple(event for event in facts.events if event.provider == provider),
        invoices=tuple(bill for bill in facts.invoices if bill.provider == provider and _in(bill.at, period)),
        sayings=tuple(_saying(letter, office) for letter in letters.values() if not office.is_ours(letter.sender)),
    )
    named = dict.fromkeys(message_ids(own))
    told = sorted((letters[name] for name in named if name in letters), key=lambda one: (one.sent_at, one.message_id))
    every = tuple(promise for promise in facts.commitments if promise.provider == provider)
    record = Record(provider, own.issues, every, own.invoices)
    return Story(
        provider=provider,
        view=look(own, office, period),
        figures=figures(record, period.start, period.end, office),
        issues=tuple(sorted(own.issues, key=lambda issue: (issue.opened_at, issue.number))),
        promises=tuple(sorted(own.commitments, key=lambda promise: promise.at)),
        events=tuple(sorted(own.events, key=lambda event: by_start(event, office))),
        bills=tuple(sorted(own.invoices, key=lambda bill: (bill.at, bill.document.number or ""))),
        letters=tuple(told),
        at_hand=frozenset(letter.message_id for letter in told),
    )


def _saying(letter: Letter, office: Office) -> Saying:
    """Who wrote it; its words are looked into elsewhere."""
    writer = office.provider_of(letter.sender)
    return Saying(letter.sent_at, writer.name if writer else "", Speaker.PROVIDER, "", letter.message_id)


def message_ids(facts: Facts) -> Iterator[str]:
    """The Message-IDs of all letters that the facts rest on; one may come more than once."""
    for issue in facts.issues:
        yield from issue.messages
        yield from (step.message_id for step in issue.history)
    yield from (promise.message_id for promise in facts.commitments)
    yield from (event.message_id for event in facts.events)
    yield from (bill.message_id for bill in facts.invoices)


def quotes_of(facts: Facts) -> dict[str, list[str]]:
    """By Message-ID, the sentences that something rests on; what a rule concluded is no sentence of a letter."""
    steps = (step for issue in facts.issues for step in issue.history if step.by != "assistant")
    pairs = [(step.message_id, step.evidence) for step in steps]
    pairs += [(promise.message_id, promise.evidence) for promise in facts.commitments]
    pairs += [(event.message_id, event.evidence) for event in facts.events]
    pairs += [(bill.message_id, bill.document.evidence.quote) for bill in facts.invoices]
    found: dict[str, list[str]] = defaultdict(list)
    for message_id, sentence in pairs:
        found[message_id].append(sentence)
    return found


def by_start(event: Event, office: Office) -> str:
    """Sorting key of events: by day, whole days first."""
    start = event.start
    return start.astimezone(ZoneInfo(office.timezone)).isoformat() if isinstance(start, datetime) else start.isoformat()


def _touches(issue: Issue, period: Period) -> bool:
    """Whether it lived in the period: opened before its end, not done with before its start."""
    done = issue.resolved_at
    return issue.opened_at <= period.end and (done is None or done > period.start)


def _in(at: datetime, period: Period) -> bool:
    return period.start < at <= period.end
