"""Mail is kept no longer than wanted: its bytes go, and what was found in it stays."""

from __future__ import annotations

import pytest

from assistant.app.errors import AppError

from .offices import folder_office, mail, put, rows, run

DAY, YEAR_LATER = "2026-03-09T07:30:00+00:00", "2027-03-15T07:30:00+00:00"


@pytest.fixture
def office(tmp_path):
    config = folder_office(tmp_path)
    words = (
        "The VPN is down for everybody since Zanzibar.\n"
        + "Not a word of this is found anywhere else: xylophone.\n" * 9
    )
    put(config, "1", mail("vpn", words, subject="[NG-48213] VPN down"))
    return config


def stored(office) -> bytes:
    return b"".join(path.read_bytes() for path in office.parent.glob("assistant.db*"))


def test_after_its_time_the_bytes_of_a_mail_are_gone_and_what_was_found_stays(office):
    text = office.read_text().replace('url: "sqlite:///assistant.db"', 'url: "sqlite:///assistant.db", keep_days: 365')
    office.write_text(text)
    run(office, "run", "--once", now=DAY)
    before = rows(office, "issues", now=YEAR_LATER)
    assert b"Content-Transfer-Encoding" in stored(office)
    run(office, "run", "--once", now=YEAR_LATER)
    assert [issue["number"] for issue in rows(office, "issues", now=YEAR_LATER)] == [before[0]["number"]]
    assert rows(office, "issues", now=YEAR_LATER)[0]["history"][0] == before[0]["history"][0]
    assert b"Message-ID: <vpn@" not in stored(office)
    run(office, "reread", now=YEAR_LATER)
    assert len(rows(office, "issues", now=YEAR_LATER)) == 1


def test_unless_told_so_mail_is_kept_for_ever(office):
    run(office, "run", "--once", now=DAY)
    run(office, "run", "--once", now=YEAR_LATER)
    assert b"Message-ID: <vpn@" in stored(office)


def test_old_mail_is_erased_by_hand_when_it_is_said_twice(office):
    run(office, "run", "--once", now=DAY)
    assert "To be erased: the bytes of 1 mails" in run(office, "forget", "--before", "2027-01-01", now=YEAR_LATER)
    assert b"Message-ID: <vpn@" in stored(office)
    assert "Erased: the bytes of 1 mails" in run(office, "forget", "--before", "2027-01-01", "--yes", now=YEAR_LATER)
    assert b"Message-ID: <vpn@" not in stored(office)
    assert len(rows(office, "issues", now=YEAR_LATER)) == 1
    assert "sound" in run_doctor(office)


def run_doctor(office) -> str:
    from typer.testing import CliRunner

    from assistant.cli.door import app

    return CliRunner().invoke(app, ["--config", str(office), "doctor", "--json"]).output


def test_young_mail_is_not_erased_by_mistake(office):
    run(office, "run", "--once", now=DAY)
    with pytest.raises(AppError, match="30 days"):
        run(office, "forget", "--before", "2026-03-09", "--yes", now=DAY)


def test_the_doctor_says_what_others_may_read_and_how_much_room_there_is(office):
    run(office, "run", "--once", now=DAY)
    office.chmod(0o644)
    said = run_doctor(office)
    assert "GB free" in said
    assert f"chmod 600 {office}" in said
    office.chmod(0o600)
    assert "chmod" not in run_doctor(office)
