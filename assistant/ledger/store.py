"""All SQL lives here: the mails as they came, what was found in them, the outbox, and the facts laid down.

Each public method is one transaction. SQLite and PostgreSQL give the same answers; a test runs on both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session, SQLModel, col, create_engine, delete, func, select

from assistant.ledger.schema import LedgerError, bring_up_to_date
from assistant.ledger.tables import (
    CommitmentRow,
    DecisionRow,
    EntryRow,
    EventRow,
    InvoiceRow,
    IssueRow,
    Mail,
    Number,
    Outgoing,
    Setting,
)
from assistant.vocabulary import Commitment, Decision, Entry, Event, Facts, Invoice, Issue, Unread

_ENTRY = TypeAdapter(Entry)
_ISSUE, _COMMITMENT, _EVENT = TypeAdapter(Issue), TypeAdapter(Commitment), TypeAdapter(Event)
_INVOICE, _DECISION = TypeAdapter(Invoice), TypeAdapter(Decision)


@dataclass(frozen=True, slots=True)
class Post:
    """One mail to be sent: `purpose` tells it apart for ever ("agenda:2026-03-09"), so it is never written twice."""

    purpose: str
    message_id: str
    sender: str
    recipients: tuple[str, ...]
    raw: bytes


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail in the outbox, its place there, and how often it was tried."""

    place: int
    post: Post
    attempts: int


@dataclass(frozen=True, slots=True)
class Filed:
    """A mail that is stored. `id` is its place in the ledger; `uid` its identity in the mailbox."""

    id: int
    mailbox: str
    uidvalidity: int
    uid: str
    message_id: str
    sha256: str
    raw: bytes
    filed_at: datetime


