"""The tables. What cannot be derived again is kept for ever; the rest is a projection that the fold rewrites.

Kept: `mail` (the raw bytes), `entry` (what was found in each letter), `number` (the numbers the owner has seen),
`outgoing` (the outbox), `setting` (a few words about the ledger itself).
Projection: `issue`, `commitment`, `event`, `invoice`, `question`, `decision`: columns to ask by, and the value as JSON.
"""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, LargeBinary, Text, TypeDecorator, UniqueConstraint
from sqlmodel import Field, SQLModel


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC; SQLite would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Mail(SQLModel, table=True):
    """One mail as it arrived. `state`: filed → read | unreadable | copy (of one that is here already) | forgotten."""

    __table_args__ = (UniqueConstraint("mailbox", "uidvalidity", "uid"),)

    id: int | None = Field(default=None, primary_key=True)
    mailbox: str
    uidvalidity: int = Field(sa_type=BigInteger)
    uid: str
    message_id: str = Field(index=True)
    sha256: str = Field(index=True)
    raw: bytes = Field(sa_type=LargeBinary)
    filed_at: datetime = Field(sa_type=Moment)
    state: str = Field(default="filed", index=True)
    problem: str = ""
    settled: bool = Field(default=False, index=True)  # marked or moved on the server
    sender: str = ""
    subject: str = ""


class EntryRow(SQLModel, table=True):
    """What was found in one letter (`vocabulary.Entry` as JSON in `body`)."""

    __tablename__ = "entry"

    key: str = Field(primary_key=True)
    mail: int = Field(foreign_key="mail.id", index=True)
    sent_at: datetime = Field(sa_type=Moment, index=True)
    provider: str = Field(index=True)
    sender: str
    kind: str
    body: str = Field(sa_type=Text)


class Number(SQLModel, table=True):
    """An issue's number, anchored to each finding that belongs to it: numbers never change once given."""

    anchor: str = Field(primary_key=True)
    number: int = Field(index=True)


class Outgoing(SQLModel, table=True):
    """The outbox. `purpose` is unique, so nothing is written twice. `state`: due → sent | refused."""

    id: int | None = Field(default=None, primary_key=True)
    purpose: str = Field(unique=True)
    message_id: str = Field(unique=True)
    sender: str
    recipients: str  # addresses, separated by spaces
    raw: bytes = Field(sa_type=LargeBinary)
    created_at: datetime = Field(sa_type=Moment)
    due_at: datetime = Field(sa_type=Moment, index=True)  # not to be tried before
    state: str = Field(default="due", index=True)
    attempts: int = 0
    problem: str = ""
    sent_at: datetime | None = Field(default=None, sa_type=Moment)


class Setting(SQLModel, table=True):
    """What the ledger knows of itself: when it was begun, when it last looked, its keys."""

    name: str = Field(primary_key=True)
    value: str


class IssueRow(SQLModel, table=True):
    __tablename__ = "issue"

    number: int = Field(primary_key=True)
    provider: str = Field(index=True)
    title: str
    status: str = Field(index=True)
    severity: str
    opened_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment, index=True)
    body: str = Field(sa_type=Text)


class CommitmentRow(SQLModel, table=True):
    __tablename__ = "commitment"

    place: int = Field(primary_key=True)
    provider: str = Field(index=True)
    due: str | None = None
    body: str = Field(sa_type=Text)


class EventRow(SQLModel, table=True):
    __tablename__ = "event"

    place: int = Field(primary_key=True)
    provider: str = Field(index=True)
    kind: str
    start: str
    body: str = Field(sa_type=Text)


class InvoiceRow(SQLModel, table=True):
    __tablename__ = "invoice"

    place: int = Field(primary_key=True)
    provider: str = Field(index=True)
    number: str | None = None
    issued: str | None = None
    total: str | None = None  # as written, exact in every database
    currency: str | None = None
    body: str = Field(sa_type=Text)


class QuestionRow(SQLModel, table=True):
    __tablename__ = "question"

    place: int = Field(primary_key=True)
    provider: str = Field(index=True)
    at: datetime = Field(sa_type=Moment)
    body: str = Field(sa_type=Text)


class DecisionRow(SQLModel, table=True):
    __tablename__ = "decision"

    place: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)
    body: str = Field(sa_type=Text)
