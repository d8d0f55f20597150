"""Values ↔ rows: each value whole as JSON, beside the few columns that one asks by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import Session, SQLModel, col, delete, select

from assistant.ledger.tables import (
    CommitmentRow,
    DecisionRow,
    EntryRow,
    EventRow,
    InvoiceRow,
    IssueRow,
    Mail,
    Number,
    QuestionRow,
    Setting,
)
from assistant.vocabulary import Commitment, Decision, Entry, Event, Invoice, Issue, Question, Unread

ENTRY, ISSUE, COMMITMENT, EVENT = TypeAdapter(Entry), TypeAdapter(Issue), TypeAdapter(Commitment), TypeAdapter(Event)
INVOICE, DECISION, QUESTION = TypeAdapter(Invoice), TypeAdapter(Decision), TypeAdapter(Question)
STALE = "stale"


def json(adapter: TypeAdapter[Any], value: object) -> str:
    return adapter.dump_json(value).decode()


def entry_row(mail: int, entry: Entry) -> EntryRow:
    return EntryRow(
        key=entry.key,
        mail=mail,
        sent_at=entry.at,
        provider=entry.provider,
        sender=entry.sender.address,
        kind=entry.findings.kind,
        body=json(ENTRY, entry),
    )


def issue_row(issue: Issue) -> IssueRow:
    names = ("number", "provider", "title", "status", "severity", "opened_at", "updated_at")
    return IssueRow(**{name: getattr(issue, name) for name in names}, body=json(ISSUE, issue))


def commitment_row(place: int, value: Commitment) -> CommitmentRow:
    due = value.due.isoformat() if value.due else None
    return CommitmentRow(place=place, provider=value.provider, due=due, body=json(COMMITMENT, value))


def event_row(place: int, value: Event) -> EventRow:
    start = value.start.isoformat()
    return EventRow(place=place, provider=value.provider, kind=value.kind, start=start, body=json(EVENT, value))


def invoice_row(place: int, value: Invoice) -> InvoiceRow:
    bill = value.document
    return InvoiceRow(
        place=place,
        provider=value.provider,
        number=bill.number,
        issued=bill.issued.isoformat() if bill.issued else None,
        total=None if bill.total is None else str(bill.total),
        currency=bill.currency,
        body=json(INVOICE, value),
    )


def decision_row(place: int, value: Decision) -> DecisionRow:
    return DecisionRow(place=place, at=value.at, body=json(DECISION, value))


def question_row(place: int, value: Question) -> QuestionRow:
    return QuestionRow(place=place, provider=value.provider, at=value.at, body=json(QUESTION, value))


def placed(values: Sequence[Any]) -> tuple[range, Sequence[Any]]:
    return range(1, len(values) + 1), values


def replace(session: Session, table: type[SQLModel], rows: Iterable[SQLModel]) -> None:
    """Make the table hold these rows; only what differs is written."""
    key = table.__table__.primary_key.columns.keys()[0]  # type: ignore[attr-defined]
    old = {getattr(row, key): row for row in session.exec(select(table))}
    for row in rows:
        have = old.pop(getattr(row, key), None)
        if have is None:
            session.add(row)
        elif have.model_dump() != row.model_dump():
            session.merge(row)
    for row in old.values():
        session.delete(row)


def load(session: Session, table: Any, order: Any, adapter: TypeAdapter[Any]) -> tuple[Any, ...]:  # noqa: ANN401
    return tuple(adapter.validate_json(body) for body in session.exec(select(table.body).order_by(order)))


def unread(session: Session) -> tuple[Unread, ...]:
    """The mails that could not be read, or not to their end."""
    rows = session.exec(select(Mail).where(Mail.problem != "", Mail.state != "copy").order_by(col(Mail.id)))
    return tuple(Unread(row.filed_at, row.sender, row.subject, row.problem, row.message_id) for row in rows)


def mark_stale(session: Session, *, stale: bool) -> None:
    """Note, in the transaction that makes it so, whether the facts lag behind what was found."""
    if stale:
        session.merge(Setting(name=STALE, value="yes"))
    else:
        session.exec(delete(Setting).where(col(Setting.name) == STALE))


def add_numbers(session: Session, numbers: Mapping[str, int]) -> None:
    known = set(session.exec(select(Number.anchor)))
    session.add_all([Number(anchor=anchor, number=n) for anchor, n in sorted(numbers.items()) if anchor not in known])
