"""Find where one clause ends and another begins, though nothing stands between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.replies.clause import Clause, part_of
from assistant.replies.fold import fold
from assistant.replies.lexicon import Lexicon
from assistant.replies.marks import FORWARD, LEADING, Mark, Mood, find_marks
from assistant.replies.targets import Desk, Target

_TWO_ROWS = 4  # names and words: two rows, and something said of each


def apart(text: str, clause: Clause, at: Desk) -> Iterator[Clause]:
    """Split what was said without a stop: "ten fixed sixteen fixed", "close 5 reopen 7", "yes to 5 no to 6"."""
    start, seams = clause.start, _seams(text, clause, at.lexicon)
    for cut in [*seams, clause.end]:
        piece = part_of(text, start, cut, (clause.targets, clause.marks, clause.moods))
        piece = replace(piece, turns=clause.turns and start == clause.start)
        known = piece.marks or piece.moods or not seams
        yield piece if known else replace(piece, marks=_marks_of(piece, at.lexicon))
        start = cut


def _seams(text: str, clause: Clause, lexicon: Lexicon) -> list[int]:
    """Where one clause ends and another begins, though nothing stands between them."""
    doubts = [m for m in clause.moods if m.name == "doubt"]
    items: list[Target | Mark | Mood] = sorted([*clause.named, *clause.marks, *doubts], key=lambda item: item.start)
    if seams := _by_turns(items):
        return seams
    seen_target = seen_mark = False
    forward = bool(items) and isinstance(items[0], Mark) and items[0].kind in FORWARD
    cuts: list[int] = []
    for place, item in enumerate(items):
        is_mark = not isinstance(item, Target)
        before = items[place - 1] if place else None
        ordered = isinstance(before, Mark) and before.kind in LEADING
        complete = seen_target and (seen_mark or _predicates(text, before, item, lexicon))
        anew = _begins_anew(item, items[place + 1 :], forward=forward)
        if complete and anew and (is_mark or not ordered):
            cuts.append(item.start)
            seen_target = seen_mark = False
            forward = isinstance(item, Mark) and item.kind in FORWARD
        seen_mark, seen_target = seen_mark or is_mark, seen_target or not is_mark
    return cuts


def _by_turns(items: Sequence[Target | Mark | Mood]) -> list[int]:
    """ "Yes to 5 no to 6": what is said stands before each row, and each time something else."""
    turns = [isinstance(item, Target) for item in items]
    if len(turns) < _TWO_ROWS or turns != [False, True] * (len(turns) // 2):
        return []
    return [item.start for item in items[2::2]]


def _predicates(text: str, before: Target | Mark | Mood | None, item: Target | Mark | Mood, lexicon: Lexicon) -> bool:
    """ "six is not nine is sorted": is something said of the row before, in words that order nothing by themselves?"""
    if not isinstance(before, Target) or not isinstance(item, Target) or {item.kind, before.kind} != {"numbers"}:
        return False
    between = fold(text[before.end : item.start]).strip()
    corrects = lexicon.patterns["just_not"].fullmatch(between) is not None  # "19 not 16"
    return not corrects and lexicon.patterns["predicates"].match(between) is not None


def _marks_of(piece: Clause, lexicon: Lexicon) -> tuple[Mark, ...]:
    """The words of an order that only show once the clause stands by itself: "six is not"."""
    solid = [replace(t, start=t.start - piece.start, end=t.end - piece.start) for t in piece.named]
    found = find_marks(fold(piece.text).rstrip(), lexicon, solid)
    return tuple(replace(m, start=m.start + piece.start, end=m.end + piece.start) for m in found)


def _begins_anew(item: Target | Mark | Mood, rest: Sequence[Target | Mark | Mood], *, forward: bool) -> bool:
    if isinstance(item, Mood):
        return False
    if isinstance(item, Mark):
        return forward and item.kind in FORWARD and any(isinstance(other, Target) for other in rest)
    if item.kind == "numbers" and item.sure and not rest:
        return True
    if item.kind == "thing" and not (rest and isinstance(rest[0], Mark)):
        return False
    return any(not isinstance(other, Target) for other in rest)
