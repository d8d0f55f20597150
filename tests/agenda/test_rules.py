"""The rules' own examples: every `matches` is found, every `ignores` is not."""

from __future__ import annotations

import pytest

from assistant.agenda.blame import blames
from assistant.agenda.cues import says
from assistant.agenda.glossary import terms
from assistant.resources import rules

LANGUAGES = ("en", "de", "fr", "nl", "es")


@pytest.mark.parametrize("place", range(len(rules("glossary"))))
def test_a_glossary_entry_finds_its_word_and_no_other(place: int) -> None:
    entry, term = rules("glossary")[place], terms()[place]
    assert [text for text in entry["matches"] if not term.occurs_in(text)] == []
    assert [text for text in entry["ignores"] if term.occurs_in(text)] == []
    assert all(entry.get(language) for language in LANGUAGES)


@pytest.mark.parametrize("kind", ["calls", "exit", "free", "not_met", "perception"])
def test_a_cue_finds_its_sentences_and_no_others(kind: str) -> None:
    rule = rules("agenda")[kind]
    assert [text for text in rule["matches"] if not says(kind, text)] == []
    assert [text for text in rule["ignores"] if says(kind, text)] == []


def test_a_sentence_blames_whom_it_names_and_no_other() -> None:
    rule = rules("agenda")["blame"]
    assert [text for text in rule["matches"] if not blames(text, "Vantage Telecom")] == []
    assert [text for text in rule["ignores"] if blames(text, "Vantage Telecom")] == []
    assert [text for text in rule["unnamed"] if not blames(text, "")] == []
    assert [text for text in rule["kept_quiet"] if blames(text, "")] == []
