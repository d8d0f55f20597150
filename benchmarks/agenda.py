"""How long the weekly agenda takes: an office with 1 and with 5 years of mail, 50 letters and 3 issues for 5 a week.

    python benchmarks/agenda.py

Composes and renders the same week from 600 and from 3,000 issues after one warm-up, and prints the least CPU time of
fifteen runs of each, which a busy machine does not change, their ratio, and the peak memory of the process.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from assistant.agenda import Period, compose, render
from assistant.agenda.sayings import letters_wanted
from assistant.vocabulary import (
    Change,
    Commitment,
    Event,
    EventKind,
    Evidence,
    Facts,
    Invoice,
    InvoiceFinding,
    Issue,
    Office,
    Provider,
    Saying,
    Severity,
    Speaker,
    Status,
)

NOW = datetime(2026, 3, 9, 7, 30, tzinfo=UTC)
FIRMS = ("Northgate IT", "Vantage Telecom", "Copypoint", "Harrow Software")
OFFICE = Office("Anna Berg", ("anna@bergdental.example",), "assistant@bergdental.example", "Europe/London",
                tuple(Provider(name) for name in FIRMS))  # fmt: skip
PER_YEAR = 600
FILLER = (
    "We looked into it on Tuesday, and Vantage has been told that the line drops at night. Nothing else changed. " * 12
)


@dataclass(frozen=True)
class Life:
    """An issue with the promise and the event that came with it."""

    issue: Issue
    promise: Commitment
    event: Event


def office(years: int) -> Facts:
    """The facts after so many years; the last weeks are the same whatever the years."""
    lives = [_life(n, NOW - timedelta(days=365) * n / PER_YEAR) for n in range(PER_YEAR * years)]
    facts = Facts(
        issues=tuple(life.issue for life in reversed(lives)),
        commitments=tuple(life.promise for life in reversed(lives)),
        events=tuple(life.event for life in reversed(lives)),
        invoices=tuple(_bill(n, NOW.date() - timedelta(days=4 * n)) for n in range(90 * years)),
        letters=10_000 * years,
    )
    return replace(facts, sayings=tuple(_sayings(facts)))


def _sayings(facts: Facts) -> Iterator[Saying]:
    """The letters whose sentences are looked into, each of a few hundred words."""
    wanted = set(letters_wanted(facts, NOW))
    for issue in facts.issues:
        for step in issue.history:
            if step.message_id in wanted:
                speaker = Speaker.OWNER if step.by == "owner" else Speaker.PROVIDER
                yield Saying(step.at, issue.provider, speaker, f"{step.evidence} {FILLER}", step.message_id)


def _life(n: int, start: datetime) -> Life:
    rng, firm = Random(n), FIRMS[n % 4]
    age = (NOW - start).days
    days = [start + timedelta(hours=h) for h in (0, rng.randrange(1, 30), 40, 60, 90)]
    statuses = [Status.OPEN, Status.IN_PROGRESS, Status.SCHEDULED, Status.FIXED, Status.RESOLVED]
    kept = 5 if age > 40 else rng.randrange(1, 5)
    history = tuple(
        Change(
            at,
            status,
            "owner" if place in (0, 4) else "provider",
            f"Sentence {place} about trouble {n}.",
            f"<{n}.{place}@m>",
        )
        for place, (at, status) in enumerate(zip(days, statuses, strict=True))
        if place < kept and at <= NOW
    )
    last = history[-1]
    done = last.at if last.status is Status.RESOLVED else None
    fixed = next((step.at for step in history if step.status is Status.FIXED), None)
    issue = Issue(
        number=10_000 - n,
        provider=firm,
        title=f"Trouble {n} with the printer",
        status=last.status,
        severity=list(Severity)[n % 4],
        opened_at=start,
        updated_at=last.at,
        fixed_at=fixed,
        resolved_at=done,
        messages=tuple(step.message_id for step in history),
        history=history,
    )
    due = (start + timedelta(days=4)).date()
    state = "open" if due >= NOW.date() else ("kept", "broken")[n % 2]
    promise = Commitment(firm, issue.number, "mend it", due, state, "We will mend it.", f"<{n}.1@m>", days[1])
    event = Event(
        firm, EventKind.VISIT, f"Visit {n}", start + timedelta(days=20), None, "planned", "We will come.", f"<{n}.2@m>"
    )
    return Life(issue, promise, event)


def _bill(n: int, day: date) -> Invoice:
    firm, total = FIRMS[n % 4], Decimal(100 + n % 7)
    terms = (day, day + timedelta(30), "GBP", None, None, total, firm, None)
    document = InvoiceFinding("invoice", f"B-{n}", *terms, Evidence(0, 5, "Total"))
    at = datetime.combine(day, NOW.time(), UTC)
    return Invoice(firm, "paid" if n > 8 else "received", f"<b{n}@m>", at, document)


def seconds(*offices: Facts) -> list[float]:
    """The best of fifteen for each, run in turn so that a busy machine is slow for all of them."""
    period = Period(NOW - timedelta(weeks=1), NOW, letters=200)
    rounds = [[_once(facts, period) for facts in offices] for _ in range(15)]
    return [min(runs) for runs in zip(*rounds, strict=True)]


def _once(facts: Facts, period: Period) -> float:
    start = time.process_time()
    render(compose(facts, OFFICE, period), "assistant+secret@bergdental.example")
    return time.process_time() - start


def main() -> None:
    one, five = office(1), office(5)
    _once(one, Period(NOW - timedelta(weeks=1), NOW))
    short, long = seconds(one, five)
    print(f"1 year,  {len(one.issues):5} issues: {short * 1000:6.1f} ms")
    print(f"5 years, {len(five.issues):5} issues: {long * 1000:6.1f} ms")
    print(f"ratio 5 years to 1 year: {long / short:.2f}")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
