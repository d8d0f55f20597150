"""Opening a database: SQLite made durable, PostgreSQL by its own driver; one transaction for each thing done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, make_url
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlmodel import Session, create_engine

from assistant.ledger.copying import copy_file, make_private
from assistant.ledger.schema import LedgerError, bring_up_to_date, outdated

_SQLITE = ("busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")  # milliseconds


class Database:
    """An open database with its schema up to date."""

    def __init__(self, url: str) -> None:
        """Open `url` (sqlite:///file or postgresql://…) and bring its schema up to date. Raises LedgerError."""
        file = sqlite_file(url)
        if file:
            make_private(file)
        self._engine = engine_of(url)
        try:
            with self._engine.connect() as connection:
                version = outdated(connection)
            if version:
                _keep_before(url, version)
            with self._engine.begin() as connection:
                bring_up_to_date(connection)
        except DatabaseError as error:
            raise LedgerError(f"The database {public(url)} cannot be opened: {error.orig}.") from error

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        try:
            with Session(self._engine) as session, session.begin():
                yield session
        except OperationalError as error:
            raise LedgerError(f"The database cannot be used right now: {error.orig}.") from error


def _keep_before(url: str, version: str) -> None:
    """A migration begins with a backup beside the file: the way back to the older program."""
    file = sqlite_file(url)
    if file is not None:
        copy_file(file, file.with_name(f"{file.name}-schema-{version}"))


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database; None when it is in memory, or no SQLite."""
    place = make_url(url)
    on_disk = place.get_backend_name() == "sqlite" and place.database not in (None, "", ":memory:")
    return Path(str(place.database)) if on_disk else None


def engine_of(url: str) -> Engine:
    if url.startswith("postgresql"):
        driven = url.replace("postgresql://", "postgresql+psycopg://", 1)
        return create_engine(driven, pool_pre_ping=True)  # a server that was started anew is noticed before it matters
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
    for pragma in _SQLITE:
        connection.execute(f"PRAGMA {pragma}")


def _sqlite_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def public(url: str) -> str:
    """The URL without its password."""
    head, at, tail = url.rpartition("@")
    return f"{head.partition('://')[0]}://…@{tail}" if at else url
