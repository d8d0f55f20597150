"""What was learnt belongs to the letters and the code at hand, and says the same each time."""

import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.understanding import mind, understand
from assistant.understanding.encoder import Encoder

from .understanding_letters import OFFICE, letter

TRAINING = Path(__file__).parents[2] / "training"


@pytest.fixture
def seals(monkeypatch):
    monkeypatch.syspath_prepend(str(TRAINING))
    import seal

    yield seal
    sys.modules.pop("seal")


def test_the_learnt_file_belongs_to_these_letters_and_this_code(seals):
    seal = seals.seal()
    with np.load(mind.FILE) as file:
        assert {name: int(file[name]) for name in seal} == seal, "run `make train`"


def test_the_encoder_belongs_to_its_authors_letters_and_to_the_code_that_lays_them_out(seals):
    with np.load(mind.ENCODER) as file:
        authors = file["authors"].tobytes().decode().split("\n")
        assert [seals.letters_seal(name) for name in authors] == file["seal_authors"].tolist(), (
            "run `make train-encoder`"
        )
        assert seals.pages_seal(Encoder(file)) == file["seal_pages"], "run `make train-encoder`"


def test_a_letter_is_understood_alike_each_time():
    one = letter("Hi,\n\nThe router is dead again. I'll ring you by Friday.\n\nTom", "Re: internet")
    assert understand(one, OFFICE) == understand(one, OFFICE)


def test_every_issue_says_how_sure_it_is_and_why():
    found = understand(
        letter("Hi,\n\nI've swapped the router and everything is working again.", "Re: internet"), OFFICE
    )
    assert 0 < found.issues[0].confidence <= 1
    assert found.issues[0].reasons
