"""Years of mail in one go, on all cores, and what no letter may do to the others: end the program again and again."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from assistant.app import concluding
from assistant.app.readers import all_cores
from tests.servers.places import until

from .offices import OWNER, command, mail, put, rows, run, sent_raw, write_config

LATER = "2026-03-09T09:00:00+00:00"


def fill(office, count: int) -> None:
    for n in range(count):
        day = f"{1 + n % 28:02} Feb 2026 08:{n % 60:02}:00 +0000"
        put(office, f"{n:03}", mail(f"printer {n}", f"Printer {n} jams again.\n", date=day))


def test_all_cores_find_what_one_process_finds(office, tmp_path_factory):
    fill(office, 20)
    other = write_config(tmp_path_factory.mktemp("other"), f"{{kind: folder, path: {office.parent}/mails}}", "null")
    assert run(office, "backfill").startswith("20 new mails")
    assert run(other, "backfill", "--processes", "1").startswith("20 new mails")
    assert rows(office, "issues") == rows(other, "issues")
    assert read_so_far(office.parent / "assistant.db") == 20


def test_only_mail_since_a_day_is_read_and_more_later(office):
    fill(office, 28)
    assert run(office, "backfill", "--since", "2026-02-20", "--processes", "1").startswith("9 new mails")
    assert run(office, "backfill", "--processes", "1").startswith("19 new mails")
    assert run(office, "backfill", "--processes", "1").startswith("0 new mails")


def test_old_orders_are_obeyed_and_not_answered_and_new_ones_are(office):
    put(office, "1", mail("old", "Decided: we go for fibre.\n", OWNER, date="Mon, 09 Mar 2026 06:00:00 +0000"))
    run(office, "backfill", "--processes", "1")
    run(office, "run", "--once")
    assert not any(b"In-Reply-To: <old@" in raw for raw in sent_raw(office))
    put(office, "2", mail("new", "Decided: we keep the phones.\n", OWNER, date="Mon, 09 Mar 2026 08:00:00 +0000"))
    run(office, "run", "--once", now=LATER)
    answers = [raw for raw in sent_raw(office) if b"In-Reply-To" in raw]
    assert len(answers) == 1
    assert b"In-Reply-To: <new@" in answers[0]


def test_killed_in_the_middle_it_goes_on_and_leaves_no_process_behind(office):
    fill(office, 60)
    process = subprocess.Popen(command(office, "backfill", "--processes", "2"), start_new_session=True)
    database = office.parent / "assistant.db"
    assert until(lambda: read_so_far(database) > 3, 60)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert until(lambda: not alive(process.pid), 15)
    assert 0 < read_so_far(database) < 60
    run(office, "backfill", "--processes", "1")
    assert read_so_far(database) == 60


def read_so_far(database) -> int:
    """How many mails are read; looked up without the program, which would make the tables."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT count(*) FROM mail WHERE state = 'read'").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def alive(session: int) -> bool:
    """Is there a process of that session?"""
    try:
        os.killpg(session, 0)
    except ProcessLookupError:
        return False
    return True


def test_when_a_reader_is_ended_from_outside_a_sentence_says_what_to_do(office):
    fill(office, 3)
    with pytest.raises(Exception, match="Nothing is lost"), all_cores(2) as readers:
        for _ in readers(Poison(office), settings_office(office)):
            pass


class Poison:
    """A letter that ends the process that reads it, as one that takes all memory does."""

    def __init__(self, office):
        self._office = office

    def __iter__(self):
        yield DeadlyMail()


class DeadlyMail:
    raw = type("Deadly", (), {"__reduce__": lambda _: (os._exit, (9,))})()


def settings_office(config):
    from assistant.config import load

    return load(config).office


def test_a_letter_that_ends_the_program_every_time_is_set_aside_and_the_others_are_read(office, monkeypatch):
    for n in range(3):
        put(office, f"{n}", mail(f"printer {n}", f"Printer {n} jams again.\n"))
    put(office, "1", mail("deadly", "Boom.\n"))
    real = concluding.read_mail

    def deadly(raw, office):
        if b"Boom" in raw:
            sys.exit("killed")  # as a signal would: nothing of the program goes on
        return real(raw, office)

    monkeypatch.setattr("assistant.app.readers.read_mail", deadly)
    ended = 0
    for _ in range(10):
        try:
            run(office, "run", "--once")
        except (SystemExit, AssertionError):
            ended += 1
    assert ended == 6
    assert read_so_far(office.parent / "assistant.db") == 2
    (unread,) = [raw for raw in sent_raw(office) if b"several times" in raw]
    assert b"Boom" not in unread


def test_a_machine_that_is_switched_off_now_and_then_sets_no_letter_aside(office, monkeypatch):
    for n in range(8):
        put(office, f"{n}", mail(f"printer {n}", f"Printer {n} jams again.\n"))
    real = concluding.read_mail
    fuse = iter([False, True, False, True, True, False, True])

    def switched_off(raw, office):
        if next(fuse, False):
            sys.exit("killed")
        return real(raw, office)

    monkeypatch.setattr("assistant.app.readers.read_mail", switched_off)
    for _ in range(6):
        try:
            run(office, "run", "--once")
        except (SystemExit, AssertionError):
            continue
    assert read_so_far(office.parent / "assistant.db") == 8
