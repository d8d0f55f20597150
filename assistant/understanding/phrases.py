"""The little language of the phrase rules: "(a|b) (c)? d" stands for "a c d", "a d", "b c d", "b d"."""

from __future__ import annotations

import re
from itertools import product

_TOKEN = re.compile(r"\(|\)\??|\||[^()|]+")
_SUFFIX = re.compile(r" +(?='(?:s|ll|ve|d|m|re)\b)")
MOST = 3000  # phrases that one pattern may stand for: a slip in a rule file must not fill the memory


def expand(pattern: str) -> list[str]:
    """Every phrase that a pattern stands for; brackets may stand in brackets.

    Raises ValueError where a bracket has no partner or the pattern stands for too much.
    """
    tokens = _TOKEN.findall(pattern)
    phrases, rest = _choice(tokens, pattern)
    if rest:
        raise ValueError(f"a bracket without its partner in the phrase {pattern!r}")
    return list(dict.fromkeys(_SUFFIX.sub("", " ".join(phrase.split())) for phrase in phrases))


def _choice(tokens: list[str], pattern: str) -> tuple[list[str], list[str]]:
    """The phrases of "a|b|c" and what is left after it."""
    found: list[str] = []
    while True:
        phrases, tokens = _sequence(tokens, pattern)
        found += phrases
        if not tokens or tokens[0] != "|":
            return found, tokens
        tokens = tokens[1:]


def _sequence(tokens: list[str], pattern: str) -> tuple[list[str], list[str]]:
    """The phrases of words and brackets in a row, up to the next "|" or closing bracket."""
    found = [""]
    while tokens and tokens[0] not in ("|", ")", ")?"):
        head, tokens = tokens[0], tokens[1:]
        options = [head]
        if head == "(":
            options, tokens = _choice(tokens, pattern)
            if not tokens:
                raise ValueError(f"a bracket without its partner in the phrase {pattern!r}")
            options = [*options, ""] if tokens[0] == ")?" else options
            tokens = tokens[1:]
        if len(found) * len(options) > MOST:
            raise ValueError(f"the phrase {pattern!r} stands for too many phrases; split it")
        found = [left + right for left, right in product(found, options)]
    return found, tokens
