"""What a letter says, from end to end."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.understanding import speaker_of, understand
from assistant.vocabulary import EventKind, Kind, Speaker, Status

from .understanding_letters import OFFICE, letter

REPORTED = "Hi,\n\nSince this morning the reception printer does not print at all.\n\nMaria"
FIXED = "Hi Anna,\n\nI've replaced the fuser and the printer is working again.\n\nTom"
WORKS = (
    "Dear customer,\n\nWe will carry out planned maintenance on our core network on Saturday 14 March 2026 "
    "between 22:00 and 23:30. Your line will be unavailable during this time.\n\nNorthgate"
)


def test_a_reported_fault_is_an_open_issue():
    found = understand(letter(REPORTED, "Printer at reception", "maria@bergdental.example"), OFFICE)
    assert (found.kind, found.issues[0].status) == (Kind.ISSUE, Status.OPEN)
    assert "printer" in found.issues[0].title.lower()


def test_a_repair_is_a_fixed_issue():
    found = understand(letter(FIXED, "Re: Printer at reception [NG-48213]"), OFFICE)
    assert [issue.status for issue in found.issues] == [Status.FIXED]
    assert found.issues[0].tickets == ("NG-48213",)
    assert found.issues[0].title == "Printer at reception"


def test_planned_works_are_an_event_with_their_window():
    found = understand(letter(WORKS, "Planned maintenance"), OFFICE)
    zone = ZoneInfo("Europe/London")
    assert found.kind is Kind.NOTICE
    assert found.events[0].kind is EventKind.MAINTENANCE
    assert found.events[0].start == datetime(2026, 3, 14, 22, tzinfo=zone)
    assert found.events[0].end == datetime(2026, 3, 14, 23, 30, tzinfo=zone)


def test_a_promise_carries_the_day_it_is_due():
    found = understand(letter("Hi Anna,\n\nI'll send you the quote by Friday.\n\nTom", "Quote"), OFFICE)
    assert [promise.due for promise in found.commitments] == [date(2026, 3, 6)]


@pytest.mark.parametrize("text", [REPORTED, FIXED, WORKS, "", "\n\n", "ok"])
def test_the_evidence_stands_in_the_letter_where_it_says(text):
    found = understand(letter(text, "Printer"), OFFICE)
    for finding in (*found.issues, *found.commitments, *found.events):
        assert text[finding.evidence.start : finding.evidence.end] == finding.evidence.quote


@pytest.mark.parametrize(
    ("sender", "speaker"),
    [
        ("anna@bergdental.example", Speaker.OWNER),
        ("maria@bergdental.example", Speaker.STAFF),
        ("tom@northgate-it.example", Speaker.PROVIDER),
        ("noreply@northgate-it.example", Speaker.ROBOT),
        ("no-reply+7@status.northgate-it.example", Speaker.ROBOT),
    ],
)
def test_the_address_tells_who_speaks(sender, speaker):
    assert speaker_of(letter("x", sender=sender), OFFICE) is speaker
