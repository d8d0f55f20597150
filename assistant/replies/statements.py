"""Read plain statements, clause by clause: what is said of which row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.replies.clauses import Clause
from assistant.replies.commands.new import newly_wrong
from assistant.replies.fold import fold
from assistant.replies.judgement import conditional, judge
from assistant.replies.names import label, name_after
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.subjects import (
    cured,
    explains_itself,
    first_thing,
    has_its_own,
    inherit,
    number_wins,
    only_where,
    providers_turn,
    some_other,
    trails,
)
from assistant.replies.targets import Target
from assistant.vocabulary import Verb

_LABEL_ENDS = re.compile(r"[:=|]|\s-+\s|\s[–—]+\s")
_BE = re.compile(r"\s*(?:(?:neither|nor)\s)?(?:is|are|was|were|has|have|does|did|can)(?!\w)")
_LABELLED = frozenset({"good", "fine", "not", "again", "bad", "close", "closable", "drop", "strike", "chase"})


@dataclass(slots=True)
class _Thread:
    """What a sentence has come to: what was last spoken of, and what was named without anything said of it yet."""

    before: int  # how many acts there were before the sentence
    waiting: list[Target]
    last: tuple[Target, ...] = ()


def read_statement(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> None:
    """Read the clauses of a sentence in turn: each speaks of what it names, else of what was named before it."""
    parts = _headed_by_its_order(said, parts)
    thread = _Thread(len(reading.acts), _labels(reading, said, parts))
    labels = len(thread.waiting)
    reading.closing = any({"close", "closable"} & set(p.kinds()) for p in parts)
    under = conditional(parts)
    for place, part in enumerate(parts[labels:], labels):
        named = _subjects(reading, said, part)
        if labels and place == labels and not any(t.numbers for t in named):
            named = []
        if thread.waiting and all(only_where(reading, t, part, "why") for t in named):
            named = []
        if thread.last and all(_behind_it(reading, t, part) for t in named):
            named = []
        if part.marks or part.has("forbid", "doubt", "hearsay", "wish"):
            _say(reading, said, (thread, named), parts[: place + 1], conditional=place in under)
        else:
            _name(reading, said, (thread, named), parts[place:])
    _conclude(reading, said, parts, thread)


def _headed_by_its_order(said: Sentence, parts: Sequence[Clause]) -> Sequence[Clause]:
    """ "Paid: INV-1 and INV-2", "Done: 3 and 5": the order stands first, and the names below it."""
    head = parts[0] if parts else None
    if head is None or len(parts) < 2 or head.named or len(head.marks) != 1:  # noqa: PLR2004  a head and a name
        return parts
    colon = said.text[head.marks[0].end : parts[1].start].lstrip().startswith(":")
    named = [p for p in parts[1:] if p.named and not p.marks and not p.moods]
    if not colon or head.marks[0].kind not in _LABELLED | {"paid", "dispute"} or len(named) != len(parts) - 1:
        return parts
    targets = tuple(t for p in named for t in p.named)
    return [replace(head, targets=targets, end=parts[-1].end, text=said.text[head.start : parts[-1].end])]


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
        if not {"drop", "strike", "snooze", "chase"} & set(part.kinds()):
            return
        spoken_of = list(thread.last)
    targets = providers_turn(reading, said, part, spoken_of) or inherit(reading, said, part, thread.last)
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
    elif named and thread.last and _only_names(reading, part) and not any(p.marks for p in parts[1:2]):
        payable = any(a.verb in {Verb.PAID, Verb.DISPUTE} for a in reading.acts[thread.before :])
        _say_again(reading, thread.before, [t for t in named if payable or t.kind != "bill"])
    elif not (thread.last and _gives_reason(reading, said, part)):
        thread.waiting += named


def _after_be(reading: Reading, part: Clause) -> list[Target]:
    verb = _BE.match(fold(part.text))
    name = name_after(part.text, verb.end(), reading.at) if verb else None
    return [name] if name is not None else []


def _labels(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> list[Target]:
    """ "Cold room 2 - resolved", "Laptop and disk space: both done": names at the head, then what is said of them."""
    marked = next((n for n, p in enumerate(parts) if p.marks), 0)
    head = parts[:marked]
    if not head or said.row is not None or any(t.numbers or t.kind in {"rest", "all"} for p in head for t in p.targets):
        return []
    mark = parts[marked].marks[0]
    between = said.text[head[-1].end - 1 : parts[marked].start + 1]
    direct = not reading.content(fold(said.text[parts[marked].start : mark.start]))
    if not direct or not _LABEL_ENDS.search(between) or mark.kind not in _LABELLED:
        return []
    text = said.text[head[0].start : head[-1].end]
    whole = label(Clause(text, head[0].start, head[-1].end, (), (), ()), reading.at)
    named = [n for p in head if (n := label(p, reading.at))]
    if len(named) != len(head):
        return []
    return [whole] if whole is not None and "&" in text else named


def _so_is(said: Sentence, part: Clause) -> bool:
    """ "12 is fixed and so is the scanner"."""
    before, plain = fold(said.text[: part.start]).rstrip(), fold(part.text)
    same = re.search(r"(?<!\w)(?:so|neither|nor)$", before) or re.match(r"\s*(?:neither|nor)(?!\w)", plain)
    return same is not None and _BE.match(plain) is not None


def _behind_it(reading: Reading, target: Target, part: Clause) -> bool:
    """ "Keep it open till the next call": the thing only says more of "it"."""
    single = reading.at.lexicon.patterns["single"]
    before = [fold(t.about or "") for t in part.targets if t.kind == "it" and t.end <= target.start]
    return target.kind == "thing" and any(single.fullmatch(word) for word in before)


def _subjects(reading: Reading, said: Sentence, part: Clause) -> list[Target]:
    """What a clause names, without what only explains; below a quoted row, only another number counts."""
    quoted = [m for m in part.moods if m.name == "hearsay"]
    apart = [t for t in part.named if any(m.start <= t.start and t.end <= m.end for m in quoted)]
    apart += [t for t in part.named if t.kind == "thing" and (trails(reading, t, part) or some_other(reading, said, t))]
    named = number_wins(first_thing([t for t in part.named if t not in apart], part), part)
    named = [_known_by_number(reading, t) for t in named]
    elsewhere = any(t.numbers or t.kind == "bill" for t in named)
    return [] if said.row is not None and not elsewhere else named


def _known_by_number(reading: Reading, target: Target) -> Target:
    """ "42: the alarm again. The AC is fine": the row that was spoken of by its number a moment ago."""
    rows = {row.number for row in target.rows}
    same = [t for t in reading.topic if len(t.numbers) == 1 and set(t.numbers) == rows]
    return same[0] if target.kind == "thing" and same else target


def _conclude(reading: Reading, said: Sentence, parts: Sequence[Clause], thread: _Thread) -> None:
    """What nothing was said of, and what the next sentence may refer to."""
    if thread.waiting:
        _left_over(reading, said, thread.waiting, thread.before)
    given = reading.acts[thread.before :]
    if given and all(a.soft and a.verb is Verb.NOTE and a.numbers for a in given):
        reading.held = tuple(a.target for a in given if a.target is not None)
        reading.held_text = said.text
        reading.refused = any(a.refuses for a in given)
    if not given and not thread.waiting:
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
        numbered = {n for t in (*waiting, *here) for n in t.numbers}
        both = [*waiting, *here]
        apart = [t for t in both if t.kind == "thing" and not {r.number for r in t.rows} & numbered]
        return [t for t in both if t.numbers or t in apart] if numbered else both
    for target in waiting:
        for number in target.numbers if target.sure else ():
            reading.add(Verb.NOTE, reading.row(number), said, before[-1].text.strip(), soft=True)
    return list(here)


def _only_names(reading: Reading, part: Clause) -> bool:
    """Does a clause hold nothing but names, and the small words of a list?"""
    plain = list(fold(part.text))
    for target in part.targets:
        for index in range(target.start - part.start, min(target.end - part.start, len(plain))):
            plain[index] = " "
    patterns = reading.at.lexicon.patterns
    bare = patterns["listed"].sub(" ", patterns["row_lead"].sub(" ", "".join(plain)))
    return not re.search(r"\w", bare)


def _say_again(reading: Reading, before: int, named: Sequence[Target]) -> None:
    given = reading.acts[before:]
    if not given:
        return
    last = given[-1]
    for target in named:
        reading.acts.append(replace(last, target=target))


def _left_over(reading: Reading, said: Sentence, waiting: Sequence[Target], before: int) -> None:
    """Rows named in a statement that orders nothing: a note, unless it explains or leads up to something."""
    given = reading.acts[before:]
    if not given and _date_only(reading, said, waiting):
        return
    numbered = [t for t in waiting if t.kind == "numbers" and t.sure and reading.numbered_freely(said, t)]
    for target in numbered:
        for number in target.numbers:
            reading.add(Verb.NOTE, reading.row(number), said, said.text, soft=True)
    if not given:
        reading.held, reading.held_text = tuple(numbered or waiting), said.text
        reading.topic = tuple(numbered or waiting)


def _date_only(reading: Reading, said: Sentence, waiting: Sequence[Target]) -> bool:
    """ "210 until wed": nothing but a row and a day."""
    until = reading.at.lexicon.patterns["until"].search(said.plain) or _dated_alone(reading, said, waiting)
    if not until or not reading.dated(said.text):
        return False
    for target in waiting:
        reading.add(Verb.SNOOZE, target, said, said.text)
    return True


def _dated_alone(reading: Reading, said: Sentence, waiting: Sequence[Target]) -> bool:
    """ "66 in January": a row, and words for a day."""
    behind = said.plain[waiting[-1].end :].split()
    return len(waiting) == 1 and 2 <= len(behind) <= 3 and reading.at.lexicon.patterns["when"].match(behind[0]) is not None


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
