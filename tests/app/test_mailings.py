"""What goes out by itself beside the agenda: the monthly summary and the providers' copies."""

from __future__ import annotations

import json

import pytest

from .offices import OWNER, folder_office, mail, put, rows, run, sent, text_of

BEGAN = "2026-02-02T12:00:00+00:00"
FRIDAY = "2026-03-06T07:30:00+00:00"  # three days before the agenda of Monday 9 March
CHIEF, DESK = "chief@bergdental.example", "service@northgate-it.example"


@pytest.fixture
def office(tmp_path):
    """An office that is at work since February; its mailbox holds a matter of each of two providers."""
    path = folder_office(tmp_path)
    run(path, "run", "--once", now=BEGAN)
    early = "Tue, 03 Mar 2026 09:00:00 +0000"
    vpn = "The VPN has been down for everybody since this morning. We will fix it by Friday 6 March.\n"
    phones = "The phones in the hall are dead, our carrier looks into it.\n"
    put(path, "1", mail("vpn", vpn, subject="VPN down", date=early))
    put(path, "2", mail("phones", phones, "desk@vantage.example", subject="Phones dead in the hall", date=early))
    return path


def configure(office, more: str, copies: str = "") -> None:
    text = office.read_text().replace("domains: [northgate-it.example]", f"domains: [northgate-it.example]{copies}")
    office.write_text(f"{text}\n{more}\n")


def beside(office) -> list:
    """What went out beside the mails that the office gets every week."""
    return [one for one in sent(office) if not str(one["Subject"]).startswith("IT this week")]


def test_no_copy_goes_to_anybody_while_the_owner_has_not_switched_it_on(office):
    for now in ("2026-03-05T07:30:00+00:00", FRIDAY):
        run(office, "run", "--once", now=now)
    assert beside(office) == []


def test_a_provider_gets_its_own_part_once_three_days_before_the_agenda(office):
    configure(office, "", f", copy_to: {DESK}")
    for now in ("2026-03-06T07:29:00+00:00", FRIDAY, "2026-03-06T07:31:00+00:00", "2026-03-07T12:00:00+00:00"):
        run(office, "run", "--once", now=now)
    (copy,) = beside(office)
    assert DESK in copy["To"]
    assert OWNER in copy["To"]  # the owner sees what was sent
    assert "assistant@bergdental.example" in copy["Reply-To"]
    assert "VPN" in text_of(copy)
    assert [word for word in ("the hall", "Vantage", "£", "mailto:") if word in copy.as_string()] == []


def test_what_the_owner_wrote_to_the_assistant_alone_never_reaches_a_provider(office):
    configure(office, "", f", copy_to: {DESK}")
    run(office, "run", "--once", now="2026-03-04T08:00:00+00:00")
    number = next(one["number"] for one in rows(office, "issues") if "VPN" in one["title"])
    orders = ("note: I think they are useless", "rename: The VPN that never worked")
    words = "".join(f"{number} {order}\n" for order in orders) + "new: Northgate ignores us\n"
    put(office, "3", mail("orders", words, OWNER, date="Wed, 04 Mar 2026 09:00:00 +0000"))
    run(office, "run", "--once", now=FRIDAY)
    assert "never worked" in run(office, "agenda", now=FRIDAY)
    copy = next(one for one in beside(office) if DESK in one["To"])
    assert [word for word in ("useless", "never worked", "ignores") if word in copy.as_string()] == []
    assert "VPN" in text_of(copy)


def test_a_copy_that_was_missed_until_the_agenda_is_not_sent_after_it(office):
    configure(office, "", f", copy_to: {DESK}")
    run(office, "run", "--once", now="2026-03-09T07:30:00+00:00")
    assert [one["To"] for one in beside(office)] == []


def test_a_provider_of_whom_nothing_is_open_gets_no_copy(office):
    configure(office, "", f", copy_to: {DESK}")
    put(office, "3", mail("ok", "The VPN works.\n", OWNER, date="Wed, 04 Mar 2026 09:00:00 +0000"))
    run(office, "run", "--once", now="2026-03-05T07:29:00+00:00")
    run(office, "run", "--once", now=FRIDAY)
    assert [one for one in beside(office) if DESK in one["To"]] == []


def test_the_answer_to_a_copy_is_a_letter_as_any(office):
    configure(office, "", f", copy_to: {DESK}")
    run(office, "run", "--once", now=FRIDAY)
    (copy,) = beside(office)
    answer = {"In_Reply_To": copy["Message-ID"], "date": "Fri, 06 Mar 2026 11:00:00 +0000"}
    put(office, "3", mail("answer", "The VPN is fixed.\n", subject="Re: VPN down", **answer))
    run(office, "run", "--once", now="2026-03-06T12:00:00+00:00")
    issues = json.loads(run(office, "issues", "--json", now="2026-03-06T12:00:00+00:00"))
    assert [one["status"] for one in issues if "VPN" in one["title"]] == ["fixed"]


def test_the_summary_goes_to_its_own_recipients_once_a_month_on_its_day(office):
    configure(office, f"monthly: {{to: {CHIEF}, day: 2}}")
    nows = ("2026-04-02T06:29:00+00:00", "2026-04-02T06:30:00+00:00", "2026-04-02T12:00:00+00:00")  # summer time
    for now in ("2026-03-09T08:00:00+00:00", *nows, "2026-04-20T12:00:00+00:00"):
        run(office, "run", "--once", now=now)
    march = [one for one in beside(office) if "March" in one["Subject"]]
    assert [one["To"] for one in march] == [CHIEF]
    assert march[0]["Subject"].startswith("IT in March: 2 reported")


def test_the_summary_has_the_sections_that_are_wanted(office):
    configure(office, f"monthly: {{to: [{CHIEF}], sections: [trends]}}")
    run(office, "run", "--once", now="2026-04-01T12:00:00+00:00")
    text = text_of(next(one for one in beside(office) if CHIEF in one["To"]))
    assert "THIS MONTH" in text
    assert "THREE THINGS TO KNOW" not in text


def test_the_summary_counts_the_weekly_meetings_that_were_planned(office):
    configure(office, f'monthly: {{to: {CHIEF}}}\nmeeting: {{day: monday, time: "14:00"}}')
    run(office, "run", "--once", now="2026-04-01T12:00:00+00:00")
    assert "Planned: 5 times, decisions noted: 0" in text_of(next(one for one in beside(office) if CHIEF in one["To"]))


def test_a_month_before_the_beginning_gets_no_summary(office):
    configure(office, f"monthly: {{to: {CHIEF}}}")
    run(office, "run", "--once", now="2026-02-20T12:00:00+00:00")
    assert beside(office) == []


def test_both_can_be_seen_before_they_are_switched_on(office):
    run(office, "run", "--once", now=FRIDAY)
    assert "IT IN MARCH" in run(office, "agenda", "--month", "2026-03", now=FRIDAY)
    assert json.loads(run(office, "agenda", "--month", "2026-03", "--json", now=FRIDAY))["figures"]["reported"]
    assert "OPEN POINTS: NORTHGATE IT" in run(office, "agenda", "--copy", "northgate", now=FRIDAY)
    assert json.loads(run(office, "agenda", "--copy", "northgate", "--json", now=FRIDAY))["issues"]
