"""Every command explains itself with examples that are understood, in every language; so are its one-tap links."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.replies import read_orders
from assistant.replies.commands import commands
from assistant.replies.helping import advice, tap
from assistant.replies.lexicon import LANGUAGES
from assistant.vocabulary import Order, Verb

from .letters import ROWS, office, reply

# words that are of no language, so that the order's own words have to tell it
NEEDS_WORDS = {
    Verb.NOTE: "Kodak 3000",
    Verb.ASK: "Kodak 3000?",
    Verb.RENAME: "Kodak 3000",
    Verb.NEW: "Kodak 3000",
    Verb.DECISION: "Kodak 3000",
    Verb.PAID: "INV-2041",
    Verb.DISPUTE: "INV-2041",
    Verb.REPORT: "Northgate IT",
}
URGENT = {"en": "critical", "de": "kritisch", "fr": "critique", "nl": "kritiek", "es": "crítica"}


def test_every_verb_has_its_command() -> None:
    assert set(commands()) == set(Verb)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_speaks_of_the_owners_own_rows(language: str) -> None:
    told = " ".join(example for item in advice(language, office(), ROWS, "INV-77") for example in item.examples)
    assert str(ROWS[0].number) in told
    assert ROWS[0].provider in told
    assert "INV-77" in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verb", list(Verb))
def test_every_example_of_the_help_is_understood(language: str, verb: Verb) -> None:
    place = list(commands()).index(verb)
    for example in advice(language, office(), ROWS, "INV-77")[place].examples:
        given = read_orders(reply(example, language), office())
        assert [order.verb for order in given] == [verb], example


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verb", list(Verb))
def test_every_one_tap_link_is_understood(language: str, verb: Verb) -> None:
    words = URGENT[language] if verb is Verb.SEVERITY else NEEDS_WORDS.get(verb)
    day = date(2026, 4, 7) if verb is Verb.SNOOZE else None
    order = Order(verb, numbers=(12, 14) if verb is Verb.MERGE else (), until=day, text=words)
    tapped = read_orders(reply(tap(order, ROWS[1], language), language), office())
    assert [one.verb for one in tapped] == [verb]
    assert tapped[0].until == day
    if verb in {Verb.RESOLVE, Verb.REOPEN, Verb.NOT_AN_ISSUE, Verb.SNOOZE, Verb.CHASE, Verb.RENAME, Verb.NOTE}:
        assert tapped[0].numbers == (12,)
