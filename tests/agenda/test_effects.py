"""What a fault keeps people from doing, in the words of the letters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.agenda import compose_whole, render
from assistant.agenda.effects import clause, tells
from assistant.resources import rules
from assistant.vocabulary import Facts, Saying, Speaker, Status

from .agenda_factories import NORTHGATE, OFFICE, WEEK, at, issue, step

RULE = rules("agenda")["effect"]
TILL = issue(
    1,
    "Card terminal at the front desk",
    step(at("03-03"), Status.OPEN, "The card terminal is dead.", "owner"),
    step(at("03-05"), Status.IN_PROGRESS, "We ordered a new one."),
)


def text(*sayings: Saying) -> str:
    return " ".join(render(compose_whole(Facts(issues=(TILL,), sayings=sayings), OFFICE, WEEK)).text.split())


def said(words: str, speaker: Speaker = Speaker.OWNER) -> Saying:
    return Saying(at("03-03"), NORTHGATE, speaker, words, TILL.messages[0])


@pytest.mark.parametrize("speaker", [Speaker.OWNER, Speaker.PROVIDER])
def test_sentences_that_tell_an_effect_are_known_from_others(speaker: Speaker) -> None:
    assert [words for words in RULE["matches"] if not tells(words, Speaker.OWNER)] == []
    assert [words for words in RULE["ignores"] if tells(words, speaker)] == []


def test_what_the_office_wrote_of_it_stands_in_its_row() -> None:
    told = text(said("The card terminal is dead, so nobody at the front desk can pay by card. Regards"))
    assert "Effect: “so nobody at the front desk can pay by card.”" in told


def test_a_sentence_on_another_matter_in_the_same_letter_does_not() -> None:
    assert "Effect" not in text(said("The card terminal is dead. In the attic nobody can print."))


def test_what_a_provider_says_of_itself_is_none() -> None:
    assert "Effect" not in text(said("We cannot order the card terminal yet.", Speaker.PROVIDER))


def test_what_the_quote_says_is_not_said_twice() -> None:
    down = replace(TILL, history=(step(at("03-03"), Status.OPEN, "Nobody can pay by card.", "owner"),))
    told = render(compose_whole(Facts(issues=(down,)), OFFICE, WEEK)).text
    assert told.count("Nobody can pay by card.") == 1
    assert "Effect" not in told


def test_a_long_sentence_is_told_from_the_clause_that_says_it() -> None:
    words = "It was fine all week, then the lines went at two, and since then customers cannot reach us by phone."
    assert clause(words) == "since then customers cannot reach us by phone."
