"""Read plain statements, clause by clause: what is said of which row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.replies.clauses import Clause
from assistant.replies.fold import fold
from assistant.replies.headings import headed_by_its_order, labels
from assistant.replies.judgement import conditional, judge
from assistant.replies.leftovers import left_over, unsaid
from assistant.replies.names import name_after
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.subjects import (
    by_their_code,
    cured,
    explains_itself,
    has_its_own,
    inherit,
    only_where,
    providers_turn,
)
from assistant.replies.targets import Target
from assistant.replies.topics import behind_it, only_names, subjects
from assistant.vocabulary import Verb

_BE = re.compile(r"\s*(?:(?:neither|nor)\s)?(?:is|are|was|were|has|have|does|did|can)(?!\w)")


@dataclass(slots=True)
class _Thread:
    """What a sentence has come to: what was last spoken of, and what was named without anything said of it yet."""

    before: int  # how many acts there were before the sentence
    waiting: list[Target]
    last: tuple[Target, ...] = ()


def read_statement(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> None:
    """Read the clauses of a sentence in turn: each speaks of what it names, else of what was named before it."""
    parts = headed_by_its_order(said, parts)
    thread = _Thread(len(reading.acts), labels(reading, said, parts))
    labelled = len(thread.waiting)
    reading.closing = any({"close", "closable"} & set(p.kinds()) for p in parts)
    under = conditional(parts)
    for place, part in enumerate(parts[labelled:], labelled):
        named = subjects(reading, said, part)
        if labelled and place == labelled and not any(t.numbers for t in named):
            named = []
        if thread.waiting and all(only_where(reading, t, part, "why") for t in named):
            named = []
        if thread.last and all(behind_it(reading, t, part) for t in named):
            named = []
        if part.marks or part.has("forbid", "doubt", "hearsay", "wish"):
            _say(reading, said, (thread, named), parts[: place + 1], conditional=place in under)
        else:
            _name(reading, said, (thread, named), parts[place:])
    _conclude(reading, said, parts, thread)


def _say(
    reading: Reading,
    said: Sentence,
    about: tuple[_Thread, Sequence[Target]],
    parts: Sequence[Clause],
    *,
    conditional: bool,
) -> None:
    """Read a clause that orders something, or takes the force out of an order; it is the last of `parts`."""
    (thread, named), part = about, parts[-1]
    if not named and has_its_own(reading, part):
        return  # "forget March": that is none of the rows
    if thread.last and set(part.kinds()) == {"bad"} and _gives_reason(reading, said, part):
        return
    spoken_of = _with_waiting(reading, said, (thread.waiting, named), parts[:-1])
    spoken_of = _the_exception(reading, parts, spoken_of) or spoken_of
    thread.waiting = []
    if spoken_of and explains_itself(reading, spoken_of, thread.before):
        kinds = set(part.kinds())
        contrary = part.turns and bool(kinds & {"not", "again"})  # "sorted for me but Jean's phone still isn't"
        if not contrary and not kinds & {"drop", "strike", "snooze", "chase"}:
            return
        spoken_of = list(thread.last)
    targets = providers_turn(reading, said, part, spoken_of) or inherit(reading, said, part, thread.last)
    targets = by_their_code(reading, said, targets)
    for target in targets:
        judge(reading, said, part, target, conditional=conditional)
    if not conditional or part.has("condition") or not thread.last:
        thread.last = tuple(spoken_of or [t for t in targets if t.kind != "provider"]) or thread.last or tuple(targets)


def _gives_reason(reading: Reading, said: Sentence, part: Clause) -> bool:
    return reading.at.lexicon.patterns["because"].search(fold(said.text[: part.start])) is not None


def _the_exception(reading: Reading, parts: Sequence[Clause], spoken_of: Sequence[Target]) -> list[Target]:
    """ "All is well but for the printer, which still jams": said of all before, and of the printer behind."""
    excepted = reading.excepted
    if not excepted or parts[-1].start < excepted[-1].end:
        return []
    known = {n for t in excepted for n in (t.numbers or tuple(r.number for r in t.rows))}
    if not all(t.kind == "thing" and {r.number for r in t.rows} <= known for t in spoken_of):
        return []
    said_of_all = any(m.end <= excepted[0].start for p in parts for m in p.marks)
    return list(excepted) if said_of_all and not {"close", "closable"} & set(parts[-1].kinds()) else []


def _name(reading: Reading, said: Sentence, about: tuple[_Thread, Sequence[Target]], parts: Sequence[Clause]) -> None:
    """Read a clause that only names something: more of the same order, or what the next one is about."""
    (thread, named), part = about, parts[0]
    if thread.last and _so_is(said, part):
        _say_again(reading, thread.before, named or _after_be(reading, part))
    elif named and not thread.waiting and cured(reading, said, part, named):
        thread.last = tuple(named)
    elif thread.waiting and not named and cured(reading, said, part, thread.waiting):
        thread.last, thread.waiting = tuple(thread.waiting), []  # "TV: casting", of one that won't cast
    elif named and thread.last and only_names(reading, part) and not any(p.marks for p in parts[1:2]):
        payable = any(a.verb in {Verb.PAID, Verb.DISPUTE} for a in reading.acts[thread.before :])
        _say_again(reading, thread.before, [t for t in named if payable or t.kind != "bill"])
    elif not (thread.last and _gives_reason(reading, said, part)):
        thread.waiting += [t for n, t in enumerate(named) if not n or not only_where(reading, t, part)]


def _after_be(reading: Reading, part: Clause) -> list[Target]:
    verb = _BE.match(fold(part.text))
    name = name_after(part.text, verb.end(), reading.at) if verb else None
    return [name] if name is not None else []


def _so_is(said: Sentence, part: Clause) -> bool:
    """ "12 is fixed and so is the scanner"."""
    before, plain = fold(said.text[: part.start]).rstrip(), fold(part.text)
    same = re.search(r"(?<!\w)(?:so|neither|nor)$", before) or re.match(r"\s*(?:neither|nor)(?!\w)", plain)
    return same is not None and _BE.match(plain) is not None


def _conclude(reading: Reading, said: Sentence, parts: Sequence[Clause], thread: _Thread) -> None:
    """What nothing was said of, and what the next sentence may refer to."""
    if thread.waiting:
        left_over(reading, said, thread.waiting, thread.before)
    given = reading.acts[thread.before :]
    if given and all(a.soft and a.verb is Verb.NOTE and a.numbers for a in given):
        reading.held = tuple(a.target for a in given if a.target is not None)
        reading.held_text = said.text
        reading.refused = any(a.refuses for a in given)
    if not given and not thread.waiting:
        unsaid(reading, said, parts)


def _with_waiting(
    reading: Reading, said: Sentence, named: tuple[Sequence[Target], Sequence[Target]], before: Sequence[Clause]
) -> list[Target]:
    """What a clause is about: what it names, and what was named before it without anything being said of it."""
    waiting, here = named
    if not waiting:
        return list(here)
    if not here:
        return _last_named(reading, said, waiting, before)
    held = {n for t in waiting for n in (t.numbers or tuple(r.number for r in t.rows))}
    if all(t.kind == "thing" and {r.number for r in t.rows} <= held for t in here):
        return list(waiting)
    if only_names(reading, before[-1]):
        numbered = {n for t in (*waiting, *here) for n in t.numbers}
        both = [*waiting, *here]
        apart = [t for t in both if t.kind == "thing" and not {r.number for r in t.rows} & numbered]
        return [t for t in both if t.numbers or t in apart] if numbered else both
    _keep(reading, said, waiting, before[-1].text)
    return list(here)


def _last_named(reading: Reading, said: Sentence, waiting: Sequence[Target], before: Sequence[Clause]) -> list[Target]:
    """ "5 got quieter, 9 takes a while, 10 I deleted, can go": said of the last; of a mere list, said of all."""
    talked_of = [t for t in waiting if any(t in p.targets and not only_names(reading, p) for p in before)]
    earlier = [t for t in talked_of if t.numbers and t is not waiting[-1]]
    _keep(reading, said, earlier, said.text)
    return [t for t in waiting if t not in earlier]


def _keep(reading: Reading, said: Sentence, targets: Sequence[Target], words: str) -> None:
    for target in targets:
        for number in target.numbers if target.sure else ():
            reading.add(Verb.NOTE, reading.row(number), said, words.strip(), soft=True)


def _say_again(reading: Reading, before: int, named: Sequence[Target]) -> None:
    given = reading.acts[before:]
    if not given:
        return
    last = given[-1]
    for target in named:
        reading.acts.append(replace(last, target=target))
