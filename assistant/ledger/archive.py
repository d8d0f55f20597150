"""What is only asked for now and then: everything that was sent, a few figures, and forgetting."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, delete, func, select, update

from assistant.ledger.opening import sqlite_file
from assistant.ledger.rows import ENTRY, json
from assistant.ledger.schema import LedgerError
from assistant.ledger.store import Ledger
from assistant.ledger.tables import EntryRow, Mail, Outgoing
from assistant.vocabulary import Entry


@dataclass(frozen=True, slots=True)
class Sent:
    """A mail of the outbox with what became of it: "due", "sent" or "refused"."""

    place: int
    purpose: str
    message_id: str
    recipients: str
    raw: bytes
    state: str
    created_at: datetime
    sent_at: datetime | None
    problem: str


@dataclass(frozen=True, slots=True)
class Shelved:
    """A stored mail with the entries that were found in it, and where it stands."""

    place: int
    entries: tuple[Entry, ...]
    mailbox: str
    uid: str
    filed_at: datetime
    raw: bytes
    sha256: str
    message_id: str
    state: str
    problem: str


_SHELVED = ("mailbox", "uid", "filed_at", "raw", "sha256", "message_id", "state", "problem")
_SENT = ("purpose", "message_id", "recipients", "raw", "state", "created_at", "sent_at", "problem")


def _old(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(Mail.filed_at) < before, col(Mail.state).in_(("read", "copy", "unreadable"))


class Archive(Ledger):
    """The ledger with its shelves seen as a whole."""

    def shelved(self) -> Iterator[Shelved]:
        """Every stored mail that was not forgotten, copies too, in the order of arrival; one at a time."""
        for place in sorted([*self.places(), *self.places("copy")]):
            with self._transaction() as session:
                bodies = session.exec(select(EntryRow.body).where(EntryRow.mail == place).order_by(col(EntryRow.key)))
                entries = tuple(ENTRY.validate_json(body) for body in bodies)
                mail = session.get_one(Mail, place)
                found = Shelved(place, entries, *(getattr(mail, name) for name in _SHELVED))
            yield found

    def outbox(self) -> Iterator[Sent]:
        """Every mail that was written here, oldest first; one at a time."""
        with self._transaction() as session:
            places = list(session.exec(select(Outgoing.id).order_by(col(Outgoing.id))))
        for place in places:
            with self._transaction() as session:
                row = session.get_one(Outgoing, place)
                sent = Sent(row.id or 0, *(getattr(row, name) for name in _SENT))
            yield sent

    def forgotten(self) -> set[str]:
        """The SHA-256 of each mail that was forgotten: to know it again when it comes once more."""
        with self._transaction() as session:
            return set(session.exec(select(Mail.sha256).where(Mail.state == "forgotten")))

    def mails_by_state(self) -> Mapping[str, int]:
        """How many stored mails are in each state, the forgotten ones too."""
        return self._counted(Mail.state)

    def posts_by_state(self) -> Mapping[str, int]:
        """How many mails of the outbox are in each state."""
        return self._counted(Outgoing.state)

    def _counted(self, column: str) -> Mapping[str, int]:
        with self._transaction() as session:
            return Counter(dict(session.exec(select(column, func.count()).group_by(column).order_by(column)).all()))

    def span(self) -> tuple[datetime | None, datetime | None]:
        """When the first and the last mail was stored."""
        with self._transaction() as session:
            first, last = session.exec(select(func.min(Mail.filed_at), func.max(Mail.filed_at))).one()
            return first, last

    def forget_mails(self, kept: Mapping[int, Sequence[Entry]]) -> None:
        """Erase the mails at these places, and what was found in them but for the entries given with each.

        That a mail was there stays, with its identity in the mailbox and its SHA-256: it is not read again, and its
        numbers are given to no other issue.
        """
        with self._transaction() as session:
            for place, entries in kept.items():
                mail = session.get_one(Mail, place)
                mail.raw, mail.state = b"", "forgotten"
                mail.sender = mail.subject = mail.problem = ""
                mail.message_id = f"<{place}@forgotten.invalid>"
                stays = [entry.key for entry in entries]
                session.exec(delete(EntryRow).where(col(EntryRow.mail) == place, col(EntryRow.key).not_in(stays)))
                for entry in entries:
                    changed = update(EntryRow).where(col(EntryRow.key) == entry.key)
                    session.exec(changed.values(provider=entry.provider, body=json(ENTRY, entry)))

    def bytes_before(self, before: datetime) -> int:
        """How many mails that were read came before this moment and still have their bytes."""
        question = select(func.count()).select_from(Mail).where(*_old(before))
        with self._transaction() as session:
            return session.exec(question).one()

    def erase_bytes(self, before: datetime) -> int:
        """Erase the bytes of these mails; what was found in them stays. Returns how many there were."""
        with self._transaction() as session:
            erased = update(Mail).where(*_old(before)).values(raw=b"", state="forgotten", problem="")
            return int(session.exec(erased).rowcount)

    def forget_posts(self, places: Sequence[int]) -> None:
        """Erase the words of these mails of the outbox; that they were sent stays, so that none is sent again."""
        with self._transaction() as session:
            session.exec(update(Outgoing).where(col(Outgoing.id).in_(places)).values(raw=b"", problem=""))

    def sweep(self) -> None:
        """Make the room of what was erased be written over: until then its bytes could be found in the file."""
        file = sqlite_file(str(self._engine.url))
        if file is None:
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM FULL")
            return
        self._engine.dispose()  # our own connections must not hold the log
        try:
            with closing(sqlite3.connect(file)) as database:
                database.execute("VACUUM")
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.OperationalError as error:
            raise LedgerError(f"All is erased, but its room in {file} is not written over yet: {error}.") from error
