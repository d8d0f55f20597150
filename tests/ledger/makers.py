"""Entries and findings in a line each."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from assistant.vocabulary import (
    Address,
    AgendaRow,
    CommitmentFinding,
    Entry,
    EventFinding,
    Evidence,
    Findings,
    IssueFinding,
    Kind,
    Order,
    Severity,
    Speaker,
    Status,
)

MONDAY = datetime.fromisoformat("2026-03-02T09:00:00+00:00")
DESK = Address("Service Desk", "desk@northgate-it.example")
OWNER = Address("Anna Berg", "anna@bergdental.example")


def issue(title: str, status: Status = Status.OPEN, *tickets: str, speaker: Speaker = Speaker.PROVIDER) -> IssueFinding:
    words = f"{title}: {status.replace('_', ' ')}."
    return IssueFinding(title, status, Severity.NORMAL, Evidence(0, len(words), words), tickets, speaker)


def letter(
    day: float,
    *findings: IssueFinding,
    subject: str = "",
    promises: tuple[CommitmentFinding, ...] = (),
    events: tuple[EventFinding, ...] = (),
    answers: tuple[str, ...] = (),
    provider: str = "Northgate IT",
) -> Entry:
    """A provider's letter, `day` days after MONDAY."""
    name = f"{day}-{subject}-{[f.title for f in findings]}-{provider}"
    return Entry(
        key=sha256(name.encode()).hexdigest(),
        message_id=f"<{sha256(name.encode()).hexdigest()[:12]}@northgate-it.example>",
        sender=DESK,
        speaker=Speaker.PROVIDER,
        sent_at=MONDAY + timedelta(days=day),
        subject=subject or (findings[0].title if findings else "Hello"),
        findings=Findings(Kind.ISSUE, tuple(findings), promises, events),
        provider=provider,
        in_reply_to=answers,
    )


def orders(day: float, *given: Order, obeyed: bool = True) -> Entry:
    """The owner's reply, `day` days after MONDAY."""
    key = sha256(f"orders {day} {given}".encode()).hexdigest()
    return Entry(
        key=key,
        message_id=f"<{key[:12]}@bergdental.example>",
        sender=OWNER,
        speaker=Speaker.OWNER,
        sent_at=MONDAY + timedelta(days=day),
        subject="Re: IT this week",
        findings=Findings(Kind.COMMAND),
        orders=tuple(given),
        obeyed=obeyed,
    )


def match(about: str, rows: list[AgendaRow]) -> tuple[AgendaRow, ...]:
    """A plain matcher for the tests of the fold: any word in common."""
    words = set(about.casefold().split())
    return tuple(row for row in rows if words & set(row.title.casefold().split()))
