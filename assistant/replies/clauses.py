"""Cut a sentence into clauses: what each names, what its words order, and in which mood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.replies.fold import fold
from assistant.replies.lexicon import Lexicon
from assistant.replies.targets import Desk, Target, find_targets
from assistant.vocabulary import Verb

# orders that stand before what they are about ("close 5"); the others stand behind it ("5 is fixed")
FORWARD = frozenset(
    {"close", "strike", "drop", "snooze", "chase", "merge", "rename", "ask", "status", "show", "reopen"}
)
# orders whose words may stand around what they are about ("take the printer off the list")
HOLDING = FORWARD | {"high", "low", "normal", "critical", "note", "paid"}
LEADING = FORWARD | {"closable"}  # "you can close 25"
NAMED_TOO = frozenset({"snooze", "close", "strike", "merge", "rename", "chase", "fine"})  # "the hold music", "a chase"
ORDERED_FIRST = frozenset({"close", "strike"})
_STOP = re.compile(r"[,;:]+(?=\s|$)|(?<=\s)-+(?=\s)|\s*(?:[|=→>]|->)\s*|\.{2,}|[()]|(?<!\d)[.!?]+(?=\s)")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that order something, at their place."""

    start: int
    end: int
    verb: Verb
    kind: str

@dataclass(frozen=True, slots=True)
class Mood:
    """Words that take the force out of an order, or turn it around, at their place."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Clause:
    text: str
    start: int
    end: int
    targets: tuple[Target, ...]
    marks: tuple[Mark, ...]
    moods: tuple[Mood, ...]
    turns: bool = False  # it stands behind "but"

    def has(self, *moods: str) -> bool:
        return any(mood.name in moods for mood in self.moods)

    def kinds(self) -> tuple[str, ...]:
        return tuple(mark.kind for mark in self.marks)

    @property
    def named(self) -> tuple[Target, ...]:
        """What it names itself, pronouns aside."""
        return tuple(t for t in self.targets if t.kind not in {"it", "provider"})


def clauses(text: str, at: Desk, targets: Sequence[Target] | None = None) -> list[Clause]:
    """The clauses of one sentence, in order."""
    plain = fold(text)
    named = list(find_targets(text, at) if targets is None else targets)
    solid = [t for t in named if t.kind not in {"it", "thing"}]
    moods = list(_moods(plain, at.lexicon))
    marks = _marks(plain, at.lexicon, solid)
    turns = [m for m in moods if m.name == "correct"]
    marks = [m for m in marks if not any(turn.start <= m.start and m.end <= turn.end for turn in turns)]
    named = [t for t in named if t in solid or not _inside_a_mark(t, marks, plain)]
    marks = [m for m in marks if m.kind not in NAMED_TOO or not _in_a_name(m, named)]
    marks = [m for m in marks if m.kind not in NAMED_TOO or not _is_noun(m, plain, at.lexicon)]
    marks = [m for m in marks if m.kind != "fine" or _predicative(m, plain, [*named, *marks, *moods], at.lexicon)]
    cuts = _cuts(plain, at.lexicon, [*named, *marks, *moods])
    if at.lexicon.grammar.get("imperative_first"):
        marks = [m for m in marks if m.kind not in ORDERED_FIRST or _leads(m, plain, cuts, named, at.lexicon)]
    contrast = at.lexicon.patterns["contrast"]
    pieces = [
        replace(_clause(text, start, end, (named, marks, moods)), turns=contrast.search(plain[:start]) is not None)
        for start, end in cuts
    ]
    return [part for piece in pieces for part in _apart(text, piece, at)]


def _in_a_name(mark: Mark, named: Sequence[Target]) -> bool:
    """ "The camera delay", "double selling": words of a row's title, where more of the title stands beside them."""
    longer = [t for t in named if t.kind == "thing" and t.end - t.start > mark.end - mark.start]
    return any(t.start <= mark.start and mark.end <= t.end for t in longer)


def _is_noun(mark: Mark, plain: str, lexicon: Lexicon) -> bool:
    return lexicon.patterns["determiner"].search(plain[: mark.start]) is not None


def _predicative(mark: Mark, plain: str, around: Sequence[Target | Mark | Mood], lexicon: Lexicon) -> bool:
    """ "12 is back", "12 back": said of a thing. "The back of the router", "rang me back" say nothing of how it is."""
    if lexicon.patterns["weak"].match(plain, mark.start, mark.end) is None:
        return True
    before, after = plain[: mark.start].rstrip(), plain[mark.end :]
    beside = any(before[other.end :] in {"", "s", "'s"} and other.end <= len(before) or other.start == len(plain) - len(after.lstrip()) for other in around)
    led = not before[-1:].isalpha() or beside or lexicon.patterns["weak_before"].search(before) is not None
    said_of = lexicon.patterns["copula"].search(before) is not None
    return said_of or led and (beside or lexicon.patterns["weak_after"].match(after) is not None)


