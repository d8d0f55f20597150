"""Ticket numbers of any shape: "#48213", "[KW-3381]", "INC0041502", "ref:TW-771934:ref", "call 260214"."""

from __future__ import annotations

import re

from assistant.resources import rules

_LETTERED = re.compile(r"(?<![\w/@.-])#?([A-Z]{2,6}(?:-[A-Z]{2,5})?[-–#_ ]?\d{3,10}(?:-\d{1,6})?)(?![\w@]|\.\w)")
_HASH = re.compile(r"(?<![\w&/])#\s?(\d{3,10})\b")
_NUMBER = r"([A-Z0-9]{0,5}[-/]?\d{3,12}(?:[-/.]\d{1,8})?)"
"""What follows a word such as "ticket": letters at most in front."""


def tickets(text: str) -> tuple[str, ...]:
    """The ticket numbers in a text, in order, each once, as written without ornaments."""
    named = _named()
    found: list[tuple[int, str]] = []
    for pattern in (named, _HASH, _LETTERED):
        found += [(match.start(1), match.group(1)) for match in pattern.finditer(text)]
    kept: dict[str, str] = {}
    taken: list[tuple[int, int]] = []
    for start, number in sorted(found, key=lambda f: (f[0], -len(f[1]))):
        if _is_other(text, start, number) or any(a <= start < b for a, b in taken):
            continue
        taken.append((start, start + len(number)))
        kept.setdefault(re.sub(r"\W", "", number).casefold().lstrip("0"), number.strip())
    return tuple(kept.values())


def _named() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, rules("tickets")["words"]), key=len, reverse=True))
    return re.compile(
        rf"\b(?i:{words})\b(?:\s(?i:id|no|nr|number|ref|reference))?\.?\s{{0,3}}[*:#№]{{0,3}}\s{{0,3}}{_NUMBER}(?![\w@])"
    )


def _is_other(text: str, start: int, number: str) -> bool:
    """An invoice's number, a post code, a telephone number, a law, a product are no tickets."""
    letters = re.match(r"[A-Za-z]*", number)
    if letters and letters.group().upper() in rules("tickets")["others"]:
        return True
    before = text[max(0, start - 24) : start].casefold()
    return any(before.rstrip(" :#.*").endswith(word) for word in rules("tickets")["not_after"])
