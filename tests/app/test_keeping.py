"""Backup, restore, export, forget and stats from outside; and that only one works on a ledger."""

from __future__ import annotations

import csv
import json
import os
import socket
import sqlite3
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from typer.testing import CliRunner

from assistant.agenda.vevents import calendar_of
from assistant.cli.door import app
from assistant.ledger.alone import only_one
from assistant.vocabulary import Event, EventKind, Office, Trouble
from tests.servers.places import until

from .offices import MONDAY, OWNER, command, folder_office, mail, put, rows, run

NORTHGATE = mail(
    "vpn",
    "The VPN has been down for everybody since this morning. We will replace the router by Friday 13 March 2026.\n",
    subject="[NG-48213] VPN down",
)
WORKS = mail(
    "works",
    "We will carry out maintenance on the firewall on Saturday 14 March 2026 from 22:00 to 23:00.\n",
    subject="Maintenance of the firewall",
)
PRINTCO = mail(
    "printer", "The printer on the first floor is out of order.\n", "help@printco.example", subject="Printer"
)
LATER = mail("disk", "The backup disk is full.\n", subject="Backup", date="Mon, 09 Mar 2026 07:00:00 +0000")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def office(request, tmp_path):
    config = folder_office(tmp_path)
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
        config.write_text(config.read_text().replace("sqlite:///assistant.db", url))
    return config


@pytest.fixture
def small(tmp_path):
    """The same with SQLite alone, for what does not depend on the database."""
    return folder_office(tmp_path)


def receive(office: Path, **mails: bytes) -> None:
    for name, raw in mails.items():
        put(office, name, raw)
    run(office, "run", "--once")


def titles(office: Path) -> dict[int, str]:
    return {issue["number"]: issue["provider"] for issue in rows(office, "issues")}


def refusal(office: Path, *words: str) -> str:
    with pytest.raises(Trouble) as refused:
        CliRunner().invoke(app, ["--config", str(office), "--now", MONDAY, *words], catch_exceptions=False)
    return str(refused.value)


def test_what_was_backed_up_comes_back(office, tmp_path):
    receive(office, a=NORTHGATE)
    before = rows(office, "issues")
    run(office, "backup", str(tmp_path / "safe"))
    receive(office, b=PRINTCO)
    assert len(rows(office, "issues")) == 2
    assert "not empty" in refusal(office, "restore", str(tmp_path / "safe"))
    said = run(office, "restore", "--overwrite", str(tmp_path / "safe"))
    assert "1 mails" in said
    assert rows(office, "issues") == before
    run(office, "run", "--once")
    assert len(rows(office, "issues")) == 2, "what came after the backup is still in the mailbox, and is read again"


def test_the_export_holds_every_mail_as_it_came_and_all_that_is_recorded(office, tmp_path):
    receive(office, a=NORTHGATE, b=PRINTCO, c=WORKS)
    folder = tmp_path / "all"
    run(office, "export", str(folder))
    assert {file.read_bytes() for file in (folder / "mails").iterdir()} == {NORTHGATE, PRINTCO, WORKS}
    assert len(list((folder / "sent").iterdir())) == 1, "the agenda"
    for name in ("issues", "events", "commitments", "invoices"):
        assert json.loads((folder / f"{name}.json").read_text()) == rows(office, name)
    with (folder / "issues.csv").open(encoding="utf-8-sig", newline="") as opened:
        table = list(csv.DictReader(opened))
    assert [row["number"] for row in table] == ["1", "2"]
    (event,) = Calendar.from_ical((folder / "events.ics").read_bytes()).walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == "2026-03-14T22:00:00+00:00"


def event(**words) -> Event:
    start = words.pop("start", date(2026, 3, 14))
    return replace(Event("N", EventKind.VISIT, "Visit", start, None, "planned", "We come.", "<1@x>"), **words)


def vevents(*events: Event) -> list:
    office = Office("Anna Berg", (OWNER,), "assistant@bergdental.example")
    return Calendar.from_ical(calendar_of(events, office, datetime(2026, 3, 9, tzinfo=UTC))).walk("VEVENT")


