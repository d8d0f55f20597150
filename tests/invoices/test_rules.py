from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.invoices.marks import mark
from assistant.invoices.sheet import of_text
from assistant.invoices.words import fold, tokens

RULES = yaml.safe_load((Path(__file__).parents[2] / "rules/invoices.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", RULES["examples"], ids=lambda e: e["line"])
def test_the_rules_find_the_labels_that_their_examples_tell(example: dict[str, Any]) -> None:
    line = example["line"]
    marked = mark(of_text(line, [(0, len(line))], "text"))
    assert len(marked.spots) == len(example["labels"])
    assert all(name in spot.names for name, spot in zip(example["labels"], marked.spots, strict=True))


@pytest.mark.parametrize("section", ["labels", "titles"])
def test_every_phrase_is_written_as_it_is_compared(section: str) -> None:
    """A phrase with an accent or a capital would do no harm, but would hide that another says the same."""
    phrases = [p for langs in RULES[section].values() for listed in langs.values() for p in listed]
    assert [p for p in phrases if not isinstance(p, str) or not tokens(p)] == []
    unfolded = [p for p in phrases if p != fold(p) and not re.search(r"[^\x00-\x7f]", p)]
    assert unfolded == []


def test_no_word_of_the_rules_was_taken_for_something_else_by_yaml() -> None:
    """YAML reads a bare `no` or `on` as a truth value."""

    def leaves(node: object) -> list[object]:
        if isinstance(node, dict):
            return [leaf for value in [*node.keys(), *node.values()] for leaf in leaves(value)]
        return [leaf for value in node for leaf in leaves(value)] if isinstance(node, list) else [node]

    assert [leaf for leaf in leaves(RULES) if isinstance(leaf, bool)] == []
