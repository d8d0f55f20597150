"""Machines that answer machines: whatever comes back, the assistant writes at most one mail about it."""

from __future__ import annotations

import pytest

from .offices import ASSISTANT, MONDAY, OWNER, folder_office, mail, put, run, sent

ROUNDS = 4


@pytest.fixture
def office(tmp_path):
    config = folder_office(tmp_path)
    put(config, "0", mail("vpn", "The VPN does not connect from home.\n"))
    run(config, "run", "--once")
    return config


def count_after(office, answer) -> int:
    """How many mails have gone out when each was met by `answer` and the program ran again, some times over."""
    for turn in range(ROUNDS):
        for place, ours in enumerate(sent(office)):
            put(office, f"{turn}-{place}", answer(ours, f"{turn}-{place}"))
        run(office, "run", "--once", now=f"2026-03-09T0{8 + turn // 2}:{30 * (turn % 2):02}:00+00:00")
    return len(sent(office))


def out_of_office(ours, name: str) -> bytes:
    words = "1 works. I am out of the office until Monday.\n"
    return mail(name, words, OWNER, In_Reply_To=ours["Message-ID"], Auto_Submitted="auto-replied")


def without_a_mark(ours, name: str) -> bytes:
    """An old robot that does not say that it is one."""
    return mail(name, "Your message was received.\n", OWNER, In_Reply_To=ours["Message-ID"])


def bounce(ours, name: str) -> bytes:
    report = (
        f"From: MAILER-DAEMON@mx.example\nTo: {ASSISTANT}\nSubject: Undelivered Mail Returned to Sender\n"
        f"Date: Mon, 09 Mar 2026 07:45:00 +0000\nMessage-ID: <bounce-{name}@mx.example>\nReturn-Path: <>\n"
        "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nThis is the mail system. 1 works.\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; {OWNER}\nAction: failed\nStatus: 5.1.1\n\n"
        f"--b\nContent-Type: message/rfc822\n\n{ours.as_string()}\n--b--\n"
    )
    return report.encode("utf-8", "surrogateescape")


def mailing_list(ours, name: str) -> bytes:
    return mail(name, "1 works.\n", OWNER, In_Reply_To=ours["Message-ID"], List_Id="<it.bergdental.example>")


def another_assistant(ours, name: str) -> bytes:
    """The assistant of somebody else, which answers each mail in the owner's name as ours would."""
    words = f"Done: {ours['Subject']}\n\n1 VPN: open -> resolved\n"
    return mail(name, words, OWNER, In_Reply_To=ours["Message-ID"], Auto_Submitted="auto-generated")


@pytest.mark.parametrize("answer", [out_of_office, without_a_mark, bounce, mailing_list, another_assistant])
def test_what_a_machine_answers_gets_no_answer(answer, office):
    assert count_after(office, answer) == 1  # the agenda


def test_the_same_reply_delivered_many_times_is_answered_once(office):
    (ours,) = sent(office)
    for copy in range(5):
        put(office, f"copy{copy}", mail("re", "1 works.\n", OWNER, In_Reply_To=ours["Message-ID"]))
    run(office, "run", "--once", now="2026-03-09T08:00:00+00:00")
    assert len(sent(office)) == 2


def test_a_person_who_never_stops_gets_an_end(office):
    for n in range(40):
        put(office, f"n{n}", mail(f"re {n}", f"Decided: we buy lamp {n}.\n", OWNER))
    run(office, "run", "--once", now=MONDAY)
    run(office, "run", "--once", now="2026-03-09T08:00:00+00:00")
    assert len(sent(office)) == 1 + 30
