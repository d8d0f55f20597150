"""Closing, dropping, joining and paying happen on plain words only: these sentences speak of it, and order none."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.replies import read_orders
from assistant.replies.acts import ENDING

from .letters import office, reply

SAID = yaml.safe_load((Path(__file__).parent / "no_harm.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", SAID)
def test_nothing_is_ended_but_on_plain_words(language: str) -> None:
    harmed = [words for words in SAID[language] if _ends(words, language)]
    assert harmed == []


def _ends(words: str, language: str) -> bool:
    return any(order.verb in ENDING for order in read_orders(reply(words, language), office()))
