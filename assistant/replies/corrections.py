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
    """Take back what this sentence takes back ("no wait, not 11", "I meant 13", "jk"), and leave the clauses that stay."""
    lexicon = reading.at.lexicon
    numbered = [t for p in parts for t in p.targets if t.kind == "numbers"]
    denied = [t for t in numbered if lexicon.patterns["just_not"].search(fold(said.text[: t.start]))]
    meant = lexicon.patterns["meant"].search(said.plain)
    if meant is not None:
        right = [t for t in numbered if t.start >= meant.end() and t not in denied][:1]
        denied = [t for t in numbered if t not in right] if right else denied
    marked = any(p.marks and any(t in p.targets for t in denied) for p in parts)
    corrects = any(p.has("correct") for p in parts)
    affirmed = [t for t in numbered if t not in denied]
    if denied and (affirmed or corrects or not marked) and not _said_of(parts, denied):
        wrong = {n for t in denied for n in t.numbers}
        verb = next((a.verb for a in reversed(reading.acts) if wrong & row_numbers(a)), None)
        _take_back(reading, wrong)
        reading.topic = tuple(denied)
        affirmed = [replace(t, numbers=tuple(n for n in t.numbers if n not in wrong)) for t in affirmed]
        new = [n for t in affirmed for n in t.numbers]
        parts = [_without(p, denied) for p in parts]
        forbidden = meant is not None and any(p.has("forbid") for p in parts)
        ordered = not forbidden and any(
            set(p.kinds()) - {"merge"} and any(t.start == a.start for a in affirmed for t in p.targets) for p in parts
        )
        if new and not ordered:
            reading.add(verb or Verb.RESOLVE, together(affirmed), said)
            return []
        return parts
    opens = any(not reading.content(fold(said.text[: m.start])) for p in parts for m in p.moods if m.name == "correct")
    if corrects and opens and not said.asks and affirmed and reading.acts and not any(p.marks for p in parts):
        last = reading.acts.pop()
        reading.add(last.verb, together(affirmed), said, last.text)
        return []
    if corrects and not numbered and reading.acts and _only_takes_back(reading, said, parts):
        opening = min(m.start for p in parts for m in p.moods if m.name == "correct")
        if len(said.text[:opening].split()) > 2:
            return []
        place = reading.acts[-1].sentence
        while reading.acts and reading.acts[-1].sentence == place:
            reading.topic = (reading.acts.pop().target or Target(0, 0, "it"),)
        end = max(m.end for p in parts for m in p.moods if m.name == "correct")
        return [_since(p, end) for p in parts if p.end > end and any(m.start >= end for m in p.marks)]
    return parts


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
    """ "They say, 12 is fixed" and "12 is fixed, they say": words that doubt and say nothing else belong to the clause beside."""
    out = list(parts)
    for place, part in enumerate(parts):
        doubts = tuple(m for m in part.moods if m.name in {"hearsay", "soft", "doubt"})
        if part.marks or part.named or not doubts or len(part.text.split()) > 5:
            continue
        beside = place + 1 if place + 1 < len(parts) and parts[place + 1].marks else place - 1
        if 0 <= beside < len(out) and out[beside].marks:
            out[beside] = replace(out[beside], moods=(*out[beside].moods, *doubts))
            out[place] = replace(part, moods=tuple(m for m in part.moods if m not in doubts))
    return out
