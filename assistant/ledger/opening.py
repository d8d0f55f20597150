"""Opening a database: SQLite made durable, PostgreSQL by its own driver; one transaction for each thing done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, create_engine

from assistant.ledger.schema import LedgerError, bring_up_to_date


class Database:
    """An open database with its schema up to date."""

    def __init__(self, url: str) -> None:
        """Open `url` (sqlite:///file or postgresql://…) and bring its schema up to date. Raises LedgerError."""
        self._engine = engine_of(url)
        try:
            with self._engine.begin() as connection:
                bring_up_to_date(connection)
        except OperationalError as error:
            raise LedgerError(f"The database {public(url)} cannot be opened: {error.orig}.") from error

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        with Session(self._engine) as session, session.begin():
            yield session


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


def public(url: str) -> str:
    """The URL without its password."""
    head, at, tail = url.rpartition("@")
    return f"{head.partition('://')[0]}://…@{tail}" if at else url
