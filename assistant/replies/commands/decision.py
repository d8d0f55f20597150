"""Keep as a decision of the meeting."""

from __future__ import annotations

from assistant.replies.commands.base import Command
from assistant.replies.fold import fold
from assistant.replies.openers import Opening
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
    before = said.text[: opening.mark.start].strip(" ,;:-–—")
    behind = reading.at.lexicon.patterns["so_decided"].search(said.plain, opening.mark.start) is not None
    if behind and not reading.content(fold(tail)) and reading.content(fold(before)):
        reading.add(Verb.DECISION, None, said, before)
    elif not reading.content(fold(tail)):
        reading.heading = ("decision", said.block)
    else:
        reading.add(Verb.DECISION, None, said, tail)
