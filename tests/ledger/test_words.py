"""The same thing in another word or language is the same; everything else is told by its stem."""

import pytest

from assistant.ledger.words import is_kind, senses, stem


@pytest.mark.parametrize(
    ("one", "other"), [("printer", "imprimante"), ("Wi-Fi", "WLAN"), ("backups", "Datensicherung")]
)
def test_the_same_thing_in_two_languages_has_one_sense(one, other):
    assert senses(one) == senses(other)
    assert all(map(is_kind, senses(one)))


def test_a_compound_is_itself_and_what_it_is_made_of():
    assert senses("Etikettendrucker") == {stem("etikettendrucker"), "~label", "~printer"}


def test_a_word_that_only_ends_alike_is_not_taken_for_the_thing():
    assert not any(map(is_kind, senses("Sprinter hinter Winter")))


def test_words_that_name_no_thing_keep_their_stems():
    assert senses("Halvorsen flickers") == {stem("halvorsen"), stem("flickers")}
