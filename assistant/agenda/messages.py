"""All texts that a language has to have, found in the code and the rules: for translators and for the tests."""

from __future__ import annotations

from pathlib import Path

from babel.messages.extract import extract_from_dir

from assistant.resources import rules

_ROOM = Path(__file__).parent
_KEYWORDS = {"say": None, "count": (1, 2)}


def messages() -> list[str | tuple[str, str]]:
    """Each text once, in a steady order; a pair is singular and plural."""
    found: dict[str | tuple[str, str], None] = {}
    for _, _, message, _, _ in extract_from_dir(_ROOM, keywords=_KEYWORDS):
        found[message if isinstance(message, str) else (message[0], message[1])] = None
    for question in rules("questions"):
        texts = (question["ask"], question["because"], question.get("brief", ""))
        found |= dict.fromkeys(text for text in texts if text)
    found |= dict.fromkeys(rules("reasons"))
    return sorted(found, key=str)
