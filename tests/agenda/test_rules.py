"""The rules' own examples: every `matches` is found, every `ignores` is not."""

from __future__ import annotations

import re

import pytest

from assistant.agenda.glossary import terms
from assistant.resources import rules

LANGUAGES = ("en", "de", "fr", "nl", "es")


@pytest.mark.parametrize("place", range(len(rules("glossary"))))
def test_a_glossary_entry_finds_its_word_and_no_other(place: int) -> None:
    entry, term = rules("glossary")[place], terms()[place]
    assert [text for text in entry["matches"] if not term.occurs_in(text)] == []
    assert [text for text in entry["ignores"] if term.occurs_in(text)] == []
    assert all(entry.get(language) for language in LANGUAGES)


def test_words_of_blame_are_told_from_words_about_another() -> None:
    rule = rules("agenda")["blame"]
    cues = [re.compile(cue, re.IGNORECASE) for cue in rule["any"]]
    assert [text for text in rule["matches"] if not any(cue.search(text) for cue in cues)] == []
    assert [text for text in rule["ignores"] if any(cue.search(text) for cue in cues)] == []
