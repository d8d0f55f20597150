"""What a clause itself speaks of, without what only says where, why or more of it."""

from __future__ import annotations

import re

from assistant.replies.clauses import Clause
from assistant.replies.fold import fold
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.subjects import first_thing, number_wins, some_other, trails
from assistant.replies.targets import Target


def subjects(reading: Reading, said: Sentence, part: Clause) -> list[Target]:
    """What a clause names, without what only explains; below a quoted row, only another number counts."""
    quoted = [m for m in part.moods if m.name == "hearsay"]
    apart = [t for t in part.named if any(m.start <= t.start and t.end <= m.end for m in quoted)]
    apart += [t for t in part.named if t.kind == "thing" and (trails(reading, t, part) or some_other(reading, said, t))]
    named = number_wins(first_thing([t for t in part.named if t not in apart], part), part)
    named = [_known_by_number(reading, t) for t in named]
    elsewhere = any(t.numbers or t.kind == "bill" for t in named)
    return [] if said.row is not None and not elsewhere else named


def behind_it(reading: Reading, target: Target, part: Clause) -> bool:
    """ "Keep it open till the next call": the thing only says more of "it"."""
    single = reading.at.lexicon.patterns["single"]
    before = [fold(t.about or "") for t in part.targets if t.kind == "it" and t.end <= target.start]
    return target.kind == "thing" and any(single.fullmatch(word) for word in before)


def _known_by_number(reading: Reading, target: Target) -> Target:
    """ "42: the alarm again. The AC is fine": the row that was spoken of by its number a moment ago."""
    rows = {row.number for row in target.rows}
    same = [t for t in reading.topic if len(t.numbers) == 1 and set(t.numbers) == rows]
    return same[0] if target.kind == "thing" and same else target


def only_names(reading: Reading, part: Clause) -> bool:
    """Does a clause hold nothing but names, and the small words of a list?"""
    plain = list(fold(part.text))
    for target in part.targets:
        for index in range(target.start - part.start, min(target.end - part.start, len(plain))):
            plain[index] = " "
    patterns = reading.at.lexicon.patterns
    words = patterns["so_too"].sub(" ", patterns["same_for"].sub(" ", "".join(plain)))
    bare = patterns["listed"].sub(" ", patterns["row_lead"].sub(" ", words))
    return not re.search(r"\w", bare)
