"""PostgreSQL: backup and restore by its own programs, which know best how to."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlmodel import SQLModel

from assistant.ledger import tables
from assistant.ledger.copying import written_whole
from assistant.ledger.opening import engine_of
from assistant.ledger.schema import LedgerError

assert tables  # noqa: S101  imported so that SQLModel knows the tables

MAGIC = b"PGDMP"  # the custom format of pg_dump
_COMMON = ("--no-owner", "--no-privileges")


def dump(url: str, target: Path) -> None:
    """A consistent dump of the ledger's tables, also while others write; `target` is there complete or not at all."""
    with written_whole(target) as unfinished:
        chosen = [f"--table={name}" for name in _tables()]
        _run("pg_dump", "--format=custom", *_COMMON, *chosen, f"--file={unfinished}", url=url)
        check(unfinished)


def check(file: Path) -> None:
    """Read the dump to its end. Raises LedgerError when it is damaged."""
    _run("pg_restore", "--file=/dev/null", str(file))


def schema_of(file: Path) -> str | None:
    """The version of the schema in a dump; None when it holds no ledger."""
    script = _run("pg_restore", "--data-only", "--table=alembic_version", "--file=-", str(file))
    lines = iter(script.splitlines())
    return next((next(lines, None) for line in lines if line.startswith("COPY ")), None)


def undump(url: str, file: Path) -> None:
    """Put the dump in place of what the database holds: one transaction."""
    whole = ("--clean", "--if-exists", "--single-transaction", "--exit-on-error")
    _run("pg_restore", *whole, *_COMMON, str(file), url=url)
    _drop_newer(url, _run("pg_restore", "--list", str(file)))


def _drop_newer(url: str, contents: str) -> None:
    """Tables that came after the dump would stand in the way of the migrations that make them."""
    words = {word for line in contents.splitlines() if " TABLE " in line for word in line.split()}
    engine = engine_of(url)
    try:
        newer = [table for name, table in SQLModel.metadata.tables.items() if name not in words]
        SQLModel.metadata.drop_all(engine, tables=newer)
    finally:
        engine.dispose()


def _tables() -> list[str]:
    return [*sorted(SQLModel.metadata.tables), "alembic_version"]


def _run(name: str, *words: str, url: str = "") -> str:
    """What the program prints. The password goes by the environment: everybody can see a command line."""
    program = shutil.which(name)
    if program is None:
        raise LedgerError(
            f"`{name}` is not installed here, and a PostgreSQL database is kept by it."
            " Install PostgreSQL's client programs (on Debian and Ubuntu: postgresql-client)."
        )
    place, secret = _place(url) if url else ((), {})
    # the program is PostgreSQL's own, the words are ours, and no shell reads them
    done = subprocess.run([program, *place, *words], capture_output=True, text=True, env={**os.environ, **secret})  # noqa: S603, PLW1510  the exit status is looked at below
    if done.returncode:
        said = " ".join(done.stderr.split()) or f"exit status {done.returncode}"
        raise LedgerError(f"{name} could not do its work: {said}")
    return done.stdout


def _place(url: str) -> tuple[tuple[str, ...], dict[str, str]]:
    full = make_url(url)
    bare = URL.create("postgresql", full.username, None, full.host, full.port, full.database, full.query)
    secret = {"PGPASSWORD": str(full.password)} if full.password else {}
    return (f"--dbname={bare.render_as_string(hide_password=False)}",), secret