def test_the_last_day_of_an_event_is_one_of_its_days_in_a_calendar_too():
    (visit,) = vevents(event(end=date(2026, 3, 15)))
    assert (visit.decoded("dtstart"), visit.decoded("dtend")) == (date(2026, 3, 14), date(2026, 3, 16))


def test_an_event_whose_end_makes_no_sense_lasts_an_hour_or_a_day():
    night, day = datetime(2026, 3, 14, 22, tzinfo=UTC), date(2026, 3, 14)
    for visit in vevents(event(end=night), event(start=night, end=night - timedelta(hours=1)), event()):
        start = visit.decoded("dtstart")
        assert visit.decoded("dtend") - start == (timedelta(days=1) if start == day else timedelta(hours=1))


def test_a_called_off_event_says_so_and_a_moved_one_stays_the_same():
    (before,) = vevents(event())
    (after,) = vevents(event(start=date(2026, 3, 21), earlier=(date(2026, 3, 14),), state="cancelled"))
    assert before["uid"] == after["uid"]
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")


def test_words_of_a_mail_open_no_second_event_in_the_calendar():
    (visit,) = vevents(event(title="x\r\nEND:VEVENT\r\nBEGIN:VEVENT", uid="u\r\nATTACH:http://evil.example"))
    assert "ATTACH" not in visit


def test_an_export_never_mixes_with_what_is_there(small, tmp_path):
    (tmp_path / "all").mkdir()
    (tmp_path / "all" / "letter.txt").write_text("mine")
    assert "not empty" in refusal(small, "export", str(tmp_path / "all"))


