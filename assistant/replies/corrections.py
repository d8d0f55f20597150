"""Take back what the owner takes back within a reply: "no wait, not 11", "I meant 13", "jk"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.replies.acts import row_numbers
from assistant.replies.clauses import Clause
from assistant.replies.fold import fold
from assistant.replies.matters import together
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.targets import Target
from assistant.vocabulary import Verb


def corrected(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> Sequence[Clause]:
    """Take back what this sentence takes back, and leave the clauses that stay."""
    numbered = [t for p in parts for t in p.targets if t.kind == "numbers"]
    denied = _denied(reading, said, numbered)
    affirmed = [t for t in numbered if t not in denied]
    corrects = any(p.has("correct") for p in parts)
    marked = any(p.marks and any(t in p.targets for t in denied) for p in parts)
    if denied and (affirmed or corrects or not marked) and not _said_of(parts, denied):
        return _swapped(reading, said, parts, (denied, affirmed))
    if corrects and affirmed and _renumbers(reading, said, parts):
        last = reading.acts.pop()
        reading.add(last.verb, together(affirmed), said, last.text)
        return []
    if corrects and not numbered and reading.acts and _only_takes_back(reading, said, parts):
        return _taken_back(reading, said, parts)
    return parts


def _denied(reading: Reading, said: Sentence, numbered: Sequence[Target]) -> list[Target]:
    """The numbers that are not meant: behind a bare "not", or all but the one behind "I meant"."""
    patterns = reading.at.lexicon.patterns
    denied = [t for t in numbered if patterns["just_not"].search(fold(said.text[: t.start]))]
    meant = patterns["meant"].search(said.plain)
    right = [t for t in numbered if meant is not None and t.start >= meant.end() and t not in denied][:1]
    if meant is not None and not right and not said.plain[meant.end() :].strip(" .!"):
        right = [t for t in numbered if t.end <= meant.start()][-1:]
    kept = {n for t in right for n in t.numbers}
    return [t for t in numbered if not set(t.numbers) <= kept] if right else denied


def _swapped(
    reading: Reading, said: Sentence, parts: Sequence[Clause], numbers: tuple[Sequence[Target], Sequence[Target]]
) -> Sequence[Clause]:
    """ "13, not 12": what was ordered of 12 is ordered of 13; "resolve" where that was in an earlier mail."""
    denied, affirmed = numbers
    wrong = {n for t in denied for n in t.numbers} - {n for t in affirmed if t not in denied for n in t.numbers}
    verb = next((a.verb for a in reversed(reading.acts) if wrong & row_numbers(a)), Verb.RESOLVE)
    _take_back(reading, wrong)
    reading.topic = tuple(denied)
    right = [replace(t, numbers=tuple(n for n in t.numbers if n not in wrong)) for t in affirmed]
    stays = [_without(p, denied) for p in parts]
    refused = reading.at.lexicon.patterns["meant"].search(said.plain) and any(p.has("forbid") for p in parts)
    places = {t.start for t in right}
    ordered = any(set(p.kinds()) - {"merge"} and places & {t.start for t in p.targets} for p in stays)
    if any(t.numbers for t in right) and (refused or not ordered):
        reading.add(verb, together(right), said)
        return []
    return stays


def _renumbers(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> bool:
    """ "Sorry, 13": nothing but another number for what was said last."""
    starts = [m.start for p in parts for m in p.moods if m.name == "correct"]
    opens = any(not reading.content(fold(said.text[:start])) for start in starts)
    silent = not any(p.marks or p.has("forbid", "doubt", "hearsay") for p in parts)
    return opens and not said.asks and bool(reading.acts) and silent


def _taken_back(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> Sequence[Clause]:
    """Drop the acts of the sentence before, and go on behind the words that took them back."""
    places = [(m.start, m.end) for p in parts for m in p.moods if m.name == "correct"]
    if len(said.text[: min(places)[0]].split()) > 2:  # it takes back its own beginning
        return []
    sentence = reading.acts[-1].sentence
    while reading.acts and reading.acts[-1].sentence == sentence:
        reading.topic = (reading.acts.pop().target or Target(0, 0, "it"),)
    end = max(end for _, end in places)
    return [_since(p, end) for p in parts if p.end > end and any(m.start >= end for m in p.marks)]


def _since(part: Clause, place: int) -> Clause:
    """What a clause says after words that took something back."""
    return replace(part, marks=tuple(m for m in part.marks if m.start >= place and m.kind not in {"drop", "strike"}))


def _said_of(parts: Sequence[Clause], denied: Sequence[Target]) -> bool:
    """ "9 is fixed but not 11 which is broken": more is said of it than that it isn't meant."""
    return any(
        t in p.targets and {"bad", "again", "drop", "snooze", "chase"} & set(p.kinds()) for t in denied for p in parts
    )


def _without(part: Clause, targets: Sequence[Target]) -> Clause:
    wrong = {n for t in targets for n in t.numbers}
    left = [replace(t, numbers=tuple(n for n in t.numbers if n not in wrong)) for t in part.targets if t not in targets]
    return replace(
        part,
        targets=tuple(t for t in left if t.numbers or t.kind != "numbers"),
        marks=tuple(
            m for m in part.marks if not (m.kind in {"not", "merge"} and any(t in part.targets for t in targets))
        ),
    )


def _take_back(reading: Reading, numbers: set[int]) -> None:
    kept = []
    for act in reading.acts:
        if act.target is None or not set(act.numbers) & numbers:
            kept.append(act)
            continue
        if act.verb is Verb.REOPEN and any(a.verb is Verb.RESOLVE and set(a.numbers) & numbers for a in reading.acts):
            kept.append(replace(act, soft=False))  # "12 ok. Wait, 12 just froze. Not 12."
            continue
        left = tuple(n for n in act.numbers if n not in numbers)
        if left:
            kept.append(replace(act, target=replace(act.target, numbers=left)))
    reading.acts = kept


def _only_takes_back(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> bool:
    if reading.at.lexicon.patterns["take_back"].search(said.plain):
        return True
    kinds = {k for p in parts for k in p.kinds()}
    named = any(p.named for p in parts)
    return not named and (not kinds or any(p.has("forbid") for p in parts))


def with_moods_beside(parts: Sequence[Clause]) -> list[Clause]:
    """ "They say, 12 is fixed", "12 is fixed, they say": words that only doubt belong to the clause beside."""
    out = list(parts)
    for place, part in enumerate(parts):
        doubts = tuple(m for m in part.moods if m.name in {"hearsay", "soft", "doubt"})
        if part.marks or not doubts or len(part.text.split()) > 7 or any(t.kind != "all" for t in part.named):
            continue
        after = place + 1 < len(parts) and bool(parts[place + 1].marks)
        if not after and len(part.text.split()) > 3:
            continue
        beside = place + 1 if after else place - 1
        if 0 <= beside < len(out) and out[beside].marks:
            out[beside] = replace(out[beside], moods=(*out[beside].moods, *doubts))
            out[place] = replace(part, moods=tuple(m for m in part.moods if m not in doubts))
    return out
