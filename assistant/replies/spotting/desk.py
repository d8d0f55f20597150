"""What a sentence can speak of, and what lies before the reader."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.replies.lexicon import Lexicon
from assistant.vocabulary import AgendaRow, Office


@dataclass(frozen=True, slots=True)
class Target:
    """What a stretch of a sentence names.

    `kind` is "numbers", "thing", "bill", "provider", "all", "rest", "group", "it" (a pronoun), or "name": a thing that
    no quoted row has.
    """

    start: int
    end: int
    kind: str
    numbers: tuple[int, ...] = ()
    about: str | None = None
    rows: tuple[AgendaRow, ...] = ()
    sure: bool = True  # False for a number that no quoted row has
    without: tuple[int, ...] = ()  # of "the rest": rows that are excepted in so many words


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before the reader: the rows of the agenda, the providers, the words of the language."""

    rows: tuple[AgendaRow, ...]
    providers: tuple[str, ...]
    lexicon: Lexicon

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(row.number for row in self.rows)

    def row(self, number: int) -> AgendaRow | None:
        return next((row for row in self.rows if row.number == number), None)


def desk(rows: tuple[AgendaRow, ...], office: Office, lexicon: Lexicon) -> Desk:
    names = [*(p.name for p in office.providers), *(row.provider for row in rows if row.provider)]
    return Desk(rows, tuple(dict.fromkeys(names)), lexicon)
