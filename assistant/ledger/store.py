"""One office's ledger in one database: all SQL is behind this class, and each public method is one transaction.

SQLite and PostgreSQL give the same answers; the tests run on both.
"""

from __future__ import annotations

from assistant.ledger.mails import Filed, Mails
from assistant.ledger.outbox import Outbox, Post, Waiting
from assistant.ledger.schema import LedgerError
from assistant.ledger.sheet import Sheet
from assistant.ledger.tables import Mail, Setting


class Ledger(Mails, Sheet, Outbox):
    """The mails as they came, what was found in them, the facts, the outbox."""

    def setting(self, name: str) -> str | None:
        with self._transaction() as session:
            row = session.get(Setting, name)
            return row.value if row else None

    def set(self, name: str, value: str) -> None:
        with self._transaction() as session:
            session.merge(Setting(name=name, value=value))


__all__ = ["Filed", "Ledger", "LedgerError", "Mail", "Post", "Waiting"]
