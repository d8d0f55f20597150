"""Every rule carries its own examples, and every one is run."""

import pytest

from assistant.resources import rules
from assistant.understanding import pipeline
from assistant.understanding.calloffs import calls_off
from assistant.understanding.cues import FILES
from assistant.understanding.phrases import Phrases, words
from assistant.understanding.sentences import sentences
from assistant.understanding.tickets import tickets

from .understanding_letters import letter

CUES = [rule for file in FILES for rule in rules(file)]
MATCHES = [(rule["cue"], text) for rule in CUES for text in rule["matches"]]
IGNORES = [(rule["cue"], text) for rule in CUES for text in rule["ignores"]]


def cues_in(text):
    return set().union(*pipeline.cues(pipeline.read(letter(text))))


@pytest.mark.parametrize(("cue", "text"), MATCHES)
def test_a_phrase_is_found_in_the_examples_of_its_rule(cue, text):
    assert cue in cues_in(text)


@pytest.mark.parametrize(("cue", "text"), IGNORES)
def test_a_phrase_is_not_found_in_the_counter_examples_of_its_rule(cue, text):
    assert cue not in cues_in(text)


@pytest.mark.parametrize("example", rules("sentences")["matches"], ids=lambda e: e["text"][:30])
def test_a_letter_is_cut_where_its_writer_meant_it(example):
    assert [s.words for s in sentences(letter(example["text"]))] == example["gives"]


@pytest.mark.parametrize(("text", "numbers"), rules("tickets")["matches"].items())
def test_a_ticket_of_any_shape_is_found(text, numbers):
    assert list(tickets(text)) == numbers


@pytest.mark.parametrize("text", rules("tickets")["ignores"])
def test_other_numbers_are_no_tickets(text):
    assert tickets(text) == ()


@pytest.mark.parametrize("text", rules("calloffs")["matches"])
def test_what_was_to_happen_is_called_off(text):
    assert calls_off(text)


@pytest.mark.parametrize("text", rules("calloffs")["ignores"])
def test_what_still_happens_is_not_called_off(text):
    assert not calls_off(text)


def test_a_pattern_stands_for_all_its_phrases():
    phrases = Phrases([("x", ["(a|b) (c)? d"])])
    assert all(phrases.names(words(text)) for text in ("a c d", "a d", "b c d", "well, b d it is"))
    assert not any(phrases.names(words(text)) for text in ("a c", "c d", "a b", "d"))


@pytest.mark.parametrize("pattern", ["(a|b", "a)", "(a|b) c)"])
def test_a_bracket_without_its_partner_is_refused(pattern):
    with pytest.raises(ValueError, match="without its partner"):
        Phrases([("x", [pattern])])
