"""The second voice: pieces of words, pages, and what the encoder makes of them."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.encoding import Wordpiece
from assistant.understanding import mind, understand
from assistant.understanding.encoder import Encoder
from assistant.understanding.heard import hear
from assistant.understanding.pages import PAGE, pages
from assistant.understanding.voice import EVENTS, KINDS, STATUSES
from assistant.understanding.voices import pooled

from .understanding_letters import OFFICE, letter

WORDPIECE = Wordpiece(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "re", "##start", "##ed", "router", "!", "cafe"])
LONG = "The router in the back office lost its light again and nobody could print. " * 3


@pytest.fixture(scope="module")
def encoder():
    with np.load(mind.ENCODER) as arrays:
        return Encoder(arrays)


def view(text, subject="Internet"):
    return hear(letter(text, subject), OFFICE).body.view


def test_a_word_is_cut_into_the_longest_known_pieces():
    assert WORDPIECE.pieces("Restarted router!", 10) == [4, 5, 6, 7, 8]


def test_a_word_with_an_unknown_part_is_unknown_as_a_whole():
    assert WORDPIECE.pieces("restarting cafe", 10) == [1, 9]


def test_case_and_accents_do_not_matter():
    assert WORDPIECE.pieces("CAFÉ", 10) == WORDPIECE.pieces("cafe", 10) == [9]


def test_no_more_pieces_are_taken_than_wanted_and_words_without_end_are_unknown():
    assert WORDPIECE.pieces("restarted " * 10, 4) == [4, 5, 6, 4]
    assert WORDPIECE.pieces("re" * 100_000, 4) == [1]


def test_every_sentence_of_a_long_letter_stands_on_one_page(encoder):
    seen = view("\n\n".join(LONG + f"This was number {n}." for n in range(30)))
    found = pages(seen, encoder.wordpiece)
    assert len(found) > 1
    assert [page.first + i for page in found for i in range(len(page.spans))] == list(range(len(seen.sentences)))
    for page in found:
        assert len(page.pieces) <= PAGE
        assert all(page.pieces[stop] == encoder.wordpiece.stop for _, stop in page.spans)


def test_each_sentence_and_the_letter_get_chances_that_add_up_to_one(encoder):
    scores = encoder.scores(view("Hi,\n\nThe router is dead again. I'll ring you by Friday.\n\nTom"))
    assert scores.status.shape == (len(scores.promise), len(STATUSES))
    assert scores.event.shape == (len(scores.promise), len(EVENTS))
    assert scores.kind.shape == (len(KINDS),)
    for chances in (scores.status, scores.event, scores.severity, scores.kind[None], scores.course[None]):
        assert chances.sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_a_sentence_is_read_in_sight_of_its_letter(encoder):
    broken = encoder.scores(view("The router is dead. Same as last week."))
    mended = encoder.scores(view("The router is replaced and online. Same as last week."))
    assert abs(broken.status[1] - mended.status[1]).max() > 0.01


def test_two_that_say_the_same_say_it_together():
    said = mind.mind("small").voice.scores(view("The router is dead again. I'll ring you by Friday."))
    assert pooled(said, said, "en").status == pytest.approx(said.status, abs=1e-4)
    assert pooled(said, said, "en").promise == pytest.approx(said.promise, abs=1e-4)


def test_abroad_the_encoder_has_less_to_say_than_the_ngrams():
    both = mind.mind("full").voice
    seen = view("The router is dead again. I'll ring you by Friday.")
    ngrams, encoder = both.ngrams.scores(seen), both.encoder.scores(seen)
    near = abs(pooled(ngrams, encoder, "de").status - ngrams.status).sum()
    assert near < abs(pooled(ngrams, encoder, "en").status - ngrams.status).sum()


def test_a_letter_without_a_sentence_is_left_to_the_ngrams():
    assert view("").sentences == ()
    assert mind.mind("full").voice.scores(view("")).kind == pytest.approx(
        mind.mind("small").voice.scores(view("")).kind
    )


@pytest.mark.parametrize("model", ["small", "full"])
def test_either_model_finds_what_is_plain(model):
    found = understand(
        letter("Hi,\n\nThe router is dead again. I'll ring you by Friday.\n\nTom", "Internet"),
        replace(OFFICE, model=model),
    )
    assert found.issues[0].status == "open"
    assert found.commitments[0].due.isoformat() == "2026-03-06"
