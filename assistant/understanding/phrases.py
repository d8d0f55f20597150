"""The little language of the phrase rules: "(a|b) (c)? d" stands for "a c d", "a d", "b c d", "b d".

All phrases of all rules become one automaton, so that a sentence is read once, in time that grows with its words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_TOKEN = re.compile(r"\(|\)\??|\||[^()|]+")
_WORD = re.compile(r"'(?:s|ll|ve|re|d|m)\b|[^\W_]+(?:[-./&][^\W_]+)*(?:'t\b)?|%")
_PLAIN = str.maketrans("’‘´`", "''''")
_STARTS: frozenset[int] = frozenset({0})


def words(text: str) -> list[str]:
    """Lower-case words as rules see them: "I'll" is two, "don't" one."""
    return _WORD.findall(text.translate(_PLAIN).casefold())


class Phrases:
    """An automaton that names the rules whose phrases stand in a row of words. State 0 is its start."""

    def __init__(self, rules: Iterable[tuple[str, Sequence[str]]]) -> None:
        """`rules` are names with their patterns. Raises ValueError for a bracket without its partner."""
        self._next: list[dict[str, set[int]]] = [{}]
        self._names: dict[int, set[str]] = {}
        for name, patterns in rules:
            for pattern in patterns:
                for state in self._added(pattern):
                    self._names.setdefault(state, set()).add(name)

    def names(self, row: Sequence[str]) -> set[str]:
        """The rules that have a phrase in this row of words."""
        found: set[str] = set()
        for start, word in enumerate(row):
            states = self._next[0].get(word)
            place = start
            while states:
                found.update(name for state in states for name in self._names.get(state, ()))
                place += 1
                if place == len(row):
                    break
                states = {after for state in states for after in self._next[state].get(row[place], ())}
        return found

    def _added(self, pattern: str) -> frozenset[int]:
        states, rest = self._choice(_TOKEN.findall(pattern), pattern, _STARTS)
        if rest:
            raise ValueError(f"a bracket without its partner in the phrase {pattern!r}")
        return states - _STARTS

    def _choice(self, tokens: list[str], pattern: str, starts: frozenset[int]) -> tuple[frozenset[int], list[str]]:
        """Add "a|b|c" after the states `starts`: where it ends, and what is left of the pattern."""
        ends: frozenset[int] = frozenset()
        while True:
            states, tokens = self._sequence(tokens, pattern, starts)
            ends |= states
            if not tokens or tokens[0] != "|":
                return ends, tokens
            tokens = tokens[1:]

    def _sequence(self, tokens: list[str], pattern: str, states: frozenset[int]) -> tuple[frozenset[int], list[str]]:
        """Add words and brackets in a row, up to the next "|" or closing bracket."""
        while tokens and tokens[0] not in ("|", ")", ")?"):
            head, tokens = tokens[0], tokens[1:]
            if head != "(":
                for word in words(head):
                    states = self._step(states, word)
                continue
            inner, tokens = self._choice(tokens, pattern, states)
            if not tokens:
                raise ValueError(f"a bracket without its partner in the phrase {pattern!r}")
            states = inner | states if tokens[0] == ")?" else inner
            tokens = tokens[1:]
        return states, tokens

    def _step(self, states: frozenset[int], word: str) -> frozenset[int]:
        """One new state that `word` leads to from each of `states`."""
        new = len(self._next)
        self._next.append({})
        for state in states:
            self._next[state].setdefault(word, set()).add(new)
        return frozenset({new})
