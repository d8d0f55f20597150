"""What a sentence begins with and speaks of: a label before a colon or a dash, or the words before "is"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.replies.clauses import clauses
from assistant.replies.kinds import IMPERATIVE, OPENERS
from assistant.replies.named.forms import Forms
from assistant.replies.named.things import things
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.targets import Target

_LABEL = re.compile(r"(?P<name>[^:;!?\n]{2,90}?)(?:\s*:\s+|\s+[-–—]+\s+)(?=\S)")
_NO_LABEL = OPENERS | (IMPERATIVE - {"close"}) | {"paid", "dispute", "report", "undo", "help", "agenda"}


@dataclass(frozen=True, slots=True)
class Head:
    """The things that a sentence begins with; `end` is where the words about them begin."""

    named: tuple[Target, ...]
    end: int
    label: bool


def heads(reading: Reading, said: Sentence, known: Forms, start: int) -> Iterator[Head]:
    """The ways to read the beginning of a sentence as a name, the surest first."""
    label = _LABEL.match(said.text, start)
    if label and not _orders(reading, label["name"]):
        if named := things(reading, said.text, label.span("name"), known):
            yield Head(tuple(named), label.end(), label=True)
        return
    verb = known.be.search(said.plain, start)
    if verb and (named := things(reading, said.text, (start, verb.start()), known)):
        yield Head(tuple(named), verb.start(), label=False)


def _orders(reading: Reading, words: str) -> bool:
    """ "Paid:", "Note on the till:": words that order something, and no name."""
    first = next(iter(clauses(words, reading.at, [])), None)
    if first is None or not first.marks:
        return False
    mark = first.marks[0]
    return mark.kind in _NO_LABEL and not reading.content(first.text[: mark.start - first.start].lower())
