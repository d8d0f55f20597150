"""The letter and the sentence behind a row."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.replies.clauses import Clause, Mark
from assistant.replies.commands.base import Command
from assistant.replies.fold import fold
from assistant.replies.matters import absorb, blocked, states_before, wanted
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.SHOW,
    place=160,
    meaning={
        "en": "The letter and the sentence behind it",
        "de": "Der Brief und der Satz dahinter",
        "fr": "La lettre et la phrase qui sont derrière",
        "nl": "De brief en de zin erachter",
        "es": "La carta y la frase que hay detrás",
    },
    examples={
        "en": ("show me the mail behind {number}",),
        "de": ("zeig mir die Mail zu {number}",),
        "fr": ("montrez-moi le mail du {number}",),
        "nl": ("laat me de mail achter {number} zien",),
        "es": ("muéstrame el correo del {number}",),
    },
    tap={
        "en": "show me {number}",
        "de": "zeig mir {number}",
        "fr": "montrez-moi le {number}",
        "nl": "toon {number}",
        "es": "muéstrame el {number}",
    },
)


def read_show(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> bool:
    marks = [m for p in parts for m in p.marks if m.kind == "show" and not _row_shows(reading, said, p, m)]
    if not marks or blocked(said, parts, marks[0]):
        return False
    if states_before(parts, marks[0].start):
        return False  # "36 isn't fixed, who said it was?"
    named = wanted(reading, said, parts) or list(reading.topic)
    for target in named:
        absorb(reading, target)
        reading.add(Verb.SHOW, target, said)
    return bool(named)


def _row_shows(reading: Reading, said: Sentence, part: Clause, mark: Mark) -> bool:
    """ "12 shows nothing": the row does it, nobody asks for it."""
    before = [t for t in part.named if t.start < mark.start]
    return bool(before) or reading.content(fold(said.text[part.start : mark.start]))