class Ledger:
    """One office's ledger in one database."""

    def __init__(self, url: str) -> None:
        """Open `url` (sqlite:///file or postgresql://…) and bring its schema up to date. Raises LedgerError."""
        self._engine = engine_of(url)
        try:
            with self._engine.begin() as connection:
                bring_up_to_date(connection)
        except OperationalError as error:
            raise LedgerError(f"The database {_public(url)} cannot be opened: {error.orig}.") from error

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        with Session(self._engine) as session, session.begin():
            yield session

    # --- mail as it came ---

    def known(self, mailbox: str, uidvalidity: int) -> set[str]:
        """The uids of this mailbox that are stored already."""
        question = select(Mail.uid).where(Mail.mailbox == mailbox, Mail.uidvalidity == uidvalidity)
        with self._transaction() as session:
            return set(session.exec(question))

    def file(self, mail: Mail) -> bool:
        """Store a mail before anything is concluded from it; False when this uid is stored already."""
        try:
            with self._transaction() as session:
                session.add(mail)
        except IntegrityError:
            return False
        return True

    def settled(self, place: int) -> None:
        """The mail was marked or moved on the server as configured."""
        with self._transaction() as session:
            session.get_one(Mail, place).settled = True

    def unsettled(self) -> list[tuple[int, str, int, str, str]]:
        """(place, mailbox, uidvalidity, uid, state) of mails that were looked at, but not marked or moved yet."""
        question = select(Mail).where(col(Mail.settled).is_(False), Mail.state != "filed").order_by(col(Mail.id))
        with self._transaction() as session:
            return [(m.id or 0, m.mailbox, m.uidvalidity, m.uid, m.state) for m in session.exec(question)]

    def filed(self, state: str | None = None) -> Iterator[Filed]:
        """Stored mails in the order of their arrival, one at a time: those in `state`, or all but copies."""
        with self._transaction() as session:
            question = select(Mail.id).order_by(col(Mail.id))
            chosen = question.where(Mail.state == state) if state else question.where(Mail.state != "copy")
            ids = list(session.exec(chosen))
        for place in ids:
            with self._transaction() as session:
                mail = session.get_one(Mail, place)
                names = ("mailbox", "uidvalidity", "uid", "message_id", "sha256", "raw", "filed_at")
                filed = Filed(place or 0, *(getattr(mail, name) for name in names))
            yield filed

    def raw(self, message_id: str) -> bytes | None:
        """The mail with this Message-ID, as it arrived."""
        question = select(Mail.raw).where(Mail.message_id == message_id).order_by(col(Mail.id)).limit(1)
        with self._transaction() as session:
            return session.exec(question).first()

    def same_content(self, mail: Filed) -> bool:
        """Was the same mail, byte for byte, stored earlier (under another uid or in another mailbox)?"""
        question = select(Mail.id).where(Mail.sha256 == mail.sha256, col(Mail.id) < mail.id).limit(1)
        with self._transaction() as session:
            return session.exec(question).first() is not None

    def letters_between(self, start: datetime, end: datetime) -> int:
        """How many mails were filed after `start` and by `end`."""
        question = select(func.count()).select_from(Mail).where(Mail.filed_at > start, Mail.filed_at <= end)
        with self._transaction() as session:
            return session.exec(question.where(Mail.state != "copy")).one()

    # --- what was found ---

    def conclude(self, mail: Filed, entries: Sequence[Entry]) -> None:
        """Keep what was found in a mail, in place of what was found in it before."""
        with self._transaction() as session:
            session.exec(delete(EntryRow).where(col(EntryRow.mail) == mail.id))
            session.add_all([_entry_row(mail.id, entry) for entry in entries])
            row = session.get_one(Mail, mail.id)
            row.state, row.problem = "read", ""
            if entries:
                row.sender, row.subject = str(entries[0].sender), entries[0].subject

    def unreadable(self, mail: Filed, problem: str) -> None:
        """Keep a mail as not understood, with the reason in words for the owner."""
        self._mark(mail, "unreadable", problem)

    def copy(self, mail: Filed) -> None:
        """The mail is the same as one that is here already; nothing is concluded from it again."""
        self._mark(mail, "copy", "")

    def _mark(self, mail: Filed, state: str, problem: str) -> None:
        with self._transaction() as session:
            row = session.get_one(Mail, mail.id)
            row.state, row.problem = state, problem
            session.exec(delete(EntryRow).where(col(EntryRow.mail) == mail.id))

    def entries(self, message_ids: Iterable[str] | None = None) -> list[Entry]:
        """All entries (or those of some mails) in the order in which their letters were sent."""
        question = select(EntryRow.body)
        if message_ids is not None:
            question = question.join(Mail, col(Mail.id) == EntryRow.mail).where(col(Mail.message_id).in_(message_ids))
        with self._transaction() as session:
            bodies = list(session.exec(question.order_by(col(EntryRow.sent_at), col(EntryRow.key))))
        return [_ENTRY.validate_json(body) for body in bodies]

    # --- the facts ---

    def numbers(self) -> dict[str, int]:
        """The numbers given so far, by anchor."""
        with self._transaction() as session:
            return {row.anchor: row.number for row in session.exec(select(Number))}

    def lay_down(self, facts: Facts, numbers: Mapping[str, int], posts: Sequence[Post], now: datetime) -> None:
        """Write the facts, the numbers they were given and the mails they cause: one transaction."""
        with self._transaction() as session:
            _replace(session, IssueRow, map(_issue_row, facts.issues))
            _replace(session, CommitmentRow, map(_commitment_row, *_placed(facts.commitments)))
            _replace(session, EventRow, map(_event_row, *_placed(facts.events)))
            _replace(session, InvoiceRow, map(_invoice_row, *_placed(facts.invoices)))
            _replace(session, DecisionRow, map(_decision_row, *_placed(facts.decisions)))
            _add_numbers(session, numbers)
            for post in posts:
                _add_post(session, post, now)

    def facts(self) -> Facts:
        """The facts as they were laid down last."""
        with self._transaction() as session:
            return Facts(
                issues=_load(session, IssueRow, IssueRow.number, _ISSUE),
                commitments=_load(session, CommitmentRow, CommitmentRow.place, _COMMITMENT),
                events=_load(session, EventRow, EventRow.place, _EVENT),
                invoices=_load(session, InvoiceRow, InvoiceRow.place, _INVOICE),
                decisions=_load(session, DecisionRow, DecisionRow.place, _DECISION),
                unread=_unread(session),
                letters=session.exec(select(func.count()).select_from(EntryRow)).one(),
            )

    # --- the outbox ---

    def posted(self, purpose: str) -> bool:
        """Is there a mail for this purpose, sent or to be sent?"""
        with self._transaction() as session:
            return session.exec(select(Outgoing.id).where(Outgoing.purpose == purpose)).first() is not None

    def purposes(self, kind: str) -> list[tuple[str, datetime]]:
        """(purpose, written at) of all mails whose purpose begins with "<kind>:", oldest first."""
        question = select(Outgoing.purpose, Outgoing.created_at).where(col(Outgoing.purpose).startswith(f"{kind}:"))
        with self._transaction() as session:
            return list(session.exec(question.order_by(col(Outgoing.created_at), col(Outgoing.id))))

    def posts_to(self, recipient: str, kind: str, since: datetime) -> int:
        """How many mails of a kind ("answer") were written to this address since then."""
        of_kind = col(Outgoing.purpose).startswith(f"{kind}:")
        question = select(func.count()).select_from(Outgoing).where(of_kind, Outgoing.created_at >= since)
        with self._transaction() as session:
            return session.exec(question.where(Outgoing.recipients == recipient)).one()

    def post(self, post: Post, now: datetime) -> None:
        """Write one mail into the outbox; nothing happens when its purpose has one."""
        with self._transaction() as session:
            _add_post(session, post, now)

    def due(self, now: datetime) -> list[Waiting]:
        """What is to be sent by now, in the order of writing."""
        question = select(Outgoing).where(Outgoing.state == "due", Outgoing.due_at <= now).order_by(col(Outgoing.id))
        with self._transaction() as session:
            return [Waiting(row.id or 0, _post(row), row.attempts) for row in session.exec(question)]

    def sent(self, place: int, now: datetime) -> None:
        with self._transaction() as session:
            row = session.get_one(Outgoing, place)
            row.state, row.sent_at, row.problem = "sent", now, ""

    def deferred(self, place: int, problem: str, again: datetime, recipients: Sequence[str]) -> None:
        """Sending failed for now: try `again`, to those who have not got it yet."""
        with self._transaction() as session:
            row = session.get_one(Outgoing, place)
            row.attempts, row.problem, row.due_at = row.attempts + 1, problem, again
            row.recipients = " ".join(recipients)

    def refused(self, place: int, problem: str) -> None:
        with self._transaction() as session:
            row = session.get_one(Outgoing, place)
            row.state, row.problem = "refused", problem

    def undelivered(self) -> list[tuple[str, str, str]]:
        """(purpose, recipients, problem) of mails that were refused or wait for another try."""
        question = select(Outgoing).where(col(Outgoing.state) != "sent", col(Outgoing.problem) != "")
        with self._transaction() as session:
            return [(row.purpose, row.recipients, row.problem) for row in session.exec(question)]

    # --- what the ledger knows of itself ---

    def setting(self, name: str) -> str | None:
        with self._transaction() as session:
            row = session.get(Setting, name)
            return row.value if row else None

    def set(self, name: str, value: str) -> None:
        with self._transaction() as session:
            session.merge(Setting(name=name, value=value))


