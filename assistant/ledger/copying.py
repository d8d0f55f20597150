"""SQLite files: a sound copy of one that is at work, and what is wrong with one.

Plain `sqlite3`: looking at a file here neither creates it nor changes its settings.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from assistant.ledger.schema import LedgerError

MAGIC = b"SQLite format 3\0"  # sqlite.org/fileformat.html, the first 16 bytes
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_SHOWN = 5  # of many faults, these are enough to see what happened


def copy_file(source: Path, target: Path) -> None:
    """A copy of the database as it is at this moment, whole and checked, also while others write to it.

    `target` is there complete or not at all, for its owner's eyes only (it holds mail). Raises LedgerError.
    """
    with written_whole(target) as unfinished, _spoken(source):
        with closing(sqlite3.connect(_uri(source), uri=True)) as old, closing(sqlite3.connect(unfinished)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        refuse_damaged(unfinished)


def pour(source: Path, target: Path) -> None:
    """Put the contents of `source` in place of those of `target`: one transaction, whoever reads it meanwhile."""
    make_private(target)
    with _spoken(target), closing(sqlite3.connect(_uri(source), uri=True)) as new:
        with closing(sqlite3.connect(target)) as old:
            new.backup(old)
        _sync(target)


def make_private(file: Path) -> None:
    """A file that is not there yet is made, empty, for its owner's eyes only; SQLite would let everybody read it."""
    with suppress(OSError):  # where it cannot be made, SQLite says so itself
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))


def refuse_damaged(file: Path) -> None:
    """Raises LedgerError when something is wrong with the file."""
    damage = damage_of(file)
    if damage:
        raise LedgerError(f"{file} is damaged: {'; '.join(damage)}.")


def damage_of(file: Path) -> list[str]:
    """What is wrong with the file, in a few words each; [] when nothing is. Raises LedgerError if it cannot be read."""
    try:
        with closing(sqlite3.connect(_uri(file), uri=True)) as connection:
            said = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_SHOWN})")]
            if said != ["ok"]:
                return said
            if not _has_table(connection, "mail"):
                return []
            return altered(connection.execute("SELECT id, sha256, raw FROM mail WHERE state <> 'forgotten'"))
    except sqlite3.Error as error:
        # locked, or a full disk: no damage, and no reason to restore anything
        if error.sqlite_errorcode & 0xFF not in _DAMAGED:
            raise LedgerError(f"{file} cannot be read: {error}.") from error
        return [str(error)]


def altered(mails: Iterable[tuple[int, str, bytes]]) -> list[str]:
    """The stored mails that are not, byte for byte, what once came."""
    wrong = [place for place, sha256, raw in mails if hashlib.sha256(raw).hexdigest() != sha256]
    return [f"mail {place} is not as it came" for place in wrong[:_SHOWN]]


def schema_of(file: Path) -> str | None:
    """The version of the schema of a ledger's file; None when it holds no ledger."""
    with _spoken(file), closing(sqlite3.connect(_uri(file), uri=True)) as connection:
        if not _has_table(connection, "alembic_version"):
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """A file beside `target` to write into; it takes the place of `target` when it is complete and on the disk."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")  # mode 0600
    os.close(descriptor)
    unfinished = Path(name)
    try:
        yield unfinished
        _sync(unfinished)
        unfinished.replace(target)
        _sync(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _has_table(connection: sqlite3.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None


def _uri(file: Path) -> str:
    """For a file that is there: it is never created by looking at it."""
    return f"file:{quote(str(file.resolve()))}?mode=rw"


@contextmanager
def _spoken(file: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise LedgerError(f"{file} cannot be copied or read: {error}.") from error
