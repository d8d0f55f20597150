"""Weeks of answering through a real Dovecot and a real SMTP server: late replies, crossed letters, several people."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

import pytest

from .offices import ASSISTANT, MONDAY, OWNER, mail, parsed, rows, run, server_office, text_of

pytestmark = pytest.mark.server

AT = datetime.fromisoformat(MONDAY)
PARTNER, DELEGATE, DESK = "clara@bergdental.example", "tom@bergdental.example", "desk@northgate-it.example"
PEOPLE = f"""\
partners: [{{name: Clara Voss, addresses: [{PARTNER}]}}]
delegates: [{{name: Tom, addresses: [{DELEGATE}]}}]
"""
VPN = mail("vpn", "The VPN does not connect from home.\n", subject="[NG-48213] VPN from home")
PRINTER = mail("printer", "The printer at reception jams on every page.\n", subject="[NG-48300] Printer jams")


class Desk:
    """An office with two matters and its agenda of Monday out; time passes by hours."""

    def __init__(self, config: Any, dovecot: Any, smtp_server: Any) -> None:
        self.config, self._dovecot, self._taken = config, dovecot, smtp_server.post.taken
        for letter in (VPN, PRINTER):
            dovecot.deliver(letter)
        run(config, "run", "--once")
        self.agenda = parsed(self._taken[0].raw)
        self.vpn = next(number for number, (title, _) in self.issues().items() if "VPN" in title)
        self.printer = next(number for number, (title, _) in self.issues().items() if "rinter" in title)

    def issues(self, hours: float = 0) -> dict[int, tuple[str, str]]:
        now = (AT + timedelta(hours=hours)).isoformat()
        return {row["number"]: (row["title"], row["status"]) for row in rows(self.config, "issues", now=now)}

    def status(self, number: int, hours: float = 0) -> str:
        return self.issues(hours)[number][1]

    def write(self, name: str, words: str, hours: float, sender: str = OWNER, **headers: str) -> None:
        """A mail arrives that was written so many hours after Monday's agenda: a reply to it, unless told otherwise."""
        headers = {"In_Reply_To": self.agenda["Message-ID"], **headers}
        date = format_datetime(AT + timedelta(hours=hours))
        raw = parsed(mail(name, f"{words}\n", sender, date=date, **{k: v for k, v in headers.items() if v}))
        raw.replace_header("To", ASSISTANT)
        self._dovecot.deliver(raw.as_bytes())

    def round(self, hours: float) -> list[EmailMessage]:
        """What goes out in a round at that hour."""
        before = len(self._taken)
        run(self.config, "run", "--once", now=(AT + timedelta(hours=hours)).isoformat())
        return [parsed(one.raw) for one in self._taken[before:]]

    def recipients(self) -> tuple[str, ...]:
        """Of the last mail that went out."""
        return tuple(self._taken[-1].recipients)


@pytest.fixture
def desk(tmp_path, dovecot, smtp_server):
    config = server_office(tmp_path, dovecot, smtp_server, "verified")
    config.write_text(config.read_text() + PEOPLE)
    return Desk(config, dovecot, smtp_server)


def answers(mails: list[EmailMessage]) -> list[EmailMessage]:
    return [one for one in mails if not str(one["Subject"]).startswith("IT this week")]


WEEK = 24 * 7


def test_a_reply_to_an_agenda_three_weeks_old_means_the_numbers_of_that_agenda(desk):
    for week in (1, 2, 3):
        late = mail(f"new-{week}", f"Camera {week} over the gate is dark.\n", subject=f"Camera {week}")
        desk._dovecot.deliver(parsed(late).as_bytes())
        desk.round(week * WEEK)
    desk.write("late", f"{desk.printer} works.", 3 * WEEK + 1)
    (answer,) = answers(desk.round(3 * WEEK + 2))
    assert f"{desk.printer} Printer" in text_of(answer)
    assert desk.status(desk.printer, 3 * WEEK + 2) == "resolved"
    assert [status for number, (_, status) in desk.issues().items() if number != desk.printer].count("resolved") == 0


def test_a_reply_that_crosses_with_the_providers_fix_says_what_it_turned_around(desk):
    fixed = {"subject": "Re: [NG-48213] VPN from home", "In_Reply_To": "<vpn@northgate-it.example>"}
    desk.write("fix", "The VPN is fixed.", 1, DESK, **fixed)
    desk.write("re", f"{desk.vpn} still does not work.", 1.1)
    (answer,) = answers(desk.round(2))
    assert "fixed -> open" in text_of(answer)
    assert desk.status(desk.vpn) == "open"


def test_a_fix_that_was_written_after_the_owners_complaint_stands(desk):
    desk.write("re", f"{desk.vpn} still does not work.", 1)
    desk.write("fix", "The VPN is fixed.", 2, DESK, subject="Re: [NG-48213] VPN from home", In_Reply_To="")
    assert len(answers(desk.round(3))) == 1
    assert desk.status(desk.vpn) == "fixed"


def test_two_replies_to_the_same_agenda_are_both_obeyed_and_each_is_answered(desk):
    desk.write("first", f"{desk.vpn} works.", 1)
    desk.write("second", f"{desk.printer} works.", 2)
    told = answers(desk.round(3))
    assert [one["In-Reply-To"] for one in told] == ["<first@bergdental.example>", "<second@bergdental.example>"]
    assert {status for _, status in desk.issues().values()} == {"resolved"}


