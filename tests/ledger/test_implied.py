"""A credit note answers the bill that was objected to; an appointment under a matter's number is its appointment."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from assistant.ledger.reconcile import reconcile
from assistant.vocabulary import EventFinding, EventKind, Evidence, InvoiceFinding, Kind, Speaker, Status

from .makers import MONDAY, issue, letter, match

OBJECTION = "They charge us for a fax line that we cancelled."
DISPUTED = letter(
    0, replace(issue("Bill: fax line", speaker=Speaker.STAFF), named=True, evidence=Evidence(0, 48, OBJECTION))
)
PRINTER = letter(1, issue("Reception printer jams", Status.IN_PROGRESS, "NG-48300"))
THANKS = "Thank you for asking. We have credited £118.48,\nthree months of the line. Kind regards"


def document(kind: str) -> InvoiceFinding:
    money = Decimal("-118.48")
    evidence = Evidence(0, 10, "CREDIT NOTE", source="attachment:note.pdf")
    return InvoiceFinding(kind, "CN-1", None, None, "GBP", money, None, money, None, None, evidence)


def bill(day: float, kind: str = "credit_note", *found, provider: str = "Northgate IT", text: str = THANKS):
    fresh = letter(day, *found, subject=f"Your account {day}", provider=provider)
    return replace(fresh, text=text, findings=replace(fresh.findings, kind=Kind.INVOICE, invoices=(document(kind),)))


def visit(day: float, subject: str, ahead: float = 2, **changes: object):
    start = MONDAY + timedelta(days=day + ahead)
    words = "The engineer comes on Thursday at ten."
    event = EventFinding(EventKind.VISIT, subject, start, None, Evidence(0, len(words), words))
    return letter(day, subject=subject, events=(replace(event, **changes),))


def issues(*entries):
    return reconcile(entries, {}, match).facts.issues


def statuses(*entries):
    return [one.status for one in issues(*entries)]


def test_a_credit_note_puts_the_disputed_bill_right_and_its_sentence_says_so():
    (dispute,) = issues(DISPUTED, note := bill(5))
    assert dispute.status is Status.FIXED
    assert dispute.history[-1].evidence == "We have credited £118.48,\nthree months of the line."
    assert dispute.messages == (DISPUTED.message_id, note.message_id)


def test_without_a_sentence_the_document_itself_is_the_evidence():
    (dispute,) = issues(DISPUTED, bill(5, text="Please see attached."))
    assert dispute.history[-1].evidence == "CREDIT NOTE"


@pytest.mark.parametrize("other", [bill(5, "invoice"), bill(5, provider="Kestrel Telecom")])
def test_an_ordinary_bill_or_another_providers_credit_note_answers_nothing(other):
    assert statuses(DISPUTED, other) == [Status.OPEN]


def test_a_credit_note_leaves_matters_alone_that_are_not_about_a_bill():
    assert statuses(PRINTER, bill(5)) == [Status.IN_PROGRESS]


def test_two_disputed_bills_are_told_apart_by_their_words_or_not_at_all():
    licences = issue("Licences counted double", speaker=Speaker.STAFF)
    evidence = Evidence(0, 40, "Two dozen seats although only nine of us work here.")
    other = letter(1, replace(licences, named=True, evidence=evidence))
    assert statuses(DISPUTED, other, bill(5)) == [Status.FIXED, Status.OPEN]
    assert statuses(DISPUTED, other, bill(5, text="Please see attached.")) == [Status.OPEN, Status.OPEN]


def test_what_a_letter_says_of_the_bill_counts_as_put_right_when_the_credit_note_comes_with_it():
    said = issue("Bill: fax line", Status.SCHEDULED)
    assert statuses(DISPUTED, bill(5, "credit_note", said)) == [Status.FIXED]


def test_an_appointment_under_the_number_of_a_matter_schedules_it():
    (printer,) = issues(PRINTER, visit(3, "NG-48300: appointment"))
    assert printer.status is Status.SCHEDULED
    assert printer.history[-1].evidence == "The engineer comes on Thursday at ten."


def test_the_appointment_stands_with_its_matter():
    facts = reconcile((PRINTER, visit(3, "NG-48300: appointment")), {}, match).facts
    assert [event.issue for event in facts.events] == [1]


@pytest.mark.parametrize(
    "other",
    [
        visit(3, "PEW-30218 planned work, line NG-48300"),  # it has a number of its own
        visit(3, "Appointment"),
        visit(3, "NG-48300: appointment", ahead=-1),
        visit(3, "NG-48300: appointment", cancelled=True),
        visit(3, "NG-48300: contract", kind=EventKind.RENEWAL),
    ],
)
def test_other_dates_schedule_nothing(other):
    assert statuses(PRINTER, other) == [Status.IN_PROGRESS]


def test_a_number_of_two_matters_tells_of_neither():
    calls, fax = (
        issue("Calls break off", Status.OPEN, "NG-48300"),
        issue("Fax at Leith is dumb", Status.OPEN, "NG-48300"),
    )
    assert statuses(letter(0, calls, fax), visit(3, "NG-48300: appointment")) == [Status.OPEN, Status.OPEN]
