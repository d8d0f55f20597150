"""The tests' own servers do what the tests rely on."""

from __future__ import annotations

import signal
import smtplib
from typing import TYPE_CHECKING

import pytest

from tests.servers.dovecot import Options
from tests.servers.places import listens, missing

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.dovecot import Account, Dovecot
    from tests.servers.postgresql import PostgreSql
    from tests.servers.smtp import SmtpServer


@pytest.mark.server
def test_dovecot_keeps_the_bytes_it_is_given(dovecot: Account) -> None:
    raw = b"Subject: hello\r\n\r\nworld\r\n"
    dovecot.deliver(raw)
    assert dovecot.bodies() == [raw]


@pytest.mark.server
def test_postgresql_gives_an_empty_database(postgresql_url: str) -> None:
    psycopg = pytest.importorskip("psycopg")
    with psycopg.connect(postgresql_url.replace("+psycopg", "")) as connection:
        count = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert count == (0,)


def test_a_missing_server_is_a_visible_skip_and_a_failure_where_all_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DELEGATE_REQUIRE_SERVERS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="Dovecot is not installed"):
        missing("Dovecot")
    monkeypatch.setenv("DELEGATE_REQUIRE_SERVERS", "1")
    with pytest.raises(pytest.fail.Exception, match="Dovecot is missing"):
        missing("Dovecot")


def test_a_server_that_is_ended_leaves_no_port_behind(make_dovecot: Callable[[Options], Dovecot]) -> None:
    server = make_dovecot(Options())
    assert listens(server.port)
    server.stop()
    assert not listens(server.port)
    server.start()
    assert listens(server.port)


@pytest.mark.server
def test_what_postgresql_has_committed_survives_its_crash(postgresql_server: PostgreSql) -> None:
    psycopg = pytest.importorskip("psycopg")
    url = postgresql_server.database().replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept (number int)")
    postgresql_server.stop(signal.SIGQUIT)
    postgresql_server.start()
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_the_smtp_server_keeps_what_it_gets_and_refuses_as_told(smtp_server: SmtpServer) -> None:
    smtp_server.post.answers["no@x.example"] = "550 no such person"
    with smtplib.SMTP(smtp_server.host, smtp_server.port, timeout=5) as client:
        refused = client.sendmail("a@x.example", ["yes@x.example", "no@x.example"], b"Subject: x\r\n\r\n.dot\r\n")
    assert list(refused) == ["no@x.example"]
    assert [(t.recipients, t.raw) for t in smtp_server.post.taken] == [
        (("yes@x.example",), b"Subject: x\r\n\r\n.dot\r\n")
    ]
