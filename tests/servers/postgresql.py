"""A real PostgreSQL with a cluster of its own. The tests end the server, never the machine: no fsync."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from itertools import count
from pathlib import Path

from .places import end, free_port, listens, servant, until

# what is committed survives a crash of the server, though not one of the machine
_FAST = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "shared_buffers=16MB")


def binaries() -> Path | None:
    """The folder with initdb and postgres: the newest of Debian's, else what the path has."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    found = debian[-1] if debian else Path(shutil.which("initdb") or "/nowhere/initdb")
    return found.parent if found.exists() and (found.parent / "postgres").exists() else None


class PostgreSql:
    """One server. `database()` gives the URL of a new, empty database."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._programs = programs
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)
        self.port = free_port()

    def create(self) -> None:
        arguments = ["-D", str(self._data), "-U", "delegate", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run([self._programs / "initdb", *arguments], check=True, capture_output=True, **self._who())

    def start(self) -> None:
        place = ("-D", str(self._data), "-p", str(self.port), "-h", "127.0.0.1", "-k", str(self._folder))
        with (self._folder / "postgres.log").open("wb") as output:
            self._process = subprocess.Popen(
                [self._programs / "postgres", *place, *_FAST],
                stdout=output,
                stderr=output,
                start_new_session=True,
                **self._who(),
            )
        if not until(self._answers):
            self.stop()
            raise RuntimeError(f"PostgreSQL did not start:\n{(self._folder / 'postgres.log').read_text()}")

    def stop(self, with_signal: int = signal.SIGINT) -> None:
        """SIGINT is a fast shutdown; SIGQUIT is a crash, from which the next start recovers."""
        process, self._process = self._process, None
        if process is not None:
            end(process, with_signal)
            until(lambda: not listens(self.port))

    def database(self) -> str:
        """The SQLAlchemy URL of a new database."""
        import psycopg

        name = f"test_{next(self._numbers)}"
        with psycopg.connect(self._dsn(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return f"postgresql+psycopg://delegate@127.0.0.1:{self.port}/{name}"

    def _dsn(self) -> str:
        return f"host=127.0.0.1 port={self.port} user=delegate dbname=postgres connect_timeout=5"

    def _answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(self._dsn()).close()
        except psycopg.OperationalError:
            return False
        return True

    @staticmethod
    def _who() -> dict[str, object]:
        """PostgreSQL refuses to run as root."""
        if os.geteuid() != 0:
            return {}
        who = servant()
        return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": [], "cwd": "/"}
