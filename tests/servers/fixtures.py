"""The servers as pytest fixtures, one server for a whole run, a fresh account, database or letter box for each test.

`dovecot` (an account), `dovecot_server` (a server of the test's own, to stop and start), `make_dovecot`,
`postgresql_url`, `postgresql_server`, `smtp_server`, `certificates`, `chromium`.
"""

from __future__ import annotations

import shutil
import signal
from contextlib import ExitStack
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

import pytest

from . import certificates as authority
from . import dovecot as dovecot_module
from . import postgresql as postgresql_module
from .dovecot import Account, Dovecot, Options
from .places import missing, place
from .postgresql import PostgreSql
from .smtp import SmtpServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .certificates import Certificates

_users = count(1)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    if not authority.available():
        missing("openssl")
    return authority.make(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session")
def dovecot_of_this_run(certificates: Certificates) -> Iterator[Dovecot]:
    with ExitStack() as stack:
        yield _started_dovecot(stack, Options(certificates))


@pytest.fixture
def dovecot(dovecot_of_this_run: Dovecot) -> Iterator[Account]:
    """An account that nobody had before, on the server of this run."""
    account = dovecot_of_this_run.account(f"user{next(_users)}")
    yield account
    account.close()


@pytest.fixture
def dovecot_server(certificates: Certificates) -> Iterator[Dovecot]:
    """A running server of this test's own."""
    with ExitStack() as stack:
        yield _started_dovecot(stack, Options(certificates))


@pytest.fixture
def make_dovecot() -> Iterator[Callable[[Options], Dovecot]]:
    """Running servers as a test wants them."""
    with ExitStack() as stack:
        yield partial(_started_dovecot, stack)


def _started_dovecot(stack: ExitStack, options: Options) -> Dovecot:
    if dovecot_module.binary() is None:
        missing("Dovecot (package dovecot-imapd)")
    server = Dovecot(stack.enter_context(place("dovecot")), options)
    stack.callback(server.stop, signal.SIGKILL)  # nobody will want its files
    server.start()
    return server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSql]:
    """The server of this run; most tests want `postgresql_url`."""
    yield from _started_postgresql()


@pytest.fixture
def postgresql_server() -> Iterator[PostgreSql]:
    """A running server of this test's own, to stop, crash and start."""
    yield from _started_postgresql()


def _started_postgresql() -> Iterator[PostgreSql]:
    programs = postgresql_module.binaries()
    if programs is None:
        missing("PostgreSQL")
        raise AssertionError  # missing() has raised
    pytest.importorskip("psycopg")
    with place("postgresql") as folder:
        server = PostgreSql(folder, programs)
        try:
            server.create()
            server.start()
            yield server
        finally:
            server.stop(signal.SIGQUIT)  # nobody will want its files


@pytest.fixture
def postgresql_url(postgresql: PostgreSql) -> str:
    """The SQLAlchemy URL of a new, empty database."""
    return postgresql.database()


@pytest.fixture
def smtp_server() -> Iterator[SmtpServer]:
    """A running SMTP server; see its `post` for what it got and how it answers."""
    server = SmtpServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium or Chrome."""
    for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
        if path := shutil.which(name):
            return path
    missing("Chromium")
    raise AssertionError  # missing() has raised
