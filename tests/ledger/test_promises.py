"""Promises are kept by what was promised: a word, or the thing done; in time, or not."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.ledger.promises import by_word
from assistant.ledger.reconcile import reconcile
from assistant.ledger.settle import settle
from assistant.resources import rules
from assistant.vocabulary import CommitmentFinding, Evidence, Status

from .makers import MONDAY, issue, letter, match

WEDNESDAY = date(2026, 3, 4)


def promise(words: str, due: date | None = WEDNESDAY) -> CommitmentFinding:
    return CommitmentFinding(words, due, Evidence(0, len(words), words))


def standing(*letters, days: float) -> str:
    facts = settle(reconcile(letters, {}, match).facts, MONDAY + timedelta(days=days), ZoneInfo("Europe/London"), 14)
    return facts.commitments[0].state


DOWN = issue("VPN will not connect", Status.IN_PROGRESS, "NG-1")
FIT = letter(0, DOWN, promises=(promise("I will fit the new box by Wednesday"),))
TELL = letter(0, DOWN, promises=(promise("I will let you know by Wednesday"),))


@pytest.mark.parametrize("sentence", rules("kept")["matches"])
def test_a_promise_to_tell(sentence):
    assert by_word(sentence)


@pytest.mark.parametrize("sentence", rules("kept")["ignores"])
def test_a_promise_to_do(sentence):
    assert not by_word(sentence)


def test_a_promise_is_open_until_its_day_is_over():
    assert standing(FIT, days=2.4) == "open"
    assert standing(FIT, days=3) == "broken"


def test_a_promise_to_do_is_kept_by_the_thing_done_not_by_a_word():
    word = letter(1, issue("VPN will not connect", Status.IN_PROGRESS, "NG-1"))
    done = letter(2, issue("VPN will not connect", Status.FIXED, "NG-1"))
    assert standing(FIT, word, days=3) == "broken"
    assert standing(FIT, done, days=3) == "kept"


def test_a_promise_to_tell_is_kept_by_a_word():
    word = letter(1, issue("VPN will not connect", Status.IN_PROGRESS, "NG-1"))
    assert standing(TELL, word, days=3) == "kept"


def test_what_comes_too_late_is_broken():
    late = letter(4, issue("VPN will not connect", Status.FIXED, "NG-1"))
    assert standing(FIT, late, days=5) == "broken"


def test_without_a_day_it_stays_open_until_it_is_kept():
    some_time = letter(0, DOWN, promises=(promise("I will fit the new box", None),))
    done = letter(20, issue("VPN will not connect", Status.FIXED, "NG-1"))
    assert standing(some_time, days=19) == "open"
    assert standing(some_time, done, days=21) == "kept"
