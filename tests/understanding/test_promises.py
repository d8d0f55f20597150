"""By when a promise is due, by the examples of its rules."""

from datetime import date

import pytest

from assistant.resources import rules
from assistant.understanding.heard import hear
from assistant.understanding.promises import due_of

from .understanding_letters import OFFICE, letter


@pytest.mark.parametrize("example", rules("promises")["matches"], ids=lambda e: e["text"][:40])
def test_a_promise_is_due_when_its_sentence_says(example):
    heard = hear(letter(example["text"]), OFFICE)
    want = date.fromisoformat(example["due"]) if example["due"] else None
    assert due_of(heard, len(heard.body.view.sentences) - 1) == want
