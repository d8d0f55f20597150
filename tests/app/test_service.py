"""The service on real servers: mail is filed and answered as it comes, and a stop is a clean one."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import time
from email import message_from_bytes

import pytest

from .offices import OWNER, command, mail, server_office

PATIENCE = 120  # seconds; what it takes is measured in benchmarks/


@pytest.fixture
def office(tmp_path, dovecot, smtp_server):
    return server_office(tmp_path, dovecot, smtp_server)


@pytest.fixture
def service(office, tmp_path):
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command(office, "run"), stderr=log)
    yield process
    process.kill()
    process.wait()
    print((tmp_path / "log").read_text())  # noqa: T201  pytest shows it when the test fails


def until(true, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


@pytest.mark.server
@pytest.mark.usefixtures("service")
def test_a_reply_that_arrives_while_it_waits_is_obeyed_and_answered(dovecot, smtp_server):
    taken = smtp_server.post.taken
    until(lambda: len(taken) == 1, "the agenda")
    agenda = message_from_bytes(taken[0].raw)
    dovecot.deliver(mail("re", "Decided: we go for fibre.\n", OWNER, In_Reply_To=agenda["Message-ID"]))
    until(lambda: len(taken) == 2, "the answer")
    assert message_from_bytes(taken[1].raw)["In-Reply-To"] == "<re@bergdental.example>"


@pytest.mark.server
def test_told_to_stop_it_ends_with_status_0(service, smtp_server):
    until(lambda: len(smtp_server.post.taken) == 1, "the agenda")
    service.send_signal(signal.SIGTERM)
    assert service.wait(PATIENCE) == 0


@pytest.mark.server
def test_a_deferred_mail_waits_and_holds_up_nothing(service, dovecot, smtp_server, tmp_path):
    post = smtp_server.post
    until(lambda: len(post.taken) == 1, "the agenda")
    assert service.poll() is None
    post.answers["DATA"] = "451 try later"
    dovecot.deliver(mail("re", "Decided: we go for fibre.\n", OWNER))
    until(lambda: _attempts(tmp_path / "assistant.db"), "the first try")
    post.answers.clear()
    dovecot.deliver(mail("re 2", "Decided: we keep the old phones.\n", OWNER))
    until(lambda: len(post.taken) == 2, "the next answer")
    assert service.poll() is None


def _attempts(database) -> int:
    with sqlite3.connect(database) as connection:
        return connection.execute("SELECT coalesce(max(attempts), 0) FROM outgoing").fetchone()[0]
