"""Keep as a decision of the meeting."""

from __future__ import annotations

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
    elif not reading.content(fold(tail)):
        reading.heading = ("decision", said.block)
    else:
        reading.add(Verb.DECISION, None, said, tail)
