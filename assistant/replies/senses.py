"""What one clause says of one row: it works, it does not, not before May, it is urgent."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.replies.clauses import Clause, Mark
from assistant.replies.fold import fold
from assistant.replies.kinds import LEVELS
from assistant.replies.matching import shared_words
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.targets import Target, find_targets
from assistant.vocabulary import Verb


def day_words(reading: Reading, said: Sentence, part: Clause) -> str | None:
    """The words that name the day: the clause's, else the sentence's; without the rows' numbers ("push 5 to January")."""
    text = list(said.text)
    for target in find_targets(said.text, reading.at):
        if target.kind == "numbers":
            text[target.start : target.end] = "x" * (target.end - target.start)
    plain = "".join(text)
    precisely = reading.at.lexicon.patterns["say"].search(fold(plain), part.end) is not None
    choices = (plain if precisely else plain[part.start : part.end], plain[part.start :], plain)
    return next((words for words in choices if reading.dated(words)), None)


def sense(reading: Reading, said: Sentence, part: Clause, target: Target) -> tuple[Verb | None, str, bool]:
    """The order that a clause gives, the kind of words that give it, and whether it only explains."""
    marks = [m for m in part.marks if not any(d.name == "forbid" and d.start <= m.start < d.end for d in part.moods)]
    kinds = [m.kind for m in marks]
    if part.has("forbid") and not ({"dispute"} & set(kinds)):
        return (Verb.REOPEN, "not", False) if {"not", "again"} & set(kinds) else (Verb.NOTE, "forbid", True)
    if part.has("doubt") and not {"not", "again"} & set(_outside(part, marks, "doubt")):
        return Verb.NOTE, "doubt", False
    if "snooze" in kinds or (_only_until(reading, part, kinds) and not part.has("hearsay", "wish")):
        if day_words(reading, said, part):
            return Verb.SNOOZE, "snooze", False
        if kinds == ["snooze"]:
            return Verb.NOTE, "snooze", False
        kinds = [k for k in kinds if k != "snooze"]
    if part.has("wish") and not {"not", "again", "high", "critical"} & set(kinds):
        return Verb.NOTE, "wish", False
    if "chase" in kinds and kinds.count("high") and not {"not", "again"} & set(kinds):
        return Verb.CHASE, "chase", False  # "get them on it asap"
    for kind in LEVELS:
        if kind in kinds and not {"drop", "strike"} & set(kinds):
            if {"not", "again", "chase"} & set(kinds):
                break
            return Verb.SEVERITY, kind, False
    return _outcome(reading, part, kinds, target)


def _outcome(reading: Reading, part: Clause, kinds: Sequence[str], target: Target) -> tuple[Verb | None, str, bool]:
    weak = part.has("hearsay", "soft")
    if {"drop", "strike"} & set(kinds):
        return (Verb.NOTE, "drop", False) if weak else (Verb.NOT_AN_ISSUE, "drop", False)
    if "paid" in kinds:
        return (Verb.NOTE, "paid", False) if weak else (Verb.PAID, "paid", False)
    if "dispute" in kinds:
        wrong = target.kind in {"numbers", "thing"}  # a row that is wrong, not a bill
        return (Verb.REOPEN, "bad", True) if wrong else (Verb.DISPUTE, "dispute", False)
    kinds = [_ended(reading, part, target) if k == "ended" else k for k in kinds]
    standing = [k for k in kinds if k in {"good", "fine", "close", "closable", "not", "again", "bad"}]
    if standing:
        last = standing[-1]
        if last == "bad" and any(k in {"not", "again"} for k in standing):
            last = "again"
        if last in {"good", "fine", "close", "closable"}:
            return (Verb.NOTE, last, False) if weak else (Verb.RESOLVE, last, False)
        return Verb.REOPEN, last, last == "bad"
    if "chase" in kinds:
        return Verb.CHASE, "chase", False
    if part.has("hearsay", "wish"):
        return Verb.NOTE, "hearsay", False
    return None, "", False


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


def _only_until(reading: Reading, part: Clause, kinds: Sequence[str]) -> bool:
    return not kinds and reading.at.lexicon.patterns["until"].search(fold(part.text)) is not None
