"""An issue that the owner reports in own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.replies.clauses import Clause
from assistant.replies.commands.base import Command
from assistant.replies.fold import fold
from assistant.replies.matters import without_names
from assistant.replies.names import name_before
from assistant.replies.openers import Opening
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.vocabulary import Verb

_NOT_SURE = {"condition", "wish", "doubt", "hearsay", "forbid", "absence", "soft"}
_EACH = re.compile(r"[;,]\s+and\s+|;\s+|\s+and\s+(?=(?:the|a|an|our|my)\s)")

COMMAND = Command(
    verb=Verb.NEW,
    place=110,
    meaning={
        "en": "Something new that is wrong",
        "de": "Etwas Neues, das nicht geht",
        "fr": "Un nouveau problème",
        "nl": "Iets nieuws dat mis is",
        "es": "Algo nuevo que falla",
    },
    examples={
        "en": ("new: the gate camera shows nothing",),
        "de": ("neu: die Kamera am Tor zeigt nichts",),
        "fr": ("nouveau : la caméra du portail est noire",),
        "nl": ("nieuw: de camera bij de poort is zwart",),
        "es": ("nuevo: la cámara de la puerta está en negro",),
    },
    tap={
        "en": "new: {words}",
        "de": "neu: {words}",
        "fr": "nouveau : {words}",
        "nl": "nieuw: {words}",
        "es": "nuevo: {words}",
    },
)


def read_new(reading: Reading, opening: Opening) -> None:
    """Something wrong that is on no row: what stands before or behind the words that say so, or below them."""
    said, parts, mark, tail = opening.said, opening.parts, opening.mark, opening.tail
    before = said.text[: mark.start].strip(" ,;:-–—")
    if reading.at.lexicon.patterns["as_decision"].search(fold(said.text[mark.start :])):
        if not any(a.verb is Verb.DECISION and a.sentence == reading.place - 1 for a in reading.acts):
            reading.add(Verb.DECISION, None, said, reading.held_text or before or tail)
        return
    if reading.content(fold(before)) and not tail_announced(said.text, mark.end, tail):
        reading.add(Verb.NEW, None, said, before)
    elif reading.content(without_names(tail, parts)):
        several = reading.at.lexicon.patterns["several_new"].search(fold(said.text[mark.start : mark.end]))
        for one in re.split(_EACH, tail) if several else [tail]:
            reading.add(Verb.NEW, None, said, one.strip(" .,;"))
    elif reading.held_text:
        reading.add(Verb.NEW, None, said, reading.held_text)
    else:
        reading.heading = ("new", said.block)
    reading.held, reading.held_text = (), ""


def tail_announced(text: str, end: int, tail: str) -> bool:
    """ "Something that isn't on your list: the bell rings an hour early": what stands behind the colon is meant."""
    return text[end:].lstrip().startswith(":") and bool(tail)


def newly_wrong(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> bool:
    """A trouble of something that no row is about, told for its own sake and not as a reason."""
    marked = next((p for p in parts if {"bad", "not", "again"} & set(p.kinds())), None)
    if marked is None or not reading.at.rows or said.row is not None or said.asks:
        return False
    also = reading.at.lexicon.patterns["also"].match(said.plain) is not None
    alone = said.opens and not any(a.sentence == reading.place - 1 for a in reading.acts)
    moods = {m.name for p in parts for m in p.moods} & {
        "condition",
        "wish",
        "doubt",
        "hearsay",
        "forbid",
        "absence",
        "soft",
    }
    named = name_before(marked, reading.at)
    return (also or alone) and not moods and named is not None and not any(p.named for p in parts)
