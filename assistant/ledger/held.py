"""The ledger of whoever works on it: no step is taken without the lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session

from assistant.ledger.alone import Hold
from assistant.ledger.store import Ledger


class HeldLedger(Ledger):
    """A ledger that looks to its lock before each transaction: a server that was gone may have given it away."""

    def __init__(self, url: str, hold: Hold) -> None:
        super().__init__(url)
        self._hold = hold

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        self._hold()
        with super()._transaction() as session:
            yield session
