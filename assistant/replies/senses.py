"""What one clause says of one row: it works, it does not, not before May, it is urgent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.replies.clauses import Clause, Mark
from assistant.replies.fold import fold
from assistant.replies.kinds import LEVELS
from assistant.replies.matching import shared_words
from assistant.replies.matters import speaks_of_else
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.subjects import does_what_it_could_not
from assistant.replies.targets import Target, find_targets
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


def sense(reading: Reading, said: Sentence, part: Clause, target: Target) -> Sense | None:
    """What one clause says of one target; None when it orders nothing."""
    refusals = [d for d in part.moods if d.name in {"forbid", "promise"}]
    marks = [m for m in part.marks if not any(d.start <= m.start < d.end for d in refusals)]
    kinds = [m.kind for m in _without_more(reading, part, marks)]
    held = _held_back(reading, part, (marks, kinds), refuses=bool(refusals)) or _later(reading, said, part, kinds)
    if held is not None:
        return held
    if part.has("wish") and not (BAD | {"high", "critical"}) & set(kinds):
        return Sense(Verb.NOTE, "wish")
    if set(kinds) == {"again"} and does_what_it_could_not(reading, part, target):
        return Sense(Verb.RESOLVE, "good")
    return _urgency(kinds) or _outcome(reading, part, [k for k in kinds if k != "snooze"], target)


def _held_back(
    reading: Reading, part: Clause, found: tuple[Sequence[Mark], Sequence[str]], *, refuses: bool
) -> Sense | None:
    """Promised, forbidden or doubted: kept as a note, unless it plainly does not work."""
    marks, kinds = found
    if part.has("promise"):
        return Sense(Verb.NOTE, "hearsay")
    if any(kind in kinds and _never_mind(reading, part, kind) for kind in ("close", "closable")):
        return Sense(Verb.NOTE, "forbid")
    if refuses and "dispute" not in kinds:
        return Sense(Verb.REOPEN, "not") if BAD & set(kinds) else Sense(Verb.NOTE, "forbid")
    if part.has("doubt") and not BAD & set(_outside(part, marks, "doubt")):
        return Sense(Verb.NOTE, "doubt")
    return None


def _never_mind(reading: Reading, part: Clause, kind: str) -> bool:
    """ "I'm not happy to close 12", "kann nicht geschlossen werden": denied before the words, or within them."""
    words = [fold(part.text[m.start - part.start : m.end - part.start]) for m in part.marks if m.kind == kind]
    within = any(reading.at.lexicon.patterns["denied"].search(word) for word in words)
    return within or _denied(reading, part, kind)


def _without_more(reading: Reading, part: Clause, marks: Sequence[Mark]) -> list[Mark]:
    """ "Chase them again": once more, which doesn't say that it came back."""
    ordered = [m.end for m in part.marks if m.kind in {"chase", "snooze", "ask", "close"}]
    once_more = reading.at.lexicon.patterns["once_more"]
    return [
        m
        for m in marks
        if not (
            ordered
            and m.start >= ordered[0]
            and once_more.fullmatch(part.text[m.start - part.start : m.end - part.start].lower())
        )
    ]


def _later(reading: Reading, said: Sentence, part: Clause, kinds: Sequence[str]) -> Sense | None:
    """Put off to a day; words that put off without one are kept as a note."""
    until = not kinds and reading.at.lexicon.patterns["until"].search(fold(part.text)) is not None
    waits = "low" in kinds and reading.at.lexicon.patterns["until"].search(fold(part.text)) is not None
    if "snooze" not in kinds and not waits and (not until or part.has("hearsay", "wish")):
        return None
    if day_words(reading, said, part):
        return Sense(Verb.SNOOZE, "snooze")
    return Sense(Verb.NOTE, "snooze") if list(kinds) == ["snooze"] else None


def _urgency(kinds: Sequence[str]) -> Sense | None:
    """How urgent it is, unless the clause says something else first; "get them on it asap" is a chase."""
    if {"drop", "strike"} & set(kinds) or BAD & set(kinds):
        return None
    level = next((level for level in LEVELS if level in kinds), None)
    if "chase" in kinds:
        return Sense(Verb.CHASE, "chase") if level else None
    return Sense(Verb.SEVERITY, level) if level else None


def _outcome(reading: Reading, part: Clause, kinds: Sequence[str], target: Target) -> Sense | None:
    """It is off the list, paid, wrong, good or bad; hearsay and doubt end nothing."""
    weak = part.has("hearsay", "soft") or _in_quotes(part)
    for kind, verb in (("drop", Verb.NOT_AN_ISSUE), ("strike", Verb.NOT_AN_ISSUE), ("paid", Verb.PAID)):
        if kind in kinds:
            denied = (kind == "paid" and bool(BAD & set(kinds))) or (kind != "drop" and _denied(reading, part, kind))
            denied = denied or (kind == "paid" and _unfinished(reading, part, kind))
            if verb is Verb.NOT_AN_ISSUE and not (weak or denied) and _as_done(part, kind):
                return Sense(Verb.RESOLVE, "good")
            other = kind == "strike" and _far_ahead(reading, part, target, kind)
            return Sense(Verb.NOTE if weak or denied or other else verb, kind)
    if "dispute" in kinds:
        row = target.kind in {"numbers", "thing"}  # a row that is wrong, not a bill
        return Sense(Verb.REOPEN, "bad", soft=True) if row else Sense(Verb.DISPUTE, "dispute")
    standing = [k for k in _as_meant(reading, part, kinds, target) if k in GOOD | BAD | {"bad"}]
    if any(kind in standing and _unfinished(reading, part, kind) for kind in ("good", "fine")):
        return Sense(Verb.NOTE, "wish")
    if standing:
        return _standing(standing, weak=weak)
    if "chase" in kinds:
        return Sense(Verb.CHASE, "chase")
    return Sense(Verb.NOTE, "hearsay") if part.has("hearsay", "wish") else None