def _leads(mark: Mark, plain: str, cuts: Sequence[tuple[int, int]], named: Sequence[Target], lexicon: Lexicon) -> bool:
    """Does it give an order ("close 5", "58: remove")? "They close at five" doesn't: somebody else does it there."""
    start = next((begin for begin, end in cuts if begin <= mark.start < end), 0)
    before = list(plain[start : mark.start])
    for target in (t for t in named if t.kind != "it"):
        for place in range(max(target.start - start, 0), min(target.end - start, len(before))):
            before[place] = " "
    words = re.findall(r"[^\W\d_]+", "".join(before))
    if lexicon.patterns["does_itself"].search("".join(before)):
        return False
    if re.match(r"\s+(?:it|that|this|them)(?!\w)", plain[mark.end :]) or plain[mark.start : mark.end].endswith(
        (" it", " that")
    ):
        return True
    return all(
        w in lexicon.filler or w in lexicon.vague or lexicon.naming.fullmatch(w) or _greets(w, lexicon) for w in words
    )


def _greets(word: str, lexicon: Lexicon) -> bool:
    return bool(lexicon.patterns["hello"].fullmatch(word) or lexicon.patterns["team"].fullmatch(word))


def _inside_a_mark(target: Target, marks: Sequence[Mark], plain: str) -> bool:
    """A name that is no more than a word of an order; not "the bay PC" of "got the bay PC going again"."""
    if plain[: target.start].endswith(("the ", "my ", "our ")) and not plain[: target.start].endswith("of the "):
        spans = [m for m in marks if m.start < target.start and target.end < m.end and m.kind == "good"]
        if spans:
            return False
    if any(m.start == target.start and target.end < m.end and m.kind == "good" for m in marks):
        return False  # "smudges gone"
    around = [m.kind for m in marks if m.start <= target.start and target.end <= m.end]
    if any((m.start, m.end) == (target.start, target.end) for m in marks):
        return target.kind == "thing"
    return target.kind == "thing" and bool(around) and not set(around) & HOLDING


def _moods(plain: str, lexicon: Lexicon) -> Iterator[Mood]:
    for name, pattern in lexicon.moods.items():
        yield from (Mood(found.start(), found.end(), name) for found in pattern.finditer(plain))


def _marks(plain: str, lexicon: Lexicon, solid: Sequence[Target]) -> list[Mark]:
    """Orders' words without overlap, the longest first; none that is part of a number or a bill's name."""
    found = [
        Mark(hit.start(), hit.end(), rule.verb, rule.kind)
        for rule in lexicon.rules
        for hit in rule.pattern.finditer(plain)
        if hit.group().strip()
    ]
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        blocked = any(t.start <= mark.start and mark.end <= t.end for t in solid if t.kind != "it")
        if not blocked and all(mark.end <= k.start or k.end <= mark.start for k in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)


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
    return [(start, end) for start, end in places if plain[start:end].strip()]


def _clause(text: str, start: int, end: int, found: tuple[Sequence[Target], Sequence[Mark], Sequence[Mood]]) -> Clause:
    named, marks, moods = found
    return Clause(
        text[start:end],
        start,
        end,
        tuple(t for t in named if start <= t.start < end),
        tuple(m for m in marks if start <= m.start < end),
        tuple(m for m in moods if start <= m.start < end),
    )


def _apart(text: str, clause: Clause, at: Desk) -> Iterator[Clause]:
    """Split what was said without a stop: "ten fixed sixteen fixed", "close 5 reopen 7", "yes to 5 no to 6"."""
    start, seams = clause.start, _seams(text, clause, at.lexicon)
    for cut in [*seams, clause.end]:
        piece = _clause(text, start, cut, (clause.targets, clause.marks, clause.moods))
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
        said = seen_mark or _predicates(text, before, item, lexicon)
        if seen_target and said and _begins_anew(item, items[place + 1 :], forward=forward) and (is_mark or not ordered):
            cuts.append(item.start)
            seen_target = seen_mark = False
            forward = isinstance(item, Mark) and item.kind in FORWARD
        seen_mark, seen_target = seen_mark or is_mark, seen_target or not is_mark
    return cuts


def _by_turns(items: Sequence[Target | Mark | Mood]) -> list[int]:
    """ "Yes to 5 no to 6": what is said stands before each row, and each time something else."""
    turns = [isinstance(item, Target) for item in items]
    if len(turns) < 4 or turns != [False, True] * (len(turns) // 2):  # noqa: PLR2004  two rows, two words
        return []
    return [item.start for item in items[2::2]]


def _predicates(text: str, before: Target | Mark | Mood | None, item: Target | Mark | Mood, lexicon: Lexicon) -> bool:
    """ "six is not nine is sorted": is something said of the row before, in words that order nothing by themselves?"""
    if not isinstance(before, Target) or not isinstance(item, Target) or item.kind != "numbers" or before.kind != "numbers":
        return False
    between = fold(text[before.end : item.start]).strip()
    corrects = lexicon.patterns["just_not"].fullmatch(between) is not None  # "19 not 16"
    return not corrects and lexicon.patterns["predicates"].match(between) is not None


def _marks_of(piece: Clause, lexicon: Lexicon) -> tuple[Mark, ...]:
    """The words of an order that only show once the clause stands by itself: "six is not"."""
    solid = [replace(t, start=t.start - piece.start, end=t.end - piece.start) for t in piece.named]
    found = _marks(fold(piece.text).rstrip(), lexicon, solid)
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
