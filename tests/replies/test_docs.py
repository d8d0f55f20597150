"""`docs/replies.md` says what can be written, and every line of its tables is read here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.replies import read_orders
from assistant.vocabulary import Order

from .letters import office, reply

PAGE = Path(__file__).parents[2] / "docs" / "replies.md"
LANGUAGES = {"English": "en", "Deutsch": "de", "Français": "fr", "Nederlands": "nl", "Español": "es"}
SHOWN = {"severity", "rename"}  # orders whose words are told; those of others are as the owner wrote them


def told(words: str, language: str) -> str:
    """What a reply orders, as the page says it."""
    orders = read_orders(reply(words, language), office())
    return "; ".join(_one(order) for order in orders) or "nothing"


def _one(order: Order) -> str:
    target = ", ".join(map(str, order.numbers)) or order.about or ""
    more = f"until {order.until}" if order.until else order.text if order.verb in SHOWN else ""
    return " ".join(part for part in (order.verb.replace("_", " "), target, more) if part)


def lines() -> list[tuple[str, str, str]]:
    language, found = "", []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"## (.+)", line):
            language = LANGUAGES[heading[1]]
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if language and line.startswith("|") and len(cells) == 2 and cells[0] not in {"you write", "---"}:
            found.append((language, cells[0], cells[1]))
    return found


@pytest.mark.parametrize(("language", "words", "does"), lines() if PAGE.exists() else [])
def test_the_page_tells_the_truth(language: str, words: str, does: str) -> None:
    assert told(words, language) == does


def test_the_page_has_a_table_for_every_language() -> None:
    assert {language for language, _, _ in lines()} == set(LANGUAGES.values())
