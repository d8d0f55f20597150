"""The names of months and weekdays in many languages, from `rules/calendar.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.dates.lexicon import fold
from assistant.resources import rules


@dataclass(frozen=True, slots=True)
class Names:
    """Every known name, folded, with what it means in which language."""

    months: dict[str, tuple[tuple[str, int], ...]]
    weekdays: dict[str, tuple[tuple[str, int], ...]]
    glue: frozenset[str]
    marks: dict[str, frozenset[str]]

    def unknown(self, words: Sequence[str]) -> list[str]:
        """The words that do not belong to a date in any language."""
        return [
            word
            for word in words
            if len(word) > 1 and word not in self.months and word not in self.weekdays and word not in self.glue
        ]

    def weekday(self, words: Sequence[str]) -> int | None:
        """Monday is 0; None when no weekday is named or the languages disagree."""
        found = {day for word in words if word not in self.glue for _, day in self.weekdays.get(word, ())}
        return found.pop() if len(found) == 1 else None


@cache
def names() -> Names:
    table = rules("calendar")
    months: dict[str, list[tuple[str, int]]] = {}
    weekdays: dict[str, list[tuple[str, int]]] = {}
    for language, words in table["languages"].items():
        for kind, known in (("months", months), ("weekdays", weekdays)):
            for place, spellings in enumerate(words[kind]):
                for spelling in spellings:
                    known.setdefault(fold(spelling), []).append((language, place + (kind == "months")))
    return Names(
        {word: tuple(found) for word, found in months.items()},
        {word: tuple(found) for word, found in weekdays.items()},
        frozenset(fold(word) for phrase in table["glue"] for word in phrase.split()),
        {language: frozenset(fold(word) for word in marks) for language, marks in table["marks"].items()},
    )


def month_of(words: Sequence[str]) -> list[int]:
    """The months (1 to 12) that the words may name, the likeliest first."""
    known = names()
    readings = [reading for word in words for reading in known.months.get(word, ())]
    if not readings:
        return []
    languages = {language for word in words for language, _ in known.weekdays.get(word, ())}
    spoken = {language for language, marks in known.marks.items() if marks & set(words)}

    def likelihood(month: int) -> tuple[int, int, int]:
        tongues = {language for language, reading in readings if reading == month}
        return len(tongues & languages), len(tongues & spoken), len(tongues)

    # of equals the language that stands first in the rules
    return sorted(dict.fromkeys(month for _, month in readings), key=likelihood, reverse=True)
