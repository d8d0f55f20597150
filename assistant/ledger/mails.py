"""The mails as they came, and what was found in each. Nothing here is ever changed, only read anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, delete, func, select, update

from assistant.ledger.opening import Database
from assistant.ledger.rows import ENTRY, entry_row, mark_stale
from assistant.ledger.tables import EntryRow, Mail
from assistant.vocabulary import Entry

_AT_ONCE = 500  # rows fetched together


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


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A mail that the server still shows as it came. `state`: "read", "unreadable" or "copy"."""

    place: int
    mailbox: str
    uidvalidity: int
    uid: str
    state: str


class Mails(Database):
    """The shelf of mails."""

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

    def settled(self, places: Sequence[int]) -> None:
        """The mails were marked or moved on the server as configured."""
        with self._transaction() as session:
            session.exec(update(Mail).where(col(Mail.id).in_(places)).values(settled=True))

    def unsettled(self) -> list[Unsettled]:
        """The mails that were looked at, but not marked or moved on the server yet."""
        # not the bytes: a first reading may leave thousands of mails to be marked
        columns = (Mail.id, Mail.mailbox, Mail.uidvalidity, Mail.uid, Mail.state)
        question = select(*columns).where(col(Mail.settled).is_(False), Mail.state != "filed")  # type: ignore[call-overload]
        with self._transaction() as session:
            return [Unsettled(*row) for row in session.exec(question.order_by(col(Mail.id)))]

    def places(self, state: str | None = None) -> list[int]:
        """The places of stored mails in the order of their arrival: those in `state`, or all to be read."""
        question = select(Mail.id).order_by(col(Mail.id))
        chosen = (
            question.where(Mail.state == state)
            if state
            else question.where(col(Mail.state).not_in(("copy", "forgotten")))
        )
        with self._transaction() as session:
            return [place for place in session.exec(chosen) if place is not None]

    def mail(self, place: int) -> Filed:
        """One stored mail."""
        names = ("mailbox", "uidvalidity", "uid", "message_id", "sha256", "raw", "filed_at")
        with self._transaction() as session:
            mail = session.get_one(Mail, place)
            return Filed(place, *(getattr(mail, name) for name in names))

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

    def conclude(self, mail: Filed, entries: Sequence[Entry], problems: Sequence[str] = ()) -> None:
        """Keep what was found in a mail, in place of what was found in it before; `problems` say what was left out."""
        with self._transaction() as session:
            session.exec(delete(EntryRow).where(col(EntryRow.mail) == mail.id))
            session.add_all([entry_row(mail.id, entry) for entry in entries])
            mark_stale(session, stale=True)
            row = session.get_one(Mail, mail.id)
            told = "" if row.state == "unreadable" else row.problem
            row.state = "read"
            row.problem = " ".join([*filter(None, [told]), *(one for one in problems if one not in told)])
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
            mark_stale(session, stale=True)

    def newest(self) -> datetime | None:
        """When the newest letter was sent."""
        with self._transaction() as session:
            return session.exec(select(EntryRow.sent_at).order_by(col(EntryRow.sent_at).desc()).limit(1)).first()

    def entries_since(self, start: datetime) -> list[Entry]:
        """The entries of letters that were sent after `start`, in their order."""
        question = select(EntryRow.body).where(EntryRow.sent_at > start)
        with self._transaction() as session:
            bodies = session.exec(question.order_by(col(EntryRow.sent_at), col(EntryRow.key)))
            return [ENTRY.validate_json(body) for body in bodies]

    def entries(self, message_ids: Iterable[str] | None = None) -> list[Entry]:
        """All entries (or those of some mails) in the order in which their letters were sent."""
        question = select(EntryRow.body)
        if message_ids is not None:
            question = question.join(Mail, col(Mail.id) == EntryRow.mail).where(col(Mail.message_id).in_(message_ids))
        in_order = question.order_by(col(EntryRow.sent_at), col(EntryRow.key)).execution_options(yield_per=_AT_ONCE)
        with self._transaction() as session:  # a ledger of years: not all of it as text and as values at once
            return [ENTRY.validate_json(body) for body in session.exec(in_order)]
