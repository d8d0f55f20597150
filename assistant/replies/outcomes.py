"""How a row stands by what a clause says of it: off the list, paid, wrong, good or bad."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.replies.clauses import Clause
from assistant.replies.denials import as_done, denied, far_ahead, not_before, unfinished
from assistant.replies.fold import fold
from assistant.replies.matching import shared_words
from assistant.replies.state import Reading
from assistant.replies.targets import Target
from assistant.vocabulary import Verb


@dataclass(frozen=True, slots=True)
class Sense:
    """The order that a clause gives, the kind of words that give it, and whether it only explains another."""

    verb: Verb
    kind: str
    soft: bool = False


_QUOTES = frozenset("\"'“”„‘’«»")
GOOD = frozenset({"good", "fine", "close", "closable"})
BAD = frozenset({"not", "again"})


def outcome(reading: Reading, part: Clause, kinds: Sequence[str], target: Target) -> Sense | None:
    """It is off the list, paid, wrong, good or bad; hearsay and doubt end nothing."""
    weak = part.has("hearsay", "soft") or _in_quotes(part)
    gone = next((kind for kind in ("drop", "strike", "paid") if kind in kinds), None)
    if gone is not None:
        return _gone(reading, part, (gone, kinds), target, weak=weak)
    if "dispute" in kinds:
        row = target.kind in {"numbers", "thing"}  # a row that is wrong, not a bill
        return Sense(Verb.REOPEN, "bad", soft=True) if row else Sense(Verb.DISPUTE, "dispute")
    standing = [k for k in _as_meant(reading, part, kinds, target) if k in GOOD | BAD | {"bad"}]
    if any(kind in standing and unfinished(reading, part, kind) for kind in ("good", "fine")):
        return Sense(Verb.NOTE, "wish")
    if standing:
        return _standing(standing, weak=weak)
    if "chase" in kinds:
        return Sense(Verb.CHASE, "chase")
    return Sense(Verb.NOTE, "hearsay") if part.has("hearsay", "wish") else None


def _gone(reading: Reading, part: Clause, found: tuple[str, Sequence[str]], target: Target, *, weak: bool) -> Sense:
    """Off the list, or paid: unless it is denied, doubted, not done yet, or said of something else."""
    kind, kinds = found
    untrue = weak or (kind != "drop" and denied(reading, part, kind))
    untrue = untrue or (kind == "paid" and (bool(BAD & set(kinds)) or unfinished(reading, part, kind)))
    if untrue or (kind == "strike" and far_ahead(reading, part, target, kind)):
        return Sense(Verb.NOTE, kind)
    if kind != "paid" and as_done(reading, part, kind):
        return Sense(Verb.RESOLVE, "good")
    return Sense(Verb.PAID if kind == "paid" else Verb.NOT_AN_ISSUE, kind)


def _in_quotes(part: Clause) -> bool:
    """12 "fixed": somebody else's word for it."""
    spans = [(m.start - part.start - 1, m.end - part.start) for m in part.marks if m.kind in GOOD]
    return any(a >= 0 and part.text[a : a + 1] in _QUOTES and part.text[b : b + 1] in _QUOTES for a, b in spans)


def _as_meant(reading: Reading, part: Clause, kinds: Sequence[str], target: Target) -> list[str]:
    """The kinds of words with what turns them: "no longer", "never got it", "neither"; none where all is denied."""
    known = [_ended(reading, part, target) if k == "ended" else k for k in kinds]
    known = ["not" if k in GOOD and (denied(reading, part, k) or not_before(part, k)) else k for k in known]
    if reading.at.lexicon.patterns["turns"].search(fold(part.text)):  # "neither 3 nor 4 is fixed"
        if target.kind in {"all", "group"}:
            return []  # "not all of them": which is not said
        known = ["not" if k in {"good", "fine"} else k for k in known]
    ahead = {kind for kind in ("good", "close") if far_ahead(reading, part, target, kind)}
    return [k for k in known if k not in ahead]


def _standing(kinds: Sequence[str], *, weak: bool) -> Sense:
    """The last word counts: "was down, works now", "fixed for a day, then again"."""
    last = kinds[-1]
    if last in GOOD:
        return Sense(Verb.NOTE if weak else Verb.RESOLVE, last)
    explains = last == "bad" and not BAD & set(kinds)
    return Sense(Verb.REOPEN, last if explains or last != "bad" else "again", soft=explains)


def _ended(reading: Reading, part: Clause, target: Target) -> str:
    """ "No longer prints two copies": good where that is the row's trouble, bad where it is what the row should do."""
    mark = next(m for m in part.marks if m.kind == "ended")
    words = part.text[mark.start - part.start : mark.end - part.start]
    no = reading.at.lexicon.patterns["denied"]
    for row in target.rows:
        if not no.search(fold(row.title)) and len(shared_words(words, row)) > 0:
            return "good"
    return "not"
