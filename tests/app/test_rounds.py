"""One round from outside: a folder of mails in, facts and mails out."""

from __future__ import annotations

import pytest

from assistant.app import rounds

from .offices import MONDAY, OWNER, mail, put, rows, run, sent

LATER = "Mon, 09 Mar 2026 09:00:00 +0000"
TUESDAY = "2026-03-10T12:00:00+00:00"


VPN = mail("vpn", "The VPN has been down for everybody since this morning.\n", subject="[NG-48213] VPN down")
FIXED = mail("vpn-2", "The VPN is fixed.\n", subject="RE: [NG-48213] VPN down", date="Mon, 09 Mar 2026 07:00:00 +0000")


def test_letters_become_an_issue_with_its_history_and_its_sentences(office):
    put(office, "1", VPN)
    put(office, "2", FIXED)
    run(office, "run", "--once")
    (issue,) = rows(office, "issues")
    assert issue["status"] == "fixed"
    assert issue["messages"] == ["<vpn@northgate-it.example>", "<vpn-2@northgate-it.example>"]
    assert [(step["status"], step["by"]) for step in issue["history"]] == [("open", "provider"), ("fixed", "provider")]
    assert issue["history"][1]["evidence"] == "The VPN is fixed."


def test_the_agenda_goes_out_once_for_a_week(office):
    put(office, "1", VPN)
    for now in (MONDAY, "2026-03-09T07:31:00+00:00", TUESDAY):
        run(office, "run", "--once", now=now)
    (agenda,) = sent(office)
    assert agenda["To"] == f"Anna Berg <{OWNER}>"
    assert agenda["Auto-Submitted"] == "auto-generated"
    assert agenda["List-Id"] is None
    assert {part.get_content_type() for part in agenda.walk()} == {"multipart/alternative", "text/plain", "text/html"}


def test_an_agenda_that_was_missed_goes_out_late_and_says_so(office):
    put(office, "1", VPN)
    run(office, "run", "--once", now="2026-03-04T12:00:00+00:00")
    run(office, "run", "--once", now=TUESDAY)
    run(office, "run", "--once", now="2026-03-10T13:00:00+00:00")
    (agenda,) = sent(office)
    assert "late" in agenda.get_body(("plain",)).get_content().casefold()


def test_no_agenda_is_due_for_the_time_before_the_ledger_was_begun(office):
    run(office, "run", "--once", now="2026-03-11T12:00:00+00:00")
    assert sent(office) == []


def test_the_hour_of_the_agenda_follows_the_wall_clock_through_daylight_saving(office):
    run(office, "run", "--once", now="2026-03-23T07:30:00+00:00")
    run(office, "run", "--once", now="2026-03-30T06:29:00+00:00")
    assert len(sent(office)) == 1
    run(office, "run", "--once", now="2026-03-30T06:30:00+00:00")
    assert len(sent(office)) == 2


def test_a_reply_is_obeyed_and_answered_in_its_thread(office):
    put(office, "1", VPN)
    run(office, "run", "--once")
    (agenda,) = sent(office)
    put(office, "2", mail("re", "1 works, thanks.\n", OWNER, date=LATER, In_Reply_To=agenda["Message-ID"]))
    run(office, "run", "--once", now=TUESDAY)
    run(office, "run", "--once", now=TUESDAY)
    (issue,) = rows(office, "issues", now=TUESDAY)
    assert (issue["status"], issue["history"][-1]["by"]) == ("resolved", "owner")
    _, answer = sent(office)
    assert answer["In-Reply-To"] == "<re@bergdental.example>"
    assert answer["Auto-Submitted"] == "auto-replied"
    assert "VPN" in answer.get_body(("plain",)).get_content()


def test_a_robot_gets_no_answer(office):
    put(office, "1", VPN)
    put(office, "2", mail("away", "1 works. I am out of the office.\n", OWNER, Auto_Submitted="auto-replied"))
    run(office, "run", "--once")
    assert rows(office, "issues")[0]["status"] != "resolved"
    assert len(sent(office)) == 1


def test_the_assistants_own_mail_come_back_records_nothing(office):
    put(office, "1", VPN)
    run(office, "run", "--once")
    (agenda,) = (office.parent / "outbox").glob("*.eml")
    put(office, "2", agenda.read_bytes())
    run(office, "run", "--once", now=TUESDAY)
    assert len(rows(office, "issues")) == 1
    assert len(sent(office)) == 1


def test_the_same_letter_twice_is_recorded_once(office):
    put(office, "1", VPN)
    put(office, "2", VPN)
    put(office, "3", VPN.replace(b"Subject:", b"Received: from relay.example\nSubject:", 1))
    run(office, "run", "--once")
    (issue,) = rows(office, "issues")
    assert issue["messages"] == ["<vpn@northgate-it.example>"]


def test_what_was_fixed_long_ago_without_a_word_counts_as_resolved(office):
    put(office, "1", VPN)
    put(office, "2", FIXED)
    run(office, "run", "--once")
    (issue,) = rows(office, "issues", now="2026-03-23T07:30:00+00:00")
    assert (issue["status"], issue["history"][-1]["by"]) == ("resolved", "assistant")


def test_reread_gives_the_same_with_the_same_numbers(office):
    put(office, "1", VPN)
    put(office, "2", mail("printer", "The printer at reception jams again.\n"))
    run(office, "run", "--once")
    before = run(office, "issues", "--json")
    run(office, "reread")
    assert run(office, "issues", "--json") == before


def test_stopped_between_reading_and_concluding_the_next_round_goes_on(office, monkeypatch):
    put(office, "1", VPN)
    monkeypatch.setattr(rounds, "lay_down", _stop)
    with pytest.raises(RuntimeError, match="stopped"):
        run(office, "run", "--once")
    monkeypatch.undo()
    assert rows(office, "issues") == []
    run(office, "run", "--once")
    assert len(rows(office, "issues")) == 1


def _stop(*_arguments):
    raise RuntimeError("stopped")


def test_a_late_letter_falls_into_its_place(office):
    put(office, "2", FIXED)
    run(office, "run", "--once")
    put(office, "1", VPN)
    run(office, "run", "--once", now=TUESDAY)
    (issue,) = rows(office, "issues", now=TUESDAY)
    assert [step["status"] for step in issue["history"]] == ["open", "fixed"]
