"""What was learnt belongs to the letters and the code at hand, and says the same each time."""

import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.understanding import mind, understand

from .understanding_letters import OFFICE, letter

TRAINING = Path(__file__).parents[2] / "training"


@pytest.fixture
def seal(monkeypatch):
    monkeypatch.syspath_prepend(str(TRAINING))
    import seal

    yield seal.seal()
    sys.modules.pop("seal")


def test_the_learnt_file_belongs_to_these_letters_and_this_code(seal):
    with np.load(mind.FILE) as file:
        assert {name: int(file[name]) for name in seal} == seal, "run `make train`"


def test_a_letter_is_understood_alike_each_time():
    one = letter("Hi,\n\nThe router is dead again. I'll ring you by Friday.\n\nTom", "Re: internet")
    assert understand(one, OFFICE) == understand(one, OFFICE)


def test_every_issue_says_how_sure_it_is_and_why():
    found = understand(
        letter("Hi,\n\nI've swapped the router and everything is working again.", "Re: internet"), OFFICE
    )
    assert 0 < found.issues[0].confidence <= 1
    assert found.issues[0].reasons
