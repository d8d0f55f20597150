"""Taking orders back: which ones an undo means, for how long, and what its answer can tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.ledger.reconcile import reconcile
from assistant.vocabulary import Address, Order, Speaker, Status, Verb

from .makers import issue, letter, match, orders

VPN = letter(0, issue("VPN will not connect from home", Status.OPEN, "NG-48213"))
PRINTER = letter(1, issue("Reception printer jams", Status.OPEN, "NG-48300"))
CLOSED_VPN = orders(7, Order(Verb.RESOLVE, about="VPN"))
CLOSED_PRINTER = orders(7.1, Order(Verb.RESOLVE, about="printer"))
OPEN, CLOSED = Status.OPEN, Status.RESOLVED


def undo(day: float, of=None, *more: Order):
    """An undo; in reply to the answer to `of`, where that is given."""
    answered = () if of is None else (f"<answer.{of.key[:16]}.proof@bergdental.example>",)
    return replace(orders(day, Order(Verb.UNDO), *more), in_reply_to=answered)


def facts(*entries):
    return reconcile((VPN, PRINTER, *entries), {}, match).facts


def standing(*entries):
    """How the VPN and the printer stand."""
    return [one.status for one in facts(*entries).issues][:2]


def told(*entries):
    """What the last letter is answered: (title, before, after, why) of each line."""
    answers = [one for one in facts(*entries).answers if one.key == entries[-1].key]
    return [(one.title, one.before, one.after, one.why) for one in answers]


def test_undo_takes_the_latest_orders_back():
    assert standing(CLOSED_VPN, CLOSED_PRINTER, undo(8)) == [CLOSED, OPEN]
    assert standing(CLOSED_VPN, CLOSED_PRINTER, undo(8), undo(9)) == [OPEN, OPEN]


def test_in_reply_to_an_answer_it_takes_back_what_that_mail_answers():
    assert standing(CLOSED_VPN, CLOSED_PRINTER, undo(8, CLOSED_VPN)) == [OPEN, CLOSED]


def test_the_one_tap_link_of_an_answer_does_the_same():
    tapped = replace(undo(8), subject=f"Re: undo [answer.{CLOSED_VPN.key[:16]}.proof]")
    assert standing(CLOSED_VPN, CLOSED_PRINTER, tapped) == [OPEN, CLOSED]


def test_an_undo_of_an_undo_puts_back_what_it_took():
    first = undo(8, CLOSED_VPN)
    assert standing(CLOSED_VPN, CLOSED_PRINTER, first, undo(9, first)) == [CLOSED, CLOSED]


def test_what_was_only_asked_is_nothing_to_take_back():
    asked = orders(7.5, Order(Verb.STATUS, about="VPN"), Order(Verb.AGENDA))
    assert standing(CLOSED_VPN, asked, undo(8)) == [OPEN, OPEN]


def test_its_answer_says_how_each_thing_stands_now():
    lines = told(CLOSED_VPN, undo(8))
    assert lines == [("VPN will not connect from home", "resolved", "open", "")]


@pytest.mark.parametrize(
    ("order", "line"),
    [
        (Order(Verb.DECISION, text="we go for fibre"), ("we go for fibre", "kept as a decision", "taken back", "")),
        (Order(Verb.NEW, text="the gate is dark"), ("the gate is dark", "new", "taken back", "")),
        (Order(Verb.PAID, about="INV-1"), ("INV-1", "paid", "taken back", "")),
        (Order(Verb.NOTE, about="VPN", text="only Maria"), (VPN.subject, "noted", "taken back", "")),
        (Order(Verb.SEVERITY, about="VPN", text="critical"), (VPN.subject, "critical", "normal", "")),
        (Order(Verb.RENAME, about="VPN", text="Home office"), (VPN.subject, "Home office", VPN.subject, "")),
        (Order(Verb.NOT_AN_ISSUE, about="VPN"), (VPN.subject, "dropped", "open", "")),
        (
            Order(Verb.MERGE, about="VPN and printer"),
            (PRINTER.subject, "part of VPN will not connect from home", "open", ""),
        ),
    ],
    ids=lambda value: str(getattr(value, "verb", "")),
)
def test_every_kind_of_order_is_told_when_it_is_taken_back(order, line):
    given = orders(7, order)
    assert told(given, undo(8)) == [line]


def test_thirty_days_later_it_can_still_be_taken_back_and_then_no_longer():
    assert standing(CLOSED_VPN, undo(36.9)) == [OPEN, OPEN]
    assert standing(CLOSED_VPN, undo(37.1)) == [CLOSED, OPEN]
    ((_, _, _, why),) = told(CLOSED_VPN, undo(37.1))
    assert why == "more than 30 days ago"


def test_without_anything_to_take_back_it_says_so():
    assert [why for *_, why in told(undo(8))] == ["nothing to take back"]
    assert [why for *_, why in told(CLOSED_VPN, undo(8), undo(9))] == ["nothing to take back"]


def test_an_answer_whose_orders_were_taken_back_before_takes_back_nothing_else():
    twice = (undo(8, CLOSED_VPN), undo(9, CLOSED_VPN))
    assert standing(CLOSED_VPN, CLOSED_PRINTER, *twice) == [OPEN, CLOSED]
    assert [why for *_, why in told(CLOSED_VPN, undo(8), undo(9, CLOSED_VPN))] == ["taken back already"]


def test_orders_beside_an_undo_stand_and_can_be_taken_back_themselves():
    mixed = undo(8, None, Order(Verb.RESOLVE, about="printer"))
    assert standing(CLOSED_VPN, mixed) == [OPEN, CLOSED]
    assert standing(CLOSED_VPN, mixed, undo(9)) == [OPEN, OPEN]


def test_a_delegate_takes_back_only_their_own():
    tom = {"sender": Address("Tom", "tom@bergdental.example"), "speaker": Speaker.STAFF}
    noted = replace(orders(6, Order(Verb.NOTE, about="VPN", text="hello")), **tom)
    for sorry in (replace(undo(8), **tom), replace(undo(8, CLOSED_VPN), **tom)):
        assert standing(noted, CLOSED_VPN, sorry) == [CLOSED, OPEN]
        assert facts(noted, CLOSED_VPN, sorry).issues[0].notes == ()