def test_a_hostile_title_reaches_no_spreadsheet_as_a_formula(small, tmp_path):
    formula = '=HYPERLINK("http://evil.example","VPN")'
    receive(small, a=mail("evil", "The VPN is down.\n", subject=formula))
    run(small, "export", str(tmp_path / "all"))
    for file in (tmp_path / "all").glob("*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            cells = [cell for row in csv.reader(opened) for cell in row]
        assert not [cell for cell in cells if cell.startswith("=")], file.name
    assert "'=HYPERLINK" in (tmp_path / "all" / "mails.csv").read_text()


@pytest.mark.parametrize("whom", ["desk@northgate-it.example", "northgate it"])
def test_what_is_forgotten_is_gone_and_the_numbers_of_the_rest_stay(office, whom):
    receive(office, a=NORTHGATE, b=PRINTCO, w=WORKS)
    number = next(number for number, provider in titles(office).items() if provider == "Printco")
    assert "To be erased: 2 mails" in run(office, "forget", whom)
    assert len(titles(office)) == 2, "it only said what it would do"
    run(office, "forget", "--yes", whom)
    assert titles(office) == {number: "Printco"}
    assert rows(office, "commitments") == rows(office, "events") == []
    run(office, "run", "--once")
    run(office, "reread")
    assert titles(office) == {number: "Printco"}
    receive(office, c=LATER)
    assert set(titles(office)) == {number, 3}, "a number is never given again"
    assert json.loads(run(office, "stats", "--json"))["mails"] == {"forgotten": 2, "read": 2}


def test_no_byte_of_what_is_forgotten_is_left_in_the_files(small):
    receive(small, a=NORTHGATE, b=PRINTCO)
    run(small, "forget", "--yes", "Northgate IT")
    left = b"".join(file.read_bytes() for file in small.parent.glob("assistant.db*"))
    assert b"printco" in left
    for trace in (b"NG-48213", b"desk@northgate", b"replace the router", b"VPN"):
        assert trace not in left


def test_the_owners_orders_outlive_what_is_forgotten(small):
    receive(small, a=NORTHGATE, b=PRINTCO)
    number = next(number for number, provider in titles(small).items() if provider == "Printco")
    words = f"{number} fixed\n\n> Northgate IT: VPN down [NG-48213]\n> {number}. Printer\n"
    receive(small, c=mail("re", words, OWNER, subject="Re: agenda", date="Mon, 09 Mar 2026 07:10:00 +0000"))
    assert [issue["status"] for issue in rows(small, "issues") if issue["number"] == number] == ["resolved"]
    run(small, "forget", "--yes", "Northgate IT")
    run(small, "reread")
    (issue,) = rows(small, "issues")
    assert (issue["number"], issue["status"]) == (number, "resolved")
    with sqlite3.connect(small.parent / "assistant.db") as database:
        kept = [raw for (raw,) in database.execute("SELECT raw FROM mail")]
    database.close()
    assert not [raw for raw in kept if b"48213" in raw]


def test_a_colleague_is_forgotten_with_what_they_passed_on(small):
    words = "FYI\n\n-------- Forwarded Message --------\nSubject: Printer\nDate: Mon, 9 Mar 2026 05:00:00 +0000\n"
    words += "From: Help <help@printco.example>\nTo: carol@bergdental.example\n\nThe printer is out of order.\n"
    receive(small, a=NORTHGATE, b=mail("fwd", words, "carol@bergdental.example", subject="Fwd: Printer"))
    assert set(titles(small).values()) == {"Northgate IT", "Printco"}
    run(small, "forget", "--yes", "carol@bergdental.example")
    assert set(titles(small).values()) == {"Northgate IT"}


def test_nobody_forgets_the_owner_or_somebody_unknown_by_mistake(small):
    receive(small, a=NORTHGATE)
    assert "your own" in refusal(small, "forget", "--yes", OWNER)
    assert "Did you mean 'Northgate IT'" in refusal(small, "forget", "--yes", "Northgate")
    assert len(titles(small)) == 1


def test_stats_are_a_few_figures_for_people_and_programs(small):
    receive(small, a=NORTHGATE, b=PRINTCO)
    found = json.loads(run(small, "stats", "--json"))
    assert found["mails"] == {"read": 2}
    assert sum(found["issues"].values()) == 2
    assert found["outbox"] == {"sent": 1}
    assert found["looked_at"] is not None
    assert "2 read" in run(small, "stats")


def test_the_doctor_says_that_the_storage_is_sound_or_what_to_do(small):
    receive(small, a=NORTHGATE)
    assert _storage(small)["ok"]
    with sqlite3.connect(small.parent / "assistant.db") as database:
        database.execute("UPDATE mail SET raw = x'00'")
    database.close()
    found = _storage(small)
    assert (found["ok"], found["what"]) == (False, "mail 1 is not as it came")
    assert "restore" in found["remedy"]


def _storage(office: Path) -> dict[str, object]:
    done = CliRunner().invoke(app, ["--config", str(office), "doctor", "--json"])
    return next(row for row in json.loads(done.stdout) if row["check"] == "storage")


def test_a_second_one_says_so_and_stops_while_reading_is_free(office):
    receive(office, a=NORTHGATE)
    url = office.read_text().partition('url: "')[2].partition('"')[0]
    with only_one(url.replace("sqlite:///", f"sqlite:///{office.parent}/")):
        for words in (["run"], ["run", "--once"], ["reread"], ["forget", "--yes", "Northgate IT"]):
            assert "already at work" in refusal(office, *words)
        assert len(rows(office, "issues")) == 1
        run(office, "agenda")
        run(office, "backup", str(office.parent / "safe"))


def test_a_second_service_ends_with_status_1_and_the_first_works_on(small, tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "manager"))
        manager.settimeout(60)
        told = {**os.environ, "NOTIFY_SOCKET": str(tmp_path / "manager")}
        first = subprocess.Popen(command(small, "run"), stderr=subprocess.DEVNULL, env=told)
        try:
            assert manager.recv(100) == b"READY=1"
            second = subprocess.run(command(small, "run", "--once"), capture_output=True, text=True, check=False)
            assert second.returncode == 1
            assert f"process {first.pid}" in second.stderr
            assert first.poll() is None
            first.terminate()
            assert until(lambda: manager.recv(100) == b"STOPPING=1")
            assert first.wait(60) == 0
        finally:
            first.kill()
            first.wait()
