"""Keep these words with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.replies.clauses import Clause, Mark
from assistant.replies.commands.base import Command
from assistant.replies.fold import fold
from assistant.replies.matters import absorb, without_names
from assistant.replies.openers import Opening
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.targets import Target
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.NOTE,
    place=50,
    meaning={
        "en": "Keep these words with it",
        "de": "Diese Worte dazuschreiben",
        "fr": "Garder ces mots avec",
        "nl": "Deze woorden erbij bewaren",
        "es": "Guardar estas palabras con ello",
    },
    examples={
        "en": ("note on {number}: the engineer needs a key",),
        "de": ("Notiz zu {number}: der Techniker braucht einen Schlüssel",),
        "fr": ("note pour le {number} : le technicien a besoin d’une clé",),
        "nl": ("notitie bij {number}: de monteur heeft een sleutel nodig",),
        "es": ("nota para el {number}: el técnico necesita una llave",),
    },
    tap={
        "en": "note on {number}: {words}",
        "de": "Notiz zu {number}: {words}",
        "fr": "note pour le {number} : {words}",
        "nl": "notitie bij {number}: {words}",
        "es": "nota para el {number}: {words}",
    },
)


def read_note(reading: Reading, opening: Opening) -> None:
    """Words to keep, with the row they are about; what precedes them where they only say "make a note of that"."""
    said, parts, mark, tail = opening.said, opening.parts, opening.mark, opening.tail
    numbered = [t for p in parts for t in p.targets if t.kind == "numbers" and t.numbers]
    named = [t for p in parts for t in p.targets if t.kind in {"bill", "provider", "thing"}]
    bare = not reading.content(without_names(tail, parts))
    if numbered:
        target: Target | None = numbered[0]
    elif said.row is not None:
        target = reading.row(said.row)
    elif named:
        target = next((t for t in named if t.kind == "provider"), named[0])
    else:
        target = reading.topic[0] if reading.topic else None
    text = said.text if bare else tail
    if bare and not reading.content(fold(said.text[: mark.start])) and reading.held_text:
        text = reading.held_text
    if target is None:
        return
    if bare:
        absorb(reading, target)
    for number in target.numbers or (0,):
        one = target if not number else reading.row(number)
        reading.add(Verb.NOTE, one, said, text)


def reports_a_state(reading: Reading, said: Sentence, parts: Sequence[Clause], mark: Mark) -> bool:
    """ "Please note that 12 is still broken" gives an order, though it is called a note."""
    that = re.search(reading.at.lexicon.grammar["note_that"], fold(said.text[mark.start : mark.end]))
    after = [
        p for p in parts if p.end > mark.end and any(t.kind == "numbers" and t.start >= mark.end for t in p.targets)
    ]
    standing = {"good", "fine", "not", "again", "closable", "drop", "bad"}
    return that is not None and any(standing & set(p.kinds()) for p in after)
