"""One at a time: whoever works on a ledger holds its lock; a second one is told so. Reading needs no lock.

The lock dies with the process that holds it, however that ends: nothing has to be cleared away after a crash.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from assistant.ledger.opening import engine_of, public, sqlite_file
from assistant.ledger.schema import LedgerError

_KEY = 0x64656C65  # "dele": tells our lock from those of other programs in the same database


@contextmanager
def only_one(url: str) -> Iterator[None]:
    """Hold the ledger's lock. Raises LedgerError when somebody else works on it, or it cannot be reached."""
    if url.startswith("postgresql"):
        with _held_by_server(url):
            yield
        return
    file = sqlite_file(url)
    if file is None:  # in memory: nobody else can see it
        yield
        return
    with _held_by_file(file.resolve()):  # by whatever name it is called
        yield


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
def _held_by_server(url: str) -> Iterator[None]:
    """The lock is the session's; each schema of a database holds a ledger of its own."""
    engine = engine_of(url)
    question = text("SELECT pg_try_advisory_lock(:key, hashtext(current_schema()))").bindparams(key=_KEY)
    try:
        with _connected(engine, url) as connection:
            if not connection.execute(question).scalar():
                raise _taken("another process", public(url))
            yield
    finally:
        engine.dispose()


def _connected(engine: Engine, url: str) -> Connection:
    try:
        return engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    except OperationalError as error:
        raise LedgerError(f"The database {public(url)} cannot be opened: {error.orig}.") from error


def _taken(who: str, what: str) -> LedgerError:
    return LedgerError(
        f"Another assistant ({who}) is already at work on {what}. Two at once would answer twice:"
        " leave this one be, or stop the other one first."
    )
