"""Letters with more than one voice or matter, calendar parts, orders, and letters that mean harm."""

import time
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from assistant.understanding import understand
from assistant.vocabulary import Address, EventKind, Invitation, Kind, Role, Status, Stretch

from .understanding_letters import OFFICE, letter

ANNA = Address("Anna Berg", "anna@bergdental.example")
ASSISTANT = Address("", "assistant@bergdental.example")
LIST = (
    "Hi Anna,\n\nWhere we are:\n\n"
    "- Reception printer: new fuser fitted, printing again since ten.\n"
    "- Jonah's laptop: I still need your OK before I can order it.\n"
    "- Fax line: with our carrier, they have not found the fault yet.\n\nTom"
)


def forwarded(remark, text, **more):
    whole = f"{remark}\n\n{text}"
    at = len(remark) + 2
    stretches = (Stretch(0, at, Role.REMARK), Stretch(at, len(whole), Role.NEW))
    return replace(letter(whole, **more), stretches=stretches, forwarded_by=ANNA, to=(ASSISTANT,))


def test_a_list_of_matters_gives_one_issue_each_with_its_own_status():
    found = understand(letter(LIST, "Status"), OFFICE)
    assert [issue.status for issue in found.issues] == [Status.FIXED, Status.WAITING_ON_YOU, Status.IN_PROGRESS]


def test_the_owner_s_words_to_the_assistant_alone_are_no_findings():
    order = replace(letter("The printer is dead again.", "Re: IT meeting", ANNA.address), to=(ASSISTANT,))
    assert understand(order, OFFICE).issues == ()


def test_a_forwarder_s_for_the_file_reports_nothing():
    found = understand(
        forwarded("For the file.", "Please find attached our invoice 1187.", subject="Invoice 1187"), OFFICE
    )
    assert found.issues == ()


def test_a_letter_that_its_forwarder_doubts_says_nothing():
    text = "Your mailbox will be suspended on Friday 6 March unless you confirm your password."
    found = understand(forwarded("Looks dodgy to me, is this really them?", text, subject="[URGENT] Mailbox"), OFFICE)
    assert (found.kind, found.issues, found.events) == (Kind.NOISE, (), ())


def test_an_invitation_gives_the_hours_that_the_words_leave_out():
    zone = ZoneInfo("Europe/London")
    start, end = datetime(2026, 3, 6, 15, tzinfo=zone), datetime(2026, 3, 6, 16, tzinfo=zone)
    invitation = Invitation("REQUEST", "1@x", 0, "Laptop for Jonah", start, end)
    found = understand(letter("I'm bringing the laptop over on Friday at 3.", invitations=(invitation,)), OFFICE)
    assert [(event.start, event.end, event.uid) for event in found.events] == [(start, end, "1@x")]


def test_an_invitation_is_what_it_is_called():
    start = datetime(2026, 10, 8, 10, tzinfo=ZoneInfo("Europe/London"))
    for name, kind in (("Account review", EventKind.MEETING), ("Technician on site", EventKind.VISIT)):
        invitation = Invitation("REQUEST", "2@x", 0, name, start, None)
        found = understand(letter("When: Thursday 8 October 2026, 10:00 - 11:00", invitations=(invitation,)), OFFICE)
        assert [event.kind for event in found.events] == [kind]


def test_a_cancelled_invitation_is_a_cancelled_event():
    start = datetime(2026, 3, 6, 15, tzinfo=ZoneInfo("Europe/London"))
    invitation = Invitation("CANCEL", "1@x", 1, "Review", start, None, cancelled=True)
    found = understand(letter("", "Cancelled: Review", invitations=(invitation,)), OFFICE)
    assert [(event.kind, event.cancelled) for event in found.events] == [(EventKind.MEETING, True)]


def test_quoted_history_says_nothing():
    text = "Thanks, noted.\n\n> The whole office has been offline since eight.\n"
    history = (Stretch(0, 16, Role.NEW), Stretch(16, len(text), Role.QUOTED))
    found = understand(replace(letter(text, "Re: internet"), stretches=history), OFFICE)
    assert all(issue.evidence.end <= 16 for issue in found.issues)


def test_a_hostile_letter_takes_no_longer_than_its_length_allows():
    start = time.process_time()
    for text in (
        "a. " * 60_000,
        "(" * 50_000,
        "1-" * 50_000,
        "x" * 150_000,
        "at 9 " * 30_000,
        "\n-" * 40_000,
        "Ab cd. " * 20_000,
    ):
        understand(letter(text, text[:500]), OFFICE)
    assert time.process_time() - start < 20
