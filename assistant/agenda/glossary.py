"""Words explained once a mail: tech speak gets a line in plain words under the row in which it first appears."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from assistant.agenda.values import Group, Row, Section
from assistant.resources import rules


@dataclass(frozen=True, slots=True)
class Term:
    """`pattern` finds it, `spared` finds its other meanings; `meaning` is by language, with at least "en"."""

    pattern: re.Pattern[str]
    spared: re.Pattern[str] | None
    meaning: dict[str, str]

    def occurs_in(self, text: str) -> bool:
        return self.pattern.search(text) is not None and not (self.spared and self.spared.search(text))


MOST = 2  # words explained under one row


def explained(sections: tuple[Section, ...], language: str, most: int) -> tuple[Section, ...]:
    """The sections with a note under the first row that holds a term of the glossary; `most` terms in all."""
    left = _Left(list(terms()), most)
    return tuple(_in_section(section, left, language) for section in sections)


@dataclass(slots=True)
class _Left:
    """The terms that were not explained yet, and how many of them may be."""

    terms: list[Term]
    room: int

    def taken_from(self, text: str) -> list[Term]:
        found = [term for term in self.terms if term.occurs_in(text)][: min(MOST, self.room)]
        self.terms = [term for term in self.terms if term not in found]
        self.room -= len(found)
        return found


@cache
def terms() -> tuple[Term, ...]:
    """The glossary of rules/glossary.yaml."""
    return tuple(
        Term(_pattern(entry["any"]), _pattern(entry["unless"]) if entry.get("unless") else None, entry)
        for entry in rules("glossary")
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Whole words; those written in lower case in any case, for they are words and no abbreviations."""
    either = "|".join(f"(?i:{re.escape(word)})" if word == word.lower() else re.escape(word) for word in words)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _in_section(section: Section, left: _Left, language: str) -> Section:
    """Only sections whose rows are shown with their quotes explain words."""
    body: Any = section.body
    if not section.shown or section.name not in ("needs_you", "challenges"):
        return section
    if hasattr(body, "groups"):
        groups = tuple(_in_group(group, left, language) for group in body.groups)
        return replace(section, body=replace(body, groups=groups))
    return replace(section, body=replace(body, rows=tuple(_in_rows(body.rows, left, language))))


def _in_group(group: Group, left: _Left, language: str) -> Group:
    return replace(group, rows=tuple(_in_rows(group.rows, left, language)))


def _in_rows(rows: tuple[Row, ...], left: _Left, language: str) -> Iterator[Row]:
    for row in rows:
        found = left.taken_from(f"{row.title}\n{row.quote.words if row.quote else ''}")
        meanings = (term.meaning.get(language, term.meaning["en"]) for term in found)
        yield replace(row, note=" · ".join(meanings)) if found else row
