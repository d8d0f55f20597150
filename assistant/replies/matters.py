"""What a sentence is about, and what leads up to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.replies.acts import Act, row_numbers
from assistant.replies.clauses import Clause, Mark
from assistant.replies.fold import fold
from assistant.replies.matching import shared_words
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.targets import Target, find_targets
from assistant.vocabulary import Verb


def wanted(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> list[Target]:
    """What a sentence is about: its numbers, else the row it stands under, else what it names."""
    named = [t for part in parts for t in part.named]
    numbered = [t for t in named if t.kind in {"numbers", "all", "rest"} and t.numbers]
    if numbered:
        seen = {n for t in numbered for n in t.numbers}
        beside = [t for t in named if t.kind == "thing" and not {r.number for r in t.rows} & seen]
        listed = [t for t in beside if _beside(reading, said, t, numbered)]
        return sorted([*numbered, *listed], key=lambda t: t.start)
    if said.row is not None:
        return [reading.row(said.row)]
    return [t for t in named if t.kind in {"bill", "thing", "group"}]


def _beside(reading: Reading, said: Sentence, thing: Target, numbered: Sequence[Target]) -> bool:
    """Named in one list with a number: "on the text reminders and on 15"."""
    for target in numbered:
        first, second = sorted((thing, target), key=lambda t: t.start)
        between = fold(said.text[first.end : second.start])
        if reading.at.lexicon.patterns["and"].search(between) and not reading.content(between):
            return True
    return False


def absorb(reading: Reading, target: Target | None) -> None:
    """A question or statement that leads up to a request is part of it."""
    rows = frozenset(target.numbers) if target is not None else frozenset()
    meant = rows | frozenset(r.number for r in target.rows) if target is not None else rows
    while reading.acts and reading.acts[-1].sentence >= reading.place - 1 and _leads_up(reading.acts[-1], rows):
        if _forbids_one(reading):
            break  # it stands by itself
        if meant and row_numbers(reading.acts[-1]) and not meant & row_numbers(reading.acts[-1]):
            break  # of something else
        reading.acts.pop()


def _forbids_one(reading: Reading) -> bool:
    """ "Don't close it", unlike "don't merge them, ask whether they are one"."""
    last = reading.acts[-1]
    return last.refuses and sum(a.refuses and a.sentence == last.sentence for a in reading.acts) == 1


def _leads_up(act: Act, rows: frozenset[int]) -> bool:
    return act.asked or (act.soft and act.verb is Verb.NOTE and (not act.numbers or row_numbers(act) <= rows))


def speaks_of_else(reading: Reading, between: str, target: Target) -> bool:
    """Do the words between an order and a row name something that is none of the row's ("cancel the visit for 12")?"""
    patterns, own = reading.at.lexicon.patterns, target.rows[:1]
    bare = patterns["listed"].sub(" ", patterns["row_lead"].sub(" ", fold(between)))
    foreign = [w for w in bare.split() if own and reading.content(w)]
    return any(not shared_words(word, own[0]) for word in foreign)


def states_before(parts: Sequence[Clause], place: int) -> bool:
    """Is it said of a row, before that place, that it doesn't work? What is asked behind it is asked in anger."""
    return any({"not", "again"} & set(p.kinds()) and p.named and p.end <= place for p in parts)


def settled(parts: Sequence[Clause]) -> bool:
    """Do these clauses order something themselves?"""
    return any(p.marks for p in parts) and any(p.named for p in parts)


def without_names(tail: str, parts: Sequence[Clause]) -> str:
    plain = fold(tail)
    for target in (t for p in parts for t in p.targets if t.kind in {"provider", "it"}):
        plain = plain.replace(fold(target.about or ""), " ")
    return plain


def blocked(said: Sentence, parts: Sequence[Clause], mark: Mark) -> bool:
    """Forbidden, wished for, or doubted: no order then."""
    for mood in (m for part in parts for m in part.moods):
        inside = mood.start <= mark.start < mood.end
        close = 0 <= mark.start - mood.end <= 12 and len(said.text[mood.end : mark.start].split()) <= 1
        if mood.name == "forbid" and inside:
            return True
        if mood.name in {"doubt", "wish"} and (inside or (mood.name == "wish" and close)):
            return True
    return False


def together(targets: Sequence[Target]) -> Target | None:
    """Several numbered targets as one."""
    if not targets:
        return None
    numbers = tuple(dict.fromkeys(n for t in targets for n in t.numbers))
    rows = tuple(dict.fromkeys(r for t in targets for r in t.rows))
    return replace(targets[0], numbers=numbers, rows=rows) if numbers else targets[0]


def requests(reading: Reading, said: Sentence) -> bool:
    found = reading.at.lexicon.patterns["request"].search(said.plain)
    return found is not None and not reading.content(said.plain[: found.start()])


def speak_of(reading: Reading, said: Sentence) -> None:
    """What a sentence names stays the topic, though it orders nothing."""
    named = find_targets(said.text, reading.at)
    firm = [t for t in named if t.kind in {"numbers", "bill"} and t.sure]
    if firm:
        reading.topic = tuple(firm)
    elif named and not said.asks and not _says_more(reading, said, named):
        reading.topic = tuple(t for t in named if t.kind == "thing") or reading.topic  # "And the hold music!"


def _says_more(reading: Reading, said: Sentence, named: Sequence[Target]) -> bool:
    plain = list(said.plain)
    for target in named:
        plain[target.start : target.end] = " " * (target.end - target.start)
    return reading.content("".join(plain))
