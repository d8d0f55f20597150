"""What the reader has understood so far, and what was spoken of last."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.replies.acts import Act
from assistant.replies.sentences import Sentence
from assistant.replies.targets import Desk, Target
from assistant.vocabulary import Verb

Dated = Callable[[str], bool]  # does it name a day that lies ahead?


@dataclass(slots=True)
class Reading:
    """One pass through a reply. It changes from sentence to sentence, and is thrown away at the end."""

    at: Desk
    dated: Dated
    acts: list[Act] = field(default_factory=list)
    topic: tuple[Target, ...] = ()  # what was spoken of last
    held: tuple[Target, ...] = ()  # named in a statement or question that may belong to the request after it
    held_text: str = ""
    refused: bool = False  # what is held forbids something, which stands by itself
    heading: tuple[str, int] | None = None  # words that announce what follows, and their paragraph
    left_out: frozenset[int] = frozenset()  # rows excepted so far: "the rest" never holds them
    excepted: tuple[Target, ...] = ()  # "all but the printer, which …": of what the rest of the sentence speaks
    closing: bool = False  # the sentence says in so many words that something is to be closed
    place: int = -1  # of the sentence being read

    def add(self, verb: Verb, target: Target | None, said: Sentence, text: str | None = None, **marks: bool) -> None:
        """Note an act of this sentence; `marks` are those of `Act`: soft, refuses, asked."""
        self.acts.append(Act(verb, target, said.text, self.place, text, **marks))

    def numbered_freely(self, said: Sentence, target: Target) -> bool:
        """Where no agenda is quoted, only a number that opens a sentence, or is called one, is spoken of as a row."""
        lead = self.at.lexicon.patterns["listed"].sub(" ", said.plain[: target.start])
        return bool(self.at.rows) or said.row is not None or not self.content(lead)

    def row(self, number: int) -> Target:
        row = self.at.row(number)
        return Target(0, 0, "numbers", (number,), rows=(row,) if row else ())

    def content(self, plain: str) -> bool:
        """Does a stretch say anything, or is it only what leads in?"""
        words = re.findall(r"[^\W\d_]+", plain)
        return any(word not in self.at.lexicon.filler and not self.greets(word) for word in words)

    def greets(self, word: str) -> bool:
        patterns = self.at.lexicon.patterns
        return bool(patterns["hello"].fullmatch(word) or patterns["team"].fullmatch(word))
