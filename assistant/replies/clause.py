"""One clause of a sentence: what it names, what its words order, and in which mood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.replies.marks import Mark, Mood
from assistant.replies.targets import Target

Found = tuple[Sequence[Target], Sequence[Mark], Sequence[Mood]]  # in a sentence, or in a clause of it


@dataclass(frozen=True, slots=True)
class Clause:
    text: str
    start: int
    end: int
    targets: tuple[Target, ...]
    marks: tuple[Mark, ...]
    moods: tuple[Mood, ...]
    turns: bool = False  # it stands behind "but"

    def has(self, *moods: str) -> bool:
        return any(mood.name in moods for mood in self.moods)

    def kinds(self) -> tuple[str, ...]:
        return tuple(mark.kind for mark in self.marks)

    @property
    def named(self) -> tuple[Target, ...]:
        """What it names itself, pronouns aside."""
        return tuple(t for t in self.targets if t.kind not in {"it", "provider"})


def part_of(text: str, start: int, end: int, found: Found) -> Clause:
    """The stretch of a sentence with what was found in it."""
    named, marks, moods = found
    return Clause(
        text[start:end],
        start,
        end,
        tuple(t for t in named if start <= t.start < end),
        tuple(m for m in marks if start <= m.start < end),
        tuple(m for m in moods if start <= m.start < end),
    )