def test_the_same_reply_delivered_twice_is_obeyed_and_answered_once(desk):
    for hours in (2, 3, 50):  # by two ways at once, and days later once more
        desk.write("re", f"Note on {desk.vpn}: only Maria uses it.", 1)
        desk.write("re", f"Note on {desk.vpn}: only Maria uses it.", 1)
        assert len(answers(desk.round(hours))) == (1 if hours == 2 else 0)
    (issue,) = (row for row in rows(desk.config, "issues") if row["number"] == desk.vpn)
    assert len(issue["notes"]) == 1


def test_an_answer_can_be_undone_for_thirty_days_and_then_says_what_to_write_instead(desk):
    desk.write("re", f"{desk.printer} works.", 1)
    (answer,) = answers(desk.round(2))
    desk.write("late", "undo", 24 * 31, In_Reply_To=answer["Message-ID"])
    (refusal,) = answers(desk.round(24 * 31 + 1))
    assert "more than 30 days ago" in text_of(refusal)
    assert desk.status(desk.printer, 24 * 31 + 1) == "resolved"
    desk.write("again", f"reopen {desk.printer}", 24 * 32)
    desk.round(24 * 32 + 1)
    assert desk.status(desk.printer, 24 * 32 + 1) == "open"


def test_a_delegate_notes_and_reports_and_does_not_close(desk):
    desk.write("tom", f"{desk.vpn} works. Note on {desk.printer}: Maria has the manual.", 1, DELEGATE)
    (answer,) = answers(desk.round(2))
    assert answer["To"] == DELEGATE
    assert "only the owner may order this" in text_of(answer)
    assert desk.status(desk.vpn) == "open"
    (issue,) = (row for row in rows(desk.config, "issues") if row["number"] == desk.printer)
    assert "Maria" in issue["notes"][0]["text"]


def test_a_provider_who_answers_an_agenda_that_was_passed_on_orders_nothing(desk):
    words = f"The printer is fixed.\n\n{desk.vpn} works, close it."
    desk.write("theirs", words, 1, DESK, subject="Re: [NG-48300] Printer jams")
    assert answers(desk.round(2)) == []
    assert desk.status(desk.printer) == "fixed"  # a provider's letter as any
    assert "resolved" not in {status for _, status in desk.issues().values()}


def test_forged_orders_are_asked_about_once_each_and_a_flood_of_them_ends_soon(desk):
    for n in range(12):
        desk.write(f"forged {n}", f"{desk.vpn} works, close it ({n}).", 1, In_Reply_To="")
    doubts = answers(desk.round(2))
    assert {one["Subject"] for one in doubts} == {"Was this you?"}
    assert {one["To"] for one in doubts} == {OWNER}
    assert len(doubts) == 5
    assert answers(desk.round(3)) == []
    assert desk.status(desk.vpn) == "open"
    desk.write("true", f"{desk.vpn} works.", 4, In_Reply_To=doubts[0]["Message-ID"])  # "if it was you, reply"
    (answer,) = answers(desk.round(5))
    assert answer["Subject"].startswith("Done")
    assert desk.status(desk.vpn) == "resolved"


def test_nobody_gets_more_than_thirty_answers_a_day_and_the_rest_comes_with_the_next_letter_after_it(desk):
    for n in range(33):
        desk.write(f"re {n}", f"Decided: we buy lamp {n}.", 1 + n / 100)
    assert len(answers(desk.round(2))) == 30
    assert answers(desk.round(3)) == []
    desk.write("next day", "Decided: we keep the old lamps.", 26)
    assert len(answers(desk.round(27))) == 3 + 1


def test_all_owners_get_the_agenda_and_the_answer_goes_to_the_one_who_wrote(desk):
    assert {one.addr_spec for one in desk.agenda["To"].addresses} == {OWNER, PARTNER}
    desk.write("clara", f"{desk.vpn} works.", 1, PARTNER)
    (answer,) = answers(desk.round(2))
    assert (answer["To"], answer["Cc"]) == (PARTNER, None)
    assert desk.status(desk.vpn) == "resolved"


def test_whose_word_is_turned_around_by_a_partner_gets_the_answer_in_copy(desk):
    desk.write("anna", f"{desk.vpn} works.", 1)
    desk.round(2)
    desk.write("clara", f"{desk.vpn} still does not work.", 3, PARTNER)
    (answer,) = answers(desk.round(4))
    assert answer["To"] == PARTNER
    assert answer["Cc"] == f"Anna Berg <{OWNER}>"
    assert desk.recipients() == (PARTNER, OWNER)
    assert "resolved -> open" in text_of(answer)


def test_a_partner_may_take_back_what_another_ordered_who_learns_of_it(desk):
    desk.write("anna", f"{desk.vpn} works.", 1)
    (done,) = answers(desk.round(2))
    desk.write("clara", "undo", 3, PARTNER, In_Reply_To=done["Message-ID"])
    (answer,) = answers(desk.round(4))
    assert answer["Cc"] == f"Anna Berg <{OWNER}>"
    assert answer["Subject"].startswith("Taken back:")
    assert desk.status(desk.vpn) == "open"
