"""These are one and the same; the first stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.replies.clauses import Clause
from assistant.replies.commands.base import Command
from assistant.replies.fold import fold
from assistant.replies.matters import requests
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.statements import read_statement
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.MERGE,
    place=80,
    meaning={
        "en": "Two that are one and the same",
        "de": "Zwei, die dasselbe sind",
        "fr": "Deux points qui n’en font qu’un",
        "nl": "Twee die hetzelfde zijn",
        "es": "Dos que son lo mismo",
    },
    examples={
        "en": (
            "merge {number} and {other}",
            "{other} is a duplicate of {number}",
        ),
        "de": (
            "{number} und {other} zusammenlegen",
            "{other} ist ein Duplikat von {number}",
        ),
        "fr": (
            "fusionnez le {number} et le {other}",
            "le {other} est un doublon du {number}",
        ),
        "nl": (
            "voeg {number} en {other} samen",
            "{other} is een duplicaat van {number}",
        ),
        "es": (
            "junta el {number} y el {other}",
            "el {other} es un duplicado del {number}",
        ),
    },
    tap={
        "en": "merge {number} and {other}",
        "de": "{number} und {other} zusammenlegen",
        "fr": "fusionnez le {number} et le {other}",
        "nl": "voeg {number} en {other} samen",
        "es": "junta el {number} y el {other}",
    },
)


def read_merge(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> bool:
    marks = [m for p in parts for m in p.marks if m.kind == "merge"]
    if not marks and _same_thing(reading, said, parts):
        return True
    if not marks or any(p.has("forbid") for p in parts):
        return False
    named = [t for p in parts for t in p.named if t.kind in {"numbers", "thing", "group", "all"}]
    numbers = list(dict.fromkeys(n for t in named for n in t.numbers))
    if said.row is not None and said.row not in numbers:
        numbers.insert(0, said.row)
        if len(numbers) < 2:
            return False
    things = [t for t in named if t.kind == "thing"]
    if len(numbers) == 1 and things:
        extra = [t.rows[0].number for t in things if len(t.rows) == 1]
        first = things[0].start < named[0].end
        numbers = [*extra, *numbers] if first else [*numbers, *extra]
    if not named:
        topic = [n for t in reading.topic for n in t.numbers]
        numbers = topic
    distinct = {frozenset(r.number for r in t.rows) for t in things}
    if len(numbers) < 2 and len(distinct) < 2:
        return False
    joined = next(p for p in parts if any(m.kind == "merge" for m in p.marks))
    conditional = any(p.has("condition") for p in parts)
    asked = said.asks and not requests(reading, said)
    first = next(m for m in joined.marks if m.kind == "merge")
    refused = reading.at.lexicon.patterns["refuses"].search(fold(said.text[: first.start])) is not None
    if conditional or asked or refused or joined.has("doubt", "soft", "hearsay", "wish"):
        for number in numbers:
            reading.add(Verb.NOTE, reading.row(number), said, said.text, soft=True, refuses=refused, asked=said.asks)
        return True
    if reading.at.lexicon.patterns["into"].search(fold(said.text)) and len(numbers) >= 2:
        numbers = [numbers[-1], *numbers[:-1]]
    kept = reading.at.lexicon.patterns["keep"].search(fold(said.text))
    if kept:
        keep = [n for t in named if t.start >= kept.end() - 1 for n in t.numbers][:1]
        numbers = [*keep, *(n for n in numbers if n not in keep)]
    numbers = list(dict.fromkeys(numbers))
    if len(numbers) < 2 and not things:
        return False
    if len(numbers) >= 2:
        same = [a for a in reading.acts if a.verb is Verb.MERGE and set(a.numbers) == set(numbers)]
        if not same:
            reading.add(Verb.MERGE, replace(reading.row(numbers[0]), numbers=tuple(numbers), rows=()), said)
    else:
        about = said.text[things[0].start : things[-1].end]
        reading.add(Verb.MERGE, replace(things[0], about=about, end=things[-1].end), said)
    rest = [p for p in parts if not any(m.kind == "merge" for m in p.marks) and p.named and p.marks]
    if rest:
        read_statement(reading, said, rest)
    return True


def _same_thing(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> bool:
    """ "3 and 6 same thing": of two rows that means that they are one; of one row, that it is not better."""
    for part in parts:
        numbered = [t for t in part.named if t.kind == "numbers" and t.numbers]
        found = reading.at.lexicon.patterns["same_thing"].search(fold(part.text))
        if found is None or len(numbered) != 1 or len(numbered[0].numbers) < 2 or part.moods or said.asks:
            continue
        between = fold(part.text[numbered[0].end - part.start : found.start()])
        refused = reading.at.lexicon.patterns["denied"].search(between) is not None
        if numbered[0].end - part.start > found.start() or reading.content(between):
            continue
        for number in numbered[0].numbers if refused else ():
            reading.add(Verb.NOTE, reading.row(number), said, said.text, soft=True, refuses=True)
        if not refused:
            reading.add(Verb.MERGE, replace(numbered[0], rows=()), said)
        return True
    return False
