"""Cut a sentence into clauses: what each names, what its words order, and in which mood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.replies.bearings import inside_a_mark, leads, said_of_rows
from assistant.replies.clause import Clause, Found, part_of
from assistant.replies.fold import fold
from assistant.replies.lexicon import Lexicon
from assistant.replies.marks import FORWARD, ORDERED_FIRST, Mark, Mood, find_marks, find_moods
from assistant.replies.seams import apart
from assistant.replies.targets import Desk, Target, find_targets

__all__ = ["FORWARD", "Clause", "Mark", "Mood", "clauses"]

_STOP = re.compile(r"[,;:]+(?=\s|$)|(?<=\s)-+(?=\s)|\s*(?:[|=→>]|->)\s*|\.{2,}|[()]|(?<!\d)[.!?]+(?=\s)")


def clauses(text: str, at: Desk, targets: Sequence[Target] | None = None) -> list[Clause]:
    """The clauses of one sentence, in order."""
    plain = fold(text)
    named = list(find_targets(text, at) if targets is None else targets)
    solid = [t for t in named if t.kind not in {"it", "thing"}]
    moods = list(find_moods(plain, at.lexicon))
    marks = find_marks(plain, at.lexicon, solid)
    named = [t for t in named if t in solid or not inside_a_mark(t, marks, plain)]
    marks = said_of_rows(plain, (named, marks, moods), at.lexicon)
    cuts = _cuts(plain, at.lexicon, [*named, *marks, *moods])
    if at.lexicon.grammar.get("imperative_first"):
        marks = [m for m in marks if m.kind not in ORDERED_FIRST or _leads(m, plain, cuts, named, at.lexicon)]
    return [part for piece in _pieces(text, plain, cuts, (named, marks, moods), at) for part in apart(text, piece, at)]


def _leads(mark: Mark, plain: str, cuts: Sequence[tuple[int, int]], named: Sequence[Target], lexicon: Lexicon) -> bool:
    start = next((begin for begin, end in cuts if begin <= mark.start < end), 0)
    before = list(plain[start : mark.start])
    for target in (t for t in named if t.kind != "it"):
        for place in range(max(target.start - start, 0), min(target.end - start, len(before))):
            before[place] = " "
    last = plain[mark.start : mark.end].rpartition(" ")[2]
    return leads("".join(before), f" {last if last in {'it', 'that'} else ''}{plain[mark.end :]}", lexicon)


def _pieces(text: str, plain: str, cuts: Sequence[tuple[int, int]], found: Found, at: Desk) -> Iterator[Clause]:
    for start, end in cuts:
        turns = at.lexicon.patterns["contrast"].search(plain[:start]) is not None
        yield replace(part_of(text, start, end, found), turns=turns)


def _cuts(plain: str, lexicon: Lexicon, whole: Iterable[Target | Mark | Mood]) -> list[tuple[int, int]]:
    """The stretches between stops and joining words, none of which cuts a name, an order or a mood in two."""
    kept = [(item.start, item.end) for item in whole]
    stops = [f.span() for f in _STOP.finditer(plain)]
    stops += [f.span() for f in lexicon.patterns["between"].finditer(plain)]
    stops += [f.span() for f in lexicon.patterns["and"].finditer(plain)]
    places, last = [], 0
    for start, end in sorted(stops):
        if start < last or any(a < end and start < b for a, b in kept):
            continue
        places.append((last, start))
        last = end
    places.append((last, len(plain)))
    return [(start, end) for start, end in places if plain[start:end].strip(" !?.,;:-")]
