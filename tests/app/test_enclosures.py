"""The files that go with our mails: calendar files, when new and when changed; reports; the pack for a successor."""

from __future__ import annotations

import pytest
from icalendar import Calendar

from .offices import OWNER, folder_office, mail, put, run, sent

BEGAN = "2026-02-27T12:00:00+00:00"


@pytest.fixture
def office(tmp_path):
    path = folder_office(tmp_path)
    run(path, "run", "--once", now=BEGAN)
    return path


def write(office, name: str, words: str, sender: str = "desk@northgate-it.example", **headers: str) -> None:
    put(office, name, mail(name, f"{words}\n", sender, **headers))


def newest(office):
    return sent(office)[-1]


def files(one) -> dict[str, str]:
    return {str(part.get_filename()): str(part.get_content()) for part in one.iter_attachments()}


def vevent(one):
    """(METHOD, VEVENT) of the mail's only calendar file."""
    ((_, content),) = files(one).items()
    calendar = Calendar.from_ical(content)
    return str(calendar["METHOD"]), calendar.walk("VEVENT")[0]


def test_a_visit_goes_along_once_and_again_when_it_moves_or_is_called_off(office):
    subject = "[NG-48213] VPN down"
    write(office, "1", "The VPN is down. Our engineer will visit you on Thursday 26 March 2026 from 10:00 to 11:30.",
        subject=subject, date="Tue, 03 Mar 2026 09:00:00 +0000")  # fmt: skip
    run(office, "run", "--once", now="2026-03-09T07:30:00+00:00")
    method, planned = vevent(newest(office))
    assert (method, planned["SEQUENCE"]) == ("PUBLISH", 0)
    run(office, "run", "--once", now="2026-03-16T07:30:00+00:00")
    assert files(newest(office)) == {}
    write(office, "2", "Our engineer will visit you on Monday 30 March 2026 from 10:00 to 11:30 instead.",
        subject=f"Re: {subject}", date="Tue, 17 Mar 2026 09:00:00 +0000")  # fmt: skip
    run(office, "run", "--once", now="2026-03-23T07:30:00+00:00")
    method, changed = vevent(newest(office))
    assert (method, changed["UID"], changed["SEQUENCE"]) == ("PUBLISH", planned["UID"], 1)
    write(office, "3", "The visit of our engineer on Monday 30 March 2026 is cancelled.",
        subject=f"Re: {subject}", date="Tue, 24 Mar 2026 09:00:00 +0000")  # fmt: skip
    run(office, "run", "--once", now="2026-03-30T06:30:00+00:00")
    method, gone = vevent(newest(office))
    assert (method, gone["UID"]) == ("CANCEL", planned["UID"])
    assert gone["SEQUENCE"] > changed["SEQUENCE"]


def test_the_weekly_meeting_is_in_the_calendar_with_its_questions(office):
    office.write_text(f'{office.read_text()}\nmeeting: {{day: tuesday, time: "14:00", minutes: 30}}\n')
    write(office, "1", "The VPN is down for everybody. We will fix it by Tuesday 3 March.", subject="VPN down",
        date="Mon, 02 Mar 2026 09:00:00 +0000")  # fmt: skip
    run(office, "run", "--once", now="2026-03-09T07:30:00+00:00")
    agenda = newest(office)
    (entry,) = Calendar.from_ical(files(agenda)["meeting.ics"]).walk("VEVENT")
    assert entry["DTSTART"].dt.isoformat() == "2026-03-10T14:00:00+00:00"
    assert "We will fix it by Tuesday 3 March." in entry["DESCRIPTION"]
    assert "meeting Tuesday 10 March, 14:00" in agenda.get_body(("plain",)).get_content()


@pytest.fixture
def asked(office):
    write(office, "1", "The VPN is down for everybody since this morning.", subject="VPN down",
        date="Mon, 02 Mar 2026 09:00:00 +0000")  # fmt: skip

    def ask(words: str) -> dict[str, str]:
        write(office, "2", words, OWNER, date="Mon, 09 Mar 2026 09:00:00 +0000")
        run(office, "run", "--once", now="2026-03-09T07:30:00+00:00")
        run(office, "run", "--once", now="2026-03-09T09:10:00+00:00")
        return {name: content for one in sent(office) if one["In-Reply-To"] for name, content in files(one).items()}

    return ask


def test_a_report_by_reply_has_the_letters_with_their_sentences_marked(asked):
    found = asked("report on Northgate")
    assert list(found) == ["report.html"]
    assert "<mark>The VPN is down for everybody since this morning.</mark>" in found["report.html"]


def test_all_that_a_successor_needs_comes_by_one_reply(asked):
    found = asked("report on Northgate for our successor")
    assert list(found) == ["report.html", "issues.csv", "promises.csv", "contracts.csv", "bills.csv", "contacts.csv"]
    assert "desk@northgate-it.example" in found["contacts.csv"]


def test_a_bill_that_comes_every_month_and_did_not_come_is_told(office):
    bill = "Invoice number: NG-{n}\nInvoice date: {day} 2026\n\nNet total 100.00\nVAT 20% 20.00\nTotal GBP 120.00"
    days = {"1 January": "Thu, 01 Jan", "1 February": "Sun, 01 Feb", "1 March": "Sun, 01 Mar"}
    for n, (day, dated) in enumerate(days.items(), 1):
        write(office, f"{n}", bill.format(n=n, day=day), subject=f"Invoice NG-{n}", date=f"{dated} 2026 09:00:00 +0000")
    run(office, "run", "--once", now="2026-03-02T08:00:00+00:00")
    text = " ".join(run(office, "agenda", now="2026-04-13T06:30:00+00:00").split())
    assert "Bills that did not come" in text
    assert "monthly bill due to come Wed 1 Apr, 12 days ago · the last one was £120.00, Sun 1 Mar" in text
    assert "did not come" not in run(office, "agenda", now="2026-04-06T06:30:00+00:00")


def test_the_agenda_asked_for_by_reply_can_be_answered_by_one_tap_with_its_proof(office, asked):
    asked("Send me the agenda, please.")
    pages = [one.get_body(("html",)).get_content() for one in sent(office) if "IT this week" in str(one["Subject"])]
    assert all("VPN" in page for page in pages)
    # in the subject of each answer: the proof of the weekly mail in one, of the mail that was asked for in the other
    assert sorted("%5Banswer." in page for page in pages) == [False, True]
