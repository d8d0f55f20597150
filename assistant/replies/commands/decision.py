"""Keep as a decision of the meeting."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.replies.commands.base import Command
from assistant.replies.fold import fold
from assistant.replies.openers import Opening, so_decided
from assistant.replies.state import Reading
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.DECISION,
    place=140,
    meaning={
        "en": "Keep a decision of the meeting",
        "de": "Einen Beschluss festhalten",
        "fr": "Garder une décision",
        "nl": "Een besluit vastleggen",
        "es": "Guardar una decisión",
    },
    examples={
        "en": ("decided: we go for fibre",),
        "de": ("Beschluss: wir nehmen Glasfaser",),
        "fr": ("décision : on passe à la fibre",),
        "nl": ("besluit: we nemen glasvezel",),
        "es": ("decisión: pasamos a fibra",),
    },
    tap={
        "en": "decided: {words}",
        "de": "Beschluss: {words}",
        "fr": "décision : {words}",
        "nl": "besluit: {words}",
        "es": "decisión: {words}",
    },
)


def read_decision(reading: Reading, opening: Opening) -> None:
    """The words of a decision; a bare heading announces those below it."""
    said, tail = opening.said, opening.tail
    behind = so_decided(reading, said, opening.mark)
    before = said.text[:behind].strip(" ,;:-–—")
    if behind is not None and not reading.content(fold(tail)) and reading.content(fold(before)):
        reading.add(Verb.DECISION, None, said, before)
    elif not reading.content(reading.at.lexicon.patterns["as_follows"].sub(" ", fold(tail))):
        reading.heading = ("decision", said.block)
    else:
        for one in _each(reading, tail):
            reading.add(Verb.DECISION, None, said, one)


def _each(reading: Reading, tail: str) -> Iterator[str]:
    """ "As follows: that the portal is kept; that the cards go", "that we stay, and that we pay": one for each."""
    patterns, start = reading.at.lexicon.patterns, 0
    opened = patterns["as_follows"].match(fold(tail))
    start = opened.end() if opened else 0
    for found in patterns["and_that"].finditer(fold(tail), start):
        if reading.content(fold(tail[start : found.start()])):
            yield tail[start : found.start()].strip(" ,;:")
        start = found.end()
    yield tail[start:].strip(" ,;:")