# --- opening ---


def engine_of(url: str) -> Engine:
    if url.startswith("postgresql://"):
        return create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_settings)
        event.listen(engine, "begin", _sqlite_begin)
    return engine


def _sqlite_settings(connection: Any, _record: object) -> None:  # noqa: ANN401  the driver's own class
    """Durable through a power cut, readable while we write, patient with a second process.

    The driver's own transactions leave out changes of the schema; ours do not (docs.sqlalchemy.org, "pysqlite").
    """
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _sqlite_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _public(url: str) -> str:
    """The URL without its password."""
    head, at, tail = url.rpartition("@")
    return f"{head.partition('://')[0]}://…@{tail}" if at else url


# --- rows ---


def _json(adapter: TypeAdapter[Any], value: object) -> str:
    return adapter.dump_json(value).decode()


def _entry_row(mail: int, entry: Entry) -> EntryRow:
    return EntryRow(
        key=entry.key,
        mail=mail,
        sent_at=entry.at,
        provider=entry.provider,
        sender=entry.sender.address,
        kind=entry.findings.kind,
        body=_json(_ENTRY, entry),
    )


def _issue_row(issue: Issue) -> IssueRow:
    names = ("number", "provider", "title", "status", "severity", "opened_at", "updated_at")
    return IssueRow(**{name: getattr(issue, name) for name in names}, body=_json(_ISSUE, issue))


def _commitment_row(place: int, value: Commitment) -> CommitmentRow:
    due = value.due.isoformat() if value.due else None
    return CommitmentRow(place=place, provider=value.provider, due=due, body=_json(_COMMITMENT, value))


def _event_row(place: int, value: Event) -> EventRow:
    start = value.start.isoformat()
    return EventRow(place=place, provider=value.provider, kind=value.kind, start=start, body=_json(_EVENT, value))


def _invoice_row(place: int, value: Invoice) -> InvoiceRow:
    bill = value.document
    return InvoiceRow(
        place=place,
        provider=value.provider,
        number=bill.number,
        issued=bill.issued.isoformat() if bill.issued else None,
        total=None if bill.total is None else str(bill.total),
        currency=bill.currency,
        body=_json(_INVOICE, value),
    )


def _decision_row(place: int, value: Decision) -> DecisionRow:
    return DecisionRow(place=place, at=value.at, body=_json(_DECISION, value))


def _placed(values: Sequence[Any]) -> tuple[range, Sequence[Any]]:
    return range(1, len(values) + 1), values


def _replace(session: Session, table: type[SQLModel], rows: Iterable[SQLModel]) -> None:
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


def _load(session: Session, table: Any, order: Any, adapter: TypeAdapter[Any]) -> tuple[Any, ...]:  # noqa: ANN401
    return tuple(adapter.validate_json(body) for body in session.exec(select(table.body).order_by(order)))


def _unread(session: Session) -> tuple[Unread, ...]:
    rows = session.exec(select(Mail).where(Mail.state == "unreadable").order_by(col(Mail.id)))
    return tuple(Unread(row.filed_at, row.sender, row.subject, row.problem, row.message_id) for row in rows)


def _add_numbers(session: Session, numbers: Mapping[str, int]) -> None:
    known = set(session.exec(select(Number.anchor)))
    session.add_all([Number(anchor=anchor, number=n) for anchor, n in sorted(numbers.items()) if anchor not in known])


def _add_post(session: Session, post: Post, now: datetime) -> None:
    if session.exec(select(Outgoing.id).where(Outgoing.purpose == post.purpose)).first() is not None:
        return
    session.add(
        Outgoing(
            purpose=post.purpose,
            message_id=post.message_id,
            sender=post.sender,
            recipients=" ".join(post.recipients),
            raw=post.raw,
            created_at=now,
            due_at=now,
        )
    )


def _post(row: Outgoing) -> Post:
    return Post(row.purpose, row.message_id, row.sender, tuple(row.recipients.split()), row.raw)


__all__ = ["Filed", "Ledger", "LedgerError", "Mail", "Post", "Waiting"]
