"""Read plain statements, clause by clause: what is said of which row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.replies.clauses import Clause
from assistant.replies.commands.new import newly_wrong
from assistant.replies.fold import fold
from assistant.replies.judgement import conditional, judge
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.subjects import (
    cured,
    explains_itself,
    first_thing,
    inherit,
    number_wins,
    providers_turn,
    some_other,
    trails,
)
from assistant.replies.targets import Target
from assistant.vocabulary import Verb


def read_statement(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> None:
    """Read the clauses of a sentence in turn: each speaks of what it names, else of what was named before it."""
    before = len(reading.acts)
    under = conditional(parts)
    last: tuple[Target, ...] = ()
    waiting: list[Target] = []  # named, and nothing said of it yet
    for place, part in enumerate(parts):
        named = _subjects(reading, said, part)
        if not part.marks and not part.has("forbid", "doubt", "hearsay", "wish"):
            if named and not waiting and cured(reading, said, part, named):
                last = tuple(named)
            elif named and last and _only_names(reading, part) and _joins(parts, place):
                _say_again(reading, before, named)
            else:
                waiting += named
            continue
        spoken_of = number_wins(_with_waiting(reading, said, (waiting, named), parts[:place]))
        waiting = []
        if spoken_of and explains_itself(reading, spoken_of, before):
            continue
        targets = providers_turn(reading, said, part, spoken_of) or inherit(reading, said, part, last)
        for target in targets:
            judge(reading, said, part, target, conditional=place in under)
        if place not in under or part.has("condition") or not last:
            last = tuple(spoken_of or [t for t in targets if t.kind != "provider"]) or last or tuple(targets)
    _conclude(reading, said, (parts, waiting), before)


def _subjects(reading: Reading, said: Sentence, part: Clause) -> list[Target]:
    """What a clause names, without what only explains; below a quoted row, only another number counts."""
    apart = [t for t in part.named if t.kind == "thing" and (trails(reading, t, part) or some_other(reading, said, t))]
    named = number_wins(first_thing([t for t in part.named if t not in apart], part))
    elsewhere = any(t.numbers or t.kind == "bill" for t in named)
    return [] if said.row is not None and not elsewhere else named


def _conclude(reading: Reading, said: Sentence, left: tuple[Sequence[Clause], Sequence[Target]], before: int) -> None:
    """What nothing was said of, and what the next sentence may refer to."""
    parts, waiting = left
    if waiting:
        _left_over(reading, said, waiting, before)
    given = reading.acts[before:]
    if given and all(a.soft and a.verb is Verb.NOTE and a.numbers for a in given):
        reading.held = tuple(a.target for a in given if a.target is not None)
        reading.held_text = said.text
    if not given and not waiting:
        _unsaid(reading, said, parts)


def _with_waiting(
    reading: Reading, said: Sentence, named: tuple[Sequence[Target], Sequence[Target]], before: Sequence[Clause]
) -> list[Target]:
    """What a clause is about: what it names, and what was named before it without anything being said of it."""
    waiting, here = named
    if not waiting or not here:
        return list(here or waiting)
    held = {n for t in waiting for n in (t.numbers or tuple(r.number for r in t.rows))}
    if all(t.kind == "thing" and {r.number for r in t.rows} <= held for t in here):
        return list(waiting)
    if _only_names(reading, before[-1]):
        return [*waiting, *here]
    for target in waiting:
        for number in target.numbers if target.sure else ():
            reading.add(Verb.NOTE, reading.row(number), said, before[-1].text.strip(), soft=True)
    return list(here)


def _only_names(reading: Reading, part: Clause) -> bool:
    plain = list(fold(part.text))
    for target in part.targets:
        for index in range(target.start - part.start, min(target.end - part.start, len(plain))):
            plain[index] = " "
    return not reading.content("".join(plain))


def _joins(parts: Sequence[Clause], place: int) -> bool:
    """ "close 5, the printer and 12": names that follow an order belong to it unless an order follows them."""
    return not any(p.marks for p in parts[place + 1 :][:1]) and bool(place)


def _say_again(reading: Reading, before: int, named: Sequence[Target]) -> None:
    given = reading.acts[before:]
    if not given:
        return
    last = given[-1]
    for target in named:
        reading.acts.append(replace(last, target=target))


def _left_over(reading: Reading, said: Sentence, waiting: Sequence[Target], before: int) -> None:
    """Rows named in a statement that orders nothing: a note, unless it explains or leads up to something."""
    if _date_only(reading, said, waiting):
        return
    given = reading.acts[before:]
    numbered = [t for t in waiting if t.kind == "numbers" and t.sure]
    for target in numbered:
        for number in target.numbers:
            reading.add(Verb.NOTE, reading.row(number), said, said.text, soft=True)
    if not given:
        reading.held, reading.held_text = tuple(numbered or waiting), said.text
        reading.topic = tuple(numbered or waiting)


def _date_only(reading: Reading, said: Sentence, waiting: Sequence[Target]) -> bool:
    """ "210 until wed": nothing but a row and a day."""
    if not reading.at.lexicon.patterns["until"].search(said.plain) or not reading.dated(said.text):
        return False
    for target in waiting:
        reading.add(Verb.SNOOZE, target, said, said.text)
    return True


def _unsaid(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> None:
    """Nothing was ordered and no row named: it may stand under a row, lead up to a request, or report something new."""
    if said.row is not None and reading.content(said.plain):
        reading.add(Verb.NOTE, reading.row(said.row), said, said.text, soft=True)
        return
    provider = tuple(t for p in parts for t in p.targets if t.kind == "provider")
    if newly_wrong(reading, said, parts):
        reading.add(Verb.NEW, None, said, said.text)
    elif reading.content(said.plain):
        reading.held, reading.held_text = provider, said.text
