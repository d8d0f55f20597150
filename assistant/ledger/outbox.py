"""The outbox: each mail is written here with the facts that cause it, and sent from here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from assistant.ledger.opening import Database
from assistant.ledger.tables import Outgoing


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


class Outbox(Database):
    """The shelf of mails to be sent."""

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
        """How many mails of a kind ("answer") were written to this address since then, with or without a copy."""
        of_kind = col(Outgoing.purpose).startswith(f"{kind}:")
        question = select(func.count()).select_from(Outgoing).where(of_kind, Outgoing.created_at >= since)
        with self._transaction() as session:
            first = (col(Outgoing.recipients) + " ").startswith(f"{recipient} ", autoescape=True)
            return session.exec(question.where(first)).one()

    def post(self, post: Post, now: datetime) -> None:
        """Write one mail into the outbox; nothing happens when its purpose has one."""
        with self._transaction() as session:
            add_post(session, post, now)

    def due(self, now: datetime) -> list[Waiting]:
        """What is to be sent by now, in the order of writing."""
        question = select(Outgoing).where(Outgoing.state == "due", Outgoing.due_at <= now).order_by(col(Outgoing.id))
        with self._transaction() as session:
            return [Waiting(row.id or 0, post_of(row), row.attempts) for row in session.exec(question)]

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

    def waits_since(self) -> datetime | None:
        """When the oldest mail that still waits was written; None when none waits."""
        with self._transaction() as session:
            return session.exec(select(func.min(Outgoing.created_at)).where(Outgoing.state == "due")).one()

    def undelivered(self) -> list[tuple[str, str, str]]:
        """(purpose, recipients, problem) of mails that were refused or wait for another try."""
        question = select(Outgoing).where(col(Outgoing.state) != "sent", col(Outgoing.problem) != "")
        with self._transaction() as session:
            return [(row.purpose, row.recipients, row.problem) for row in session.exec(question)]


def add_post(session: Session, post: Post, now: datetime) -> None:
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


def post_of(row: Outgoing) -> Post:
    return Post(row.purpose, row.message_id, row.sender, tuple(row.recipients.split()), row.raw)
