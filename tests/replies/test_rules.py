"""Every rule of every language shows what it orders, and what it doesn't; here its examples are read as replies."""

from __future__ import annotations

import pytest

from assistant.replies import read_orders
from assistant.replies.lexicon import LANGUAGES
from assistant.resources import rules
from assistant.vocabulary import Verb

from .letters import office, reply


def examples(name: str) -> list[tuple[str, str, Verb, str]]:
    return [
        (language, f"{rule['order']}/{rule['kind']}", Verb(rule["order"]), words)
        for language in LANGUAGES
        for rule in rules(f"orders/{language}")["rules"]
        for words in rule.get(name, ())
    ]


def level(rule: str) -> str | None:
    """What a rule for the severity sets it to; the other orders have no value of their own."""
    return rule.partition("/")[2] if rule.startswith("severity") else None


def orders(words: str, language: str) -> set[tuple[Verb, str | None]]:
    given = read_orders(reply(words, language), office())
    return {(order.verb, order.text if order.verb is Verb.SEVERITY else None) for order in given}


@pytest.mark.parametrize(("language", "rule", "verb", "words"), examples("matches"))
def test_what_matches_a_rule_gives_its_order(language: str, rule: str, verb: Verb, words: str) -> None:
    assert (verb, level(rule)) in orders(words, language), rule


@pytest.mark.parametrize(("language", "rule", "verb", "words"), examples("ignores"))
def test_what_a_rule_ignores_does_not_give_its_order(language: str, rule: str, verb: Verb, words: str) -> None:
    assert (verb, level(rule)) not in orders(words, language), rule


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_have_the_same_grammar(language: str) -> None:
    own, english = (set(rules(f"orders/{name}")["grammar"]) for name in (language, "en"))
    assert english - own <= {"imperative_first", "does_itself"}
