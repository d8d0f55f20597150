"""It is called otherwise."""

from __future__ import annotations

import re

from assistant.replies.commands.base import Command
from assistant.replies.openers import Opening
from assistant.replies.state import Reading
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.RENAME,
    place=100,
    meaning={
        "en": "Call it otherwise",
        "de": "Anders nennen",
        "fr": "L’appeler autrement",
        "nl": "Anders noemen",
        "es": "Llamarlo de otra manera",
    },
    examples={
        "en": ('rename {number} to "printer upstairs"',),
        "de": ('{number} soll künftig "Drucker oben" heißen',),
        "fr": ("renommez le {number} en « imprimante du haut »",),
        "nl": ('hernoem {number} naar "printer boven"',),
        "es": ('renombra el {number} a "impresora de arriba"',),
    },
    tap={
        "en": 'rename {number} to "{words}"',
        "de": '{number} soll künftig "{words}" heißen',
        "fr": "renommez le {number} en « {words} »",
        "nl": 'hernoem {number} naar "{words}"',
        "es": 'renombra el {number} a "{words}"',
    },
)


def _in_quotes(text: str, start: int, place: int) -> bool:
    return any(char in '"“„«' for char in text[start:place])


def read_rename(reading: Reading, opening: Opening) -> None:
    """The row, and what it is to be called: what stands in quotes, else what follows."""
    said, parts, mark = opening.said, opening.parts, opening.mark
    whole = [t for p in parts for t in p.targets if t.kind in {"numbers", "thing"}]
    numbered = [t for t in whole if t.kind == "numbers"]
    whole = [t for t in whole if not _in_quotes(said.text, mark.end, t.start)]
    given = [a.target for a in reading.acts if a.sentence == reading.place and a.numbers]
    target = next(iter(numbered or given or whole), None) or (reading.row(said.row) if said.row is not None else None)
    if target is None and reading.topic:
        target = reading.topic[0]
    start = max(mark.end, target.end if target is not None and target.end else 0)
    name = said.text[start:].strip()
    quoted = re.search(r"[\"“„«'‘]([^\"”“»]{2,80}?)[\"”“»'’](?!\w)", said.text[min(start, mark.end) :])
    if quoted:
        name = quoted[1]
    name = re.sub(reading.at.lexicon.grammar["name_lead"], "", name, flags=re.IGNORECASE)
    name = re.sub(reading.at.lexicon.grammar["name_tail"], "", name, flags=re.IGNORECASE).strip(" .!,;:\"'“”")
    if target is not None and name:
        reading.add(Verb.RENAME, target, said, name)
