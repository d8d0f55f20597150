"""What happens to a service over the years, one fault at a time: the database, the disk, the clock, one bad letter."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import threading
from contextlib import closing, contextmanager
from datetime import datetime, timedelta

import pytest

from assistant.app import readers
from assistant.app.service import Stop, serve
from assistant.config import load
from tests.servers.places import until

from .offices import MONDAY, OUTBOX, OWNER, command, imap_account, mail, put, rows, run, sent, text_of, write_config

PATIENCE = 120  # seconds, on a machine that has other things to do


@contextmanager
def service(config, clock=lambda: datetime.fromisoformat(MONDAY)):
    """The service in a thread; it is still at work when the block ends, or the test fails."""
    stop = Stop()
    thread = threading.Thread(target=serve, args=(load(config), clock, stop, 0.1), daemon=True)
    thread.start()
    try:
        yield thread
        assert thread.is_alive()
    finally:
        stop.given = True
        thread.join(PATIENCE)


@pytest.mark.server
def test_a_postgresql_that_stops_and_comes_back_is_worked_with_again(office, postgresql_server):
    url = postgresql_server.database()
    office.write_text(office.read_text().replace("sqlite:///assistant.db", url))
    with service(office):
        assert until(lambda: len(sent(office)) == 1, PATIENCE), "no agenda"
        postgresql_server.stop()
        put(office, "1", mail("re", "Decided: we go for fibre.\n", OWNER))
        postgresql_server.start()
        assert until(lambda: len(sent(office)) == 2, PATIENCE), "no answer"


def test_a_database_that_somebody_holds_is_waited_for(office, monkeypatch, caplog):
    monkeypatch.setattr("assistant.ledger.opening._SQLITE", ("busy_timeout=50", "journal_mode=WAL", "synchronous=FULL"))
    with service(office):
        assert until(lambda: len(sent(office)) == 1, PATIENCE), "no agenda"
        with closing(sqlite3.connect(office.parent / "assistant.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            put(office, "1", mail("re", "Decided: we go for fibre.\n", OWNER))
            assert until(lambda: "cannot be used right now" in caplog.text, PATIENCE)
        assert until(lambda: len(sent(office)) == 2, PATIENCE), "no answer"


@pytest.mark.server
def test_a_full_disk_loses_nothing_and_tells_the_server_nothing(tmp_path, dovecot):
    office = write_config(tmp_path, imap_account(dovecot, ", after: seen"), OUTBOX)
    run(office, "run", "--once")
    for n in range(3):
        dovecot.deliver(mail(f"printer {n}", f"Printer {n} jams.\n" + "again and again\n" * 4000))
    done = full_disk_round(office)
    assert done.returncode == 1
    assert "disk" in done.stderr
    assert "Traceback" not in done.stderr
    assert not any(rb"\Seen" in flags for flags in dovecot.flags().values())
    run(office, "run", "--once")
    assert all(rb"\Seen" in flags for flags in dovecot.flags().values())
    with closing(sqlite3.connect(tmp_path / "assistant.db")) as ledger:
        assert ledger.execute("SELECT count(*) FROM mail WHERE state = 'read'").fetchone() == (3,)


def full_disk_round(office) -> subprocess.CompletedProcess:
    """A round of a process whose files may grow by little."""
    process = subprocess.Popen(command(office, "run", "--once"), stderr=subprocess.PIPE, text=True)
    size = 60_000 + sum(path.stat().st_size for path in office.parent.glob("assistant.db*"))
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size, size))
    _, said = process.communicate(timeout=PATIENCE)
    return subprocess.CompletedProcess(process.args, process.returncode, stderr=said)


def test_a_clock_that_jumps_back_and_forth_sends_no_agenda_twice(office):
    monday = datetime.fromisoformat(MONDAY)
    for jump in (0, -3, 2, -26, -24 * 8, 1, 24 * 6):
        run(office, "run", "--once", now=(monday + timedelta(hours=jump)).isoformat())
    assert len(sent(office)) == 1
    run(office, "run", "--once", now=(monday + timedelta(days=7)).isoformat())
    assert len(sent(office)) == 2


@pytest.mark.parametrize("sunday", ["2026-03-29", "2026-10-25"])
def test_on_a_day_on_which_the_clock_changes_there_is_one_agenda(office, sunday):
    office.write_text(office.read_text().replace("day: monday", "day: sunday").replace('"07:30"', '"01:30"'))
    midnight = datetime.fromisoformat(f"{sunday}T00:00:00+00:00")
    run(office, "run", "--once", now=(midnight - timedelta(days=1)).isoformat())
    for quarter in range(16):
        run(office, "run", "--once", now=(midnight + timedelta(minutes=15 * quarter)).isoformat())
    assert len(sent(office)) == 1


def test_one_bad_letter_among_many_is_listed_and_the_others_are_read(office, monkeypatch):
    for n in range(40):
        put(office, f"{n:03}", mail(f"printer {n}", f"Printer {n} jams again.\n"))
    put(office, "020", mail("bad", "Boom.\n"))
    real = readers.read_mail

    def stumbling(raw, of):
        if b"Boom" in raw:
            raise RecursionError("what nobody thought of")
        return real(raw, of)

    monkeypatch.setattr(readers, "read_mail", stumbling)
    for _ in range(3):
        run(office, "run", "--once")
    (agenda,) = sent(office)
    assert "stumbled over this mail" in text_of(agenda)
    assert len(rows(office, "issues")[0]["messages"]) == 39
