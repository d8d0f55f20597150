"""These are one and the same; the first stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.replies.clauses import Clause
from assistant.replies.commands.base import Command
from assistant.replies.fold import fold
from assistant.replies.matters import requests, speaks_of_else
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
    """Two rows that are one; which of them stays comes first."""
    marked = [p for p in parts if "merge" in p.kinds()]
    marked = [p for p in marked if p.named] or marked
    if not marked:
        return _same_thing(reading, said, parts)
    if any(p.has("forbid") for p in parts):
        return _kept_apart(reading, said, parts)
    things = [t for p in parts for t in p.named if t.kind == "thing"]
    numbers = _numbers(reading, said, parts)
    if len(numbers) < 2 and (numbers or len({t.rows for t in things}) < 2):
        return False
    first = next((t for p in parts for t in p.named if t.numbers), None)
    ahead = next(m for m in marked[0].marks if m.kind == "merge")
    behind = first is not None and ahead.end <= first.start
    if first is not None and behind and speaks_of_else(reading, said.text[ahead.end : first.start], first):
        return False  # "combine the visits for 12 and 14"
    if _only_considered(reading, said, parts, marked[0]):
        refused = _refused(reading, said, marked[0])
        for number in numbers:
            reading.add(Verb.NOTE, reading.row(number), said, said.text, soft=True, refuses=refused, asked=said.asks)
        return True
    if numbers:
        _join(reading, said, _kept_first(reading, said, parts, numbers))
    else:
        about = said.text[things[0].start : things[-1].end]
        reading.add(Verb.MERGE, replace(things[0], about=about, end=things[-1].end), said)
    rest = [p for p in parts if p not in marked and p.named and p.marks]
    if rest:
        read_statement(reading, said, rest)
    return True


def _kept_apart(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> bool:
    """ "5 and 11 look alike but keep them separate": a note with each, and whatever else the sentence says."""
    about = [p for p in parts if "merge" in p.kinds()]
    numbers = _numbers(reading, said, about)
    apart = reading.at.lexicon.patterns["apart"].search(said.plain) is not None
    if not numbers[1:] or not apart:
        return False
    for number in numbers:
        reading.add(Verb.NOTE, reading.row(number), said, said.text, soft=True, refuses=True)
    return True


def _numbers(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> list[int]:
    """The rows that are one: by number; one of them may be named in words, or be the row that this stands under."""
    named = [t for p in parts for t in p.named if t.kind in {"numbers", "thing", "group", "all"}]
    if not named:
        return [n for t in reading.topic for n in t.numbers]
    numbers = [n for t in named for n in t.numbers]
    if said.row is not None and said.row not in numbers:
        numbers.insert(0, said.row)
    things = [t for t in named if t.kind == "thing" and len(t.rows) == 1]
    if len(set(numbers)) == 1 and things:
        extra = [t.rows[0].number for t in things]
        numbers = [*extra, *numbers] if things[0].start < named[0].end else [*numbers, *extra]
    return list(dict.fromkeys(numbers))


def _only_considered(reading: Reading, said: Sentence, parts: Sequence[Clause], marked: Clause) -> bool:
    """Asked, doubted, refused, or under a condition: nothing is joined then."""
    asked = said.asks and not requests(reading, said)
    conditional = any(p.has("condition", "soft", "doubt") for p in parts)
    return asked or conditional or _refused(reading, said, marked) or marked.has("doubt", "soft", "hearsay", "wish")


def _refused(reading: Reading, said: Sentence, marked: Clause) -> bool:
    first = next(m for m in marked.marks if m.kind == "merge")
    return reading.at.lexicon.patterns["refuses"].search(fold(said.text[: first.start])) is not None


def _kept_first(reading: Reading, said: Sentence, parts: Sequence[Clause], numbers: list[int]) -> list[int]:
    """ "X into Y" and "X is a duplicate of Y": Y stays; a number that is said to be kept stays in any case."""
    patterns = reading.at.lexicon.patterns
    if patterns["into"].search(said.plain):
        numbers = [numbers[-1], *numbers[:-1]]
    kept = patterns["keep"].search(said.plain)
    behind = [n for p in parts for t in p.named if kept and t.start >= kept.end() - 1 for n in t.numbers][:1]
    return list(dict.fromkeys([*behind, *numbers]))


def _join(reading: Reading, said: Sentence, numbers: Sequence[int]) -> None:
    if not any(a.verb is Verb.MERGE and set(a.numbers) == set(numbers) for a in reading.acts):
        reading.add(Verb.MERGE, replace(reading.row(numbers[0]), numbers=tuple(numbers), rows=()), said)


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
