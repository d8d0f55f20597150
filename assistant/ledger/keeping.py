"""Keeping a ledger safe: backups of one that is at work, restoring one, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlmodel import col, select

from assistant.ledger import copying, dumping
from assistant.ledger.alone import only_one
from assistant.ledger.opening import engine_of, public, sqlite_file
from assistant.ledger.schema import LATEST, LedgerError
from assistant.ledger.tables import Mail


def back_up(url: str, target: Path) -> None:
    """Write the whole ledger into one file, while others may be at work on it; an earlier backup is replaced.

    The file is complete, checked and on the disk when this returns. Raises LedgerError.
    """
    _may_replace(target)
    if url.startswith("postgresql"):
        dumping.dump(url, target)
        return
    source = _sqlite_file(url)
    if not source.exists():
        raise LedgerError(f"There is no database {source} yet: nothing to back up.")
    if target.exists() and target.samefile(source):
        raise LedgerError(f"{target} is the database itself. Give the backup another name.")
    copying.copy_file(source, target)


def restore(url: str, source: Path, *, overwrite: bool = False) -> Path | None:
    """Put a backup in the ledger's place. Raises LedgerError, and changes nothing, where that must not be.

    A ledger that is not empty is only replaced when told so (`overwrite`); SQLite's is kept beside it: its path.
    """
    _is_sound(url, source)
    with only_one(url):
        if not overwrite and not is_empty(url):
            raise LedgerError(
                f"The ledger {public(url)} is not empty. To put the backup in its place all the same,"
                " say `assistant restore --overwrite FILE`."
            )
        if url.startswith("postgresql"):
            dumping.undump(url, source)
            return None
        return _replace_file(_sqlite_file(url), source)


def damage_of(url: str) -> list[str]:
    """What is wrong with the ledger's storage, in a few words each; [] when all is well or there is nothing yet."""
    if not url.startswith("postgresql"):
        file = sqlite_file(url)
        return copying.damage_of(file) if file and file.exists() else []
    engine = engine_of(url)
    try:
        return _altered(engine)
    except OperationalError as error:  # it cannot be reached, which is no damage
        raise LedgerError(f"The database {public(url)} cannot be opened: {error.orig}.") from error
    except DatabaseError as error:
        return [str(error.orig)]
    finally:
        engine.dispose()


def is_empty(url: str) -> bool:
    """Has nothing been kept in this ledger yet? A damaged one counts as not empty: there was something."""
    file = sqlite_file(url)
    if file and not file.exists():
        return True
    if damage_of(url):
        return False
    engine = engine_of(url)
    try:
        with engine.connect() as connection:
            kept = {"mail", "outgoing"} & set(inspect(connection).get_table_names())
            return not any(connection.execute(text(f"SELECT 1 FROM {name} LIMIT 1")).first() for name in kept)  # noqa: S608  two names of ours
    finally:
        engine.dispose()


def _altered(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        if not inspect(connection).has_table("mail"):
            return []
        question = select(Mail.id, Mail.sha256, Mail.raw).where(col(Mail.state) != "forgotten")
        rows = connection.execution_options(yield_per=20).execute(question)
        return copying.altered((place or 0, sha256, raw) for place, sha256, raw in rows)


def _is_sound(url: str, source: Path) -> None:
    """Raises LedgerError when the file is no backup for this database, is damaged, or too new for this program."""
    head = _head(source)
    postgresql = url.startswith("postgresql")
    if not head.startswith(dumping.MAGIC if postgresql else copying.MAGIC):
        kind = "PostgreSQL" if postgresql else "SQLite"
        raise LedgerError(
            f"{source} is no backup of a {kind} ledger, which `database.url` names. Look for another file."
        )
    if postgresql:
        dumping.check(source)
        version = dumping.schema_of(source)
    else:
        copying.refuse_damaged(source)
        version = copying.schema_of(source)
    if version is None:
        raise LedgerError(f"{source} holds no ledger of the assistant.")
    if version > LATEST:
        raise LedgerError(
            f"{source} was written by a newer version of the assistant (schema {version}; this one knows {LATEST})."
            " Update the program first."
        )


def _replace_file(file: Path, source: Path) -> Path | None:
    """Pour the backup into the file. What was there is kept: a sound ledger as a copy, a damaged one as it is."""
    if not file.exists():
        copying.pour(source, file)
        return None
    kept = file.with_name(f"{file.name}-before-restore")
    if not copying.damage_of(file):
        copying.copy_file(file, kept)
        copying.pour(source, file)
        return kept
    _move(file, kept)
    try:
        copying.pour(source, file)
    except LedgerError:
        _move(kept, file)
        raise
    return kept


def _move(file: Path, elsewhere: Path) -> None:
    """A database with its logs; what they held there before is gone."""
    for ending in ("-wal", "-shm", ""):
        part, place = file.with_name(file.name + ending), elsewhere.with_name(elsewhere.name + ending)
        if part.exists():
            part.replace(place)
        else:
            place.unlink(missing_ok=True)


def _may_replace(target: Path) -> None:
    if not target.parent.is_dir():
        raise LedgerError(f"There is no folder {target.parent}. Create it, or name another file.")
    if target.is_dir():
        raise LedgerError(f"{target} is a folder. Name a file for the backup.")
    if target.exists() and _head(target) and not _head(target).startswith((copying.MAGIC, dumping.MAGIC)):
        raise LedgerError(f"{target} exists and is no backup: it is left as it is. Give the backup another name.")


def _head(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(16)
    except OSError as error:
        raise LedgerError(f"{file} cannot be read: {error.strerror}.") from error


def _sqlite_file(url: str) -> Path:
    file = sqlite_file(url)
    if file is None:
        raise LedgerError("`database.url` names no file: there is nothing that could be kept.")
    return file
