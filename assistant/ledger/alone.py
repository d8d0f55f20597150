"""One at a time: whoever works on a ledger holds its lock; a second one is told so. Reading needs no lock.

The lock dies with the process that holds it, however that ends: nothing has to be cleared away after a crash.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from assistant.ledger.opening import engine_of, public, sqlite_file
from assistant.ledger.schema import LedgerError

Hold = Callable[[], None]

_KEY = 0x64656C65  # "dele": tells our lock from those of other programs in the same database


@contextmanager
def only_one(url: str) -> Iterator[Hold]:
    """Hold the ledger's lock. Raises LedgerError when somebody else works on it, or it cannot be reached.

    What it gives is called before each step of the work: it makes sure that the lock is still ours.
    """
    if url.startswith("postgresql"):
        with _held_by_server(url) as hold:
            yield hold
        return
    file = sqlite_file(url)
    if file is None:  # in memory: nobody else can see it
        yield _held
        return
    with _held_by_file(file.resolve()):  # by whatever name it is called
        yield _held


def _held() -> None:
    """A file's lock is ours until we let go of it."""


@contextmanager
def _held_by_file(database: Path) -> Iterator[None]:
    try:
        descriptor = os.open(f"{database}-lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise LedgerError(f"The database {database} cannot be opened: {error.strerror}.") from error
    with os.fdopen(descriptor, "r+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _taken(f"process {lock.read(20).strip() or 'unknown'}", str(database)) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


@contextmanager
def _held_by_server(url: str) -> Iterator[Hold]:
    engine = engine_of(url)
    lock = _ServerLock(engine, url)
    try:
        lock()
        yield lock
    finally:
        lock.let_go()
        engine.dispose()


class _ServerLock:
    """A lock that is a connection's: gone with it, and taken anew when the server is back, unless another was first.

    Each schema of a database holds a ledger of its own.
    """

    def __init__(self, engine: Engine, url: str) -> None:
        self._engine, self._url = engine, url
        self._connection: Connection | None = None

    def __call__(self) -> None:
        """Make sure that the lock is ours. Raises LedgerError when it is another's, or the server is gone."""
        if self._connection is not None:
            try:
                self._connection.execute(text("SELECT 1"))
            except DBAPIError:
                self.let_go()
        if self._connection is None:
            self._take()

    def _take(self) -> None:
        question = text("SELECT pg_try_advisory_lock(:key, hashtext(current_schema()))").bindparams(key=_KEY)
        try:
            self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            ours = self._connection.execute(question).scalar()
        except DBAPIError as error:
            self.let_go()
            raise LedgerError(f"The database {public(self._url)} cannot be opened: {error.orig}.") from error
        if not ours:
            self.let_go()
            raise _taken("another process", public(self._url))

    def let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()  # closed, not kept for another: the lock goes with it
            connection.close()


def _taken(who: str, what: str) -> LedgerError:
    return LedgerError(
        f"Another assistant ({who}) is already at work on {what}. Two at once would answer twice:"
        " leave this one be, or stop the other one first."
    )
