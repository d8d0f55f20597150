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
    before = len(reading.acts)
    under = conditional(parts)
    last: tuple[Target, ...] = ()
    waiting: list[Target] = []
    for place, part in enumerate(parts):
        named = [
            t
            for t in part.named
            if not (t.kind == "thing" and (trails(reading, t, part) or some_other(reading, said, t)))
        ]
        named = number_wins(first_thing(named, part))
        if said.row is not None and not any(t.numbers or t.kind == "bill" for t in named):
            named = []
        if not part.marks and not part.has("forbid", "doubt", "hearsay", "wish"):
            if named and not waiting and cured(reading, said, part, named):
                last = tuple(named)
            elif named:
                if _only_names(reading, part) and last and _joins(parts, place):
                    _say_again(reading, said, before, named)
                else:
                    waiting += named
            continue
        targets = _with_waiting(reading, said, waiting, named, parts, place)
        targets = number_wins(targets)
        waiting = []
        if targets and explains_itself(reading, targets, before):
            continue
        spoken_of = targets
        targets = providers_turn(reading, said, part, targets)
        inherited = not targets
        if inherited:
            targets = inherit(reading, said, part, last)
        for target in targets:
            judge(reading, said, part, target, conditional=place in under, inherited=inherited)
        if place not in under or part.has("condition") or not last:
            last = tuple(spoken_of or [t for t in targets if t.kind != "provider"]) or last or tuple(targets)
    if waiting:
        _left_over(reading, said, waiting, before)
    given = reading.acts[before:]
    if given and all(a.soft and a.verb is Verb.NOTE and a.numbers for a in given):
        reading.held = tuple(a.target for a in given if a.target is not None)
        reading.held_text = said.text
    if not reading.acts[before:] and not waiting:
        _unsaid(reading, said, parts)


def _with_waiting(
    reading: Reading, said: Sentence, waiting: list[Target], named: list[Target], parts: Sequence[Clause], place: int
) -> list[Target]:
    """What a clause is about: what it names, and what was named before it without anything being said of it."""
    if not waiting or not named:
        return named or waiting
    held = {n for t in waiting for n in (t.numbers or tuple(r.number for r in t.rows))}
    if all(t.kind == "thing" and {r.number for r in t.rows} <= held for t in named):
        return waiting
    if _coordinates(reading, waiting, named, parts, place):
        return [*waiting, *named]
    for target in waiting:
        for number in target.numbers if target.sure else ():
            reading.add(Verb.NOTE, reading.row(number), said, parts[place - 1].text.strip(), soft=True)
    return named


def _coordinates(
    reading: Reading, waiting: Sequence[Target], named: Sequence[Target], parts: Sequence[Clause], place: int
) -> bool:
    return bool(waiting) and bool(named) and _only_names(reading, parts[place - 1])


def _only_names(reading: Reading, part: Clause) -> bool:
    plain = list(fold(part.text))
    for target in part.targets:
        for index in range(target.start - part.start, min(target.end - part.start, len(plain))):
            plain[index] = " "
    return not reading.content("".join(plain))


def _joins(parts: Sequence[Clause], place: int) -> bool:
    """ "close 5, the printer and 12": names that follow an order belong to it unless an order follows them."""
    return not any(p.marks for p in parts[place + 1 :][:1]) and bool(place)


def _say_again(reading: Reading, said: Sentence, before: int, named: Sequence[Target]) -> None:
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