def _as_done(part: Clause, kind: str) -> bool:
    """ "Take both off the board as done": how it is leaves no doubt why it goes."""
    ends = [m.end for m in part.marks if m.kind == kind]
    return any(m.kind == "good" and m.start >= ends[0] for m in part.marks)


def _in_quotes(part: Clause) -> bool:
    """12 "fixed": somebody else's word for it."""
    spans = [(m.start - part.start - 1, m.end - part.start) for m in part.marks if m.kind in GOOD]
    return any(a >= 0 and part.text[a : a + 1] in _QUOTES and part.text[b : b + 1] in _QUOTES for a, b in spans)


def _as_meant(reading: Reading, part: Clause, kinds: Sequence[str], target: Target) -> list[str]:
    """The kinds of words with what turns them: "no longer", "never got it", "neither"; none where all is denied."""
    known = [_ended(reading, part, target) if k == "ended" else k for k in kinds]
    known = ["not" if k in {"good", "fine"} and _denied(reading, part, k) else k for k in known]
    if reading.at.lexicon.patterns["turns"].search(fold(part.text)):  # "neither 3 nor 4 is fixed"
        if target.kind in {"all", "group"}:
            return []  # "not all of them": which is not said
        known = ["not" if k in {"good", "fine"} else k for k in known]
    ahead = {kind for kind in ("good", "close") if _far_ahead(reading, part, target, kind)}
    return [k for k in known if k not in ahead]


def _denied(reading: Reading, part: Clause, kind: str) -> bool:
    """ "They never got it working": a word that denies stands a little before, outside the words of any order."""
    mark = next((m for m in part.marks if m.kind == kind), None)
    if mark is None:
        return False
    before = list(fold(part.text[: mark.start - part.start]))
    for other in part.marks:
        for place in range(other.start - part.start, min(other.end - part.start, len(before))):
            before[place] = "."
    return reading.at.lexicon.patterns["denies"].search("".join(before)) is not None


def _unfinished(reading: Reading, part: Clause, kind: str) -> bool:
    """ "To be replaced", "is being fixed", "when it works": not done yet."""
    before = [fold(part.text[: m.start - part.start]) for m in part.marks if m.kind == kind]
    return any(reading.at.lexicon.patterns["unfinished"].search(words) for words in before[:1])


def _far_ahead(reading: Reading, part: Clause, target: Target, kind: str) -> bool:
    """ "Resolved last night that the loop be replaced", "cancel the engineer for 12": not said of what is behind."""
    marks = [m for m in part.marks if m.kind == kind]
    if target not in part.targets or not marks or marks[0].end > target.start or target.kind == "it":
        return False
    return speaks_of_else(reading, part.text[marks[0].end - part.start : target.start - part.start], target)


def _standing(kinds: Sequence[str], *, weak: bool) -> Sense:
    """The last word counts: "was down, works now", "fixed for a day, then again"."""
    last = kinds[-1]
    if last in GOOD:
        return Sense(Verb.NOTE if weak else Verb.RESOLVE, last)
    explains = last == "bad" and not BAD & set(kinds)
    return Sense(Verb.REOPEN, last if explains or last != "bad" else "again", soft=explains)


def day_words(reading: Reading, said: Sentence, part: Clause) -> str | None:
    """The words that name the day, the clause's or the sentence's, without rows' numbers ("push 5 to January")."""
    text = list(said.text)
    for target in find_targets(said.text, reading.at):
        if target.kind == "numbers":
            text[target.start : target.end] = "x" * (target.end - target.start)
    plain = "".join(text)
    precisely = reading.at.lexicon.patterns["say"].search(fold(plain), part.end) is not None
    choices = (plain if precisely else plain[part.start : part.end], plain[part.start :], plain)
    return next((words for words in choices if reading.dated(words)), None)


def _ended(reading: Reading, part: Clause, target: Target) -> str:
    """ "No longer prints two copies": good where that is the row's trouble, bad where it is what the row should do."""
    mark = next(m for m in part.marks if m.kind == "ended")
    words = part.text[mark.start - part.start : mark.end - part.start]
    denied = reading.at.lexicon.patterns["denied"]
    for row in target.rows:
        if not denied.search(fold(row.title)) and len(shared_words(words, row)) > 0:
            return "good"
    return "not"


def _outside(part: Clause, marks: Sequence[Mark], mood: str) -> list[str]:
    spans = [(m.start, m.end) for m in part.moods if m.name == mood]
    return [m.kind for m in marks if not any(a < m.end and m.start < b for a, b in spans)]
