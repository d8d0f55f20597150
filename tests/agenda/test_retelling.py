"""Reasons that other rooms give in English, said again in the office's language."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.agenda.retelling import retold, sayings
from assistant.agenda.voice import voice_of

from .agenda_factories import OFFICE

ROOMS = Path(__file__).parents[2] / "assistant"
GERMAN = voice_of(replace(OFFICE, locale="de-DE"))
ENGLISH = voice_of(OFFICE)
PLACE, GIVEN = "\0", {"Flag", "Unreadable", "unreadable"}


@pytest.mark.parametrize(
    ("reason", "german"),
    [
        (
            "Managed support, June: 40.00 GBP instead of 38.00 GBP (+5.3 %), 576.00 GBP more in a year.",
            "Managed support, June: 40,00\xa0£ statt 38,00\xa0£ (+5,3 %), im Jahr 576,00\xa0£ mehr.",
        ),
        ("Prints: 0.0085 EUR instead of 0.0079 EUR (+7.6 %).", "Prints: 0,0085\xa0€ statt 0,0079\xa0€ (+7,6 %)."),
        ("It came again on 2 March 2026: pay it once.", "Sie kam am 2. März 2026 noch einmal: nur einmal bezahlen."),
        (
            "The IBAN is now NL44; until now it was NL91. Other words.",
            "Die IBAN ist jetzt NL44; bisher war es NL91. Other words.",
        ),
        ("Words that nobody knows.", "Words that nobody knows."),
    ],
)
def test_a_reason_is_told_in_german(reason: str, german: str) -> None:
    assert retold(reason, GERMAN) == german


def test_in_english_money_is_written_as_elsewhere_in_the_mail() -> None:
    assert retold("100.00 GBP and 20.00 GBP tax do not make 130.00 GBP.", ENGLISH) == (
        "£100.00 and £20.00 tax do not make £130.00."
    )


def _sentences(path: str) -> set[str]:
    """The sentences in a module that are given as a reason, with a sign for what is filled in."""
    tree = ast.parse((ROOMS / path).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) in GIVEN]
    named = [node.value for node in ast.walk(tree) if isinstance(node, ast.Assign) and _is_reason(node)]
    return {text for node in (*(call.args[-1] for call in calls if call.args), *named) if (text := _text(node))}


def _called(node: ast.Call) -> str:
    return str(getattr(node.func, "id", getattr(node.func, "attr", "")))


def _is_reason(node: ast.Assign) -> bool:
    return getattr(node.targets[0], "id", "") in {"reason", "RING", "_FATAL", "_PARTIAL"}


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else PLACE for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else ""


@pytest.mark.parametrize("path", ["invoices/checks.py", "reading/opening.py", "app/concluding.py", "app/filing.py"])
def test_each_reason_that_another_room_gives_is_known(path: str) -> None:
    known = {re.sub(r"\{\w+\}", PLACE, saying.text) for saying in sayings()}
    # what ends in a place ends in the advice to ring them, and what has one within a word has a plural there
    found = {text.removesuffix(f" {PLACE}").replace(f"day{PLACE}", "days") for text in _sentences(path)}
    found = {text.replace(f"The {PLACE} is now", "The IBAN is now") for text in found}  # or the account
    assert found
    assert found - known == set()


ATTACHED = ("archives", "attachments", "calendars", "letters", "office", "opening", "parts", "pdfs", "workbooks")
TOLD = re.compile(
    r"\b(?:could not|(?:was|were) not|(?:was|were) (?:cut|left out|read)|is (?:locked|too large to)|can be read)\b"
)


@pytest.mark.parametrize("module", ATTACHED)
def test_each_word_on_what_was_left_out_of_a_mail_is_known(module: str) -> None:
    tree = ast.parse((ROOMS / "reading" / f"{module}.py").read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.expr) and id(node) not in docs | inner]
    found = {text.strip() for node in texts if (text := _text(node)).endswith(".") and TOLD.search(text)}
    known = {re.sub(r"\{\w+\}", PLACE, saying.text) for saying in sayings()}
    assert {text for text in found if not {text, f"{PLACE} {text}"} & known} == set()


def test_two_reasons_one_after_the_other_are_both_told() -> None:
    reason = "a.pdf is damaged and could not be opened. An attachment without a name is locked with a password."
    assert retold(reason, GERMAN) == (
        "a.pdf ist beschädigt und ließ sich nicht öffnen. Ein Anhang ohne Namen ist mit einem Passwort geschützt."
    )
