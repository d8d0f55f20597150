"""The fold: letters in any order of arrival give the same facts, and numbers never change."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ledger.reconcile import reconcile
from assistant.replies import pick_group
from assistant.vocabulary import CommitmentFinding, Evidence, Order, Status, Verb

from .makers import issue, letter, match, orders

VPN = letter(0, issue("VPN will not connect from home", Status.OPEN, "NG-48213"))
PRINTER = letter(1, issue("Reception printer jams", Status.OPEN, "NG-48300"))
VPN_FIXED = letter(2, issue("VPN will not connect", Status.FIXED, "NG-48213"))
PRINTER_BOOKED = letter(3, issue("Printer at reception", Status.SCHEDULED, "NG-48300"))
WEEK = (VPN, PRINTER, VPN_FIXED, PRINTER_BOOKED)


def facts(*entries, numbers=None):
    return reconcile(entries, numbers or {}, match)


def standing(*entries, numbers=None):
    return {i.title: i.status for i in facts(*entries, numbers=numbers).facts.issues}


def test_two_letters_with_the_same_ticket_are_one_issue():
    (vpn,) = facts(VPN, VPN_FIXED).facts.issues
    assert vpn.status is Status.FIXED
    assert vpn.messages == (VPN.message_id, VPN_FIXED.message_id)
    assert [change.status for change in vpn.history] == [Status.OPEN, Status.FIXED]


def test_two_matters_stay_two():
    assert standing(*WEEK) == {
        "VPN will not connect from home": Status.FIXED,
        "Reception printer jams": Status.SCHEDULED,
    }


def test_the_order_of_arrival_does_not_matter():
    results = {facts(*week).facts for week in itertools.permutations(WEEK)}
    assert len(results) == 1


def test_the_same_symptom_at_two_sites_stays_two():
    one = letter(0, issue("Scanner at Kelvinbank does not scan"))
    other = letter(1, issue("Scanner at Rutherburn does not scan"))
    assert len(facts(one, other).facts.issues) == 2


def test_an_issue_keeps_its_number_when_an_older_letter_turns_up_late():
    first = facts(PRINTER)
    second = facts(VPN, PRINTER, numbers=first.numbers)
    numbers = {i.title: i.number for i in second.facts.issues}
    assert numbers == {"Reception printer jams": 1, "VPN will not connect from home": 2}


def test_what_comes_back_is_the_same_issue_open_again():
    again = letter(9, issue("VPN will not connect again", Status.OPEN, "NG-48213"))
    closed = orders(3, Order(Verb.RESOLVE, about="VPN"))
    (vpn,) = facts(VPN, VPN_FIXED, closed, again).facts.issues
    assert [c.status for c in vpn.history] == [Status.OPEN, Status.FIXED, Status.RESOLVED, Status.OPEN]


def test_a_provider_never_resolves_and_its_fixed_does_not_reopen_what_the_owner_closed():
    confirmed = letter(5, issue("VPN will not connect", Status.FIXED, "NG-48213"))
    closed = orders(3, Order(Verb.RESOLVE, about="VPN"))
    (vpn,) = facts(VPN, VPN_FIXED, closed, confirmed).facts.issues
    assert vpn.status is Status.RESOLVED


def test_an_order_by_number_finds_the_issue_that_was_shown_with_it():
    shown = facts(*WEEK)
    number = next(i.number for i in shown.facts.issues if "printer" in i.title)
    closed = orders(7, Order(Verb.RESOLVE, numbers=(number,)))
    after = {i.number: i.status for i in facts(*WEEK, closed, numbers=shown.numbers).facts.issues}
    assert after[number] is Status.RESOLVED
    assert list(after.values()).count(Status.RESOLVED) == 1


def test_orders_of_somebody_who_is_not_believed_change_nothing():
    closed = orders(7, Order(Verb.RESOLVE, about="VPN"), obeyed=False)
    assert standing(*WEEK, closed) == standing(*WEEK)


def test_words_that_fit_two_issues_are_asked_back():
    second = letter(1, issue("Laser printer upstairs is offline"))
    result = facts(PRINTER, second, orders(7, Order(Verb.RESOLVE, about="printer")))
    assert all(i.status is Status.OPEN for i in result.facts.issues)
    (answer,) = result.facts.answers
    assert len(answer.choices) == 2


def test_words_for_several_close_them_all():
    closed = orders(7, Order(Verb.RESOLVE, about="all fixed"))
    after = reconcile((*WEEK, closed), {}, match, pick_group).facts.issues
    assert [i.status for i in after] == [Status.RESOLVED, Status.SCHEDULED]


def test_merge_keeps_the_first_number_and_all_letters():
    shown = facts(*WEEK)
    vpn, printer = (i.number for i in shown.facts.issues)
    merged = facts(*WEEK, orders(7, Order(Verb.MERGE, numbers=(printer, vpn))), numbers=shown.numbers)
    (one,) = merged.facts.issues
    assert one.number == printer
    assert set(one.messages) == {entry.message_id for entry in WEEK}


def test_a_merge_in_words_keeps_the_first_that_is_named():
    merged = facts(*WEEK, orders(7, Order(Verb.MERGE, about="Reception printer and VPN from home")))
    (one,) = merged.facts.issues
    assert one.title == "Reception printer jams"
    assert set(one.messages) == {entry.message_id for entry in WEEK}


def test_a_merge_in_words_of_which_one_is_not_known_changes_nothing():
    told = orders(7, Order(Verb.MERGE, about="Reception printer and coffee machine"))
    assert standing(*WEEK, told) == standing(*WEEK)
    assert facts(*WEEK, told).facts.answers[-1].why == "nothing on the list fits"


def test_a_merge_in_words_that_fit_two_is_asked_back():
    till = letter(4, issue("Till in the shop hangs"))
    other = letter(5, issue("Drawer beneath the till sticks"))
    told = orders(7, Order(Verb.MERGE, about="till and VPN"))
    read = facts(*WEEK, till, other, told).facts
    assert len(read.issues) == 4
    assert {row.title for row in read.answers[-1].choices} == {
        "Till in the shop hangs",
        "Drawer beneath the till sticks",
    }


def test_after_a_merge_a_new_issue_is_its_own():
    shown = facts(*WEEK)
    vpn, printer = (i.number for i in shown.facts.issues)
    camera = letter(8, issue("Camera over the yard gate is dark"))
    later = facts(*WEEK, orders(7, Order(Verb.MERGE, numbers=(vpn, printer))), camera, numbers=shown.numbers)
    assert [i.messages[-1] for i in later.facts.issues] == [PRINTER_BOOKED.message_id, camera.message_id]


def test_after_a_merge_promises_stay_with_the_matter_that_is_kept():
    words = "I will replace the rollers by Friday"
    promised = CommitmentFinding(words, None, Evidence(0, len(words), words))
    printer = letter(1, issue("Reception printer jams", Status.OPEN, "NG-48300"), promises=(promised,))
    shown = facts(VPN, printer)
    one, two = (i.number for i in shown.facts.issues)
    camera = letter(8, issue("Camera over the yard gate is dark"))
    merged = orders(7, Order(Verb.MERGE, numbers=(one, two)))
    later = facts(VPN, printer, merged, camera, numbers=shown.numbers).facts
    assert [promise.issue for promise in later.commitments] == [one]


def test_what_is_no_issue_is_dropped_and_stays_so_when_more_is_written():
    shown = facts(VPN)
    dropped = orders(1, Order(Verb.NOT_AN_ISSUE, numbers=(1,)))
    assert facts(VPN, dropped, VPN_FIXED, numbers=shown.numbers).facts.issues == ()


def test_an_issue_that_the_owner_reports_is_new():
    reported = orders(4, Order(Verb.NEW, text="the back door camera is dark"))
    assert "the back door camera is dark" in standing(*WEEK, reported)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WEEK), unique=True), st.lists(st.sampled_from(WEEK), unique=True))
def test_numbers_never_change_whatever_arrives_first(early, late):
    before = facts(*early)
    after = facts(*{e.key: e for e in (*early, *late)}.values(), numbers=before.numbers)
    for anchor, number in before.numbers.items():
        assert after.numbers[anchor] == number
    shown = [i.number for i in after.facts.issues]
    assert len(shown) == len(set(shown))
