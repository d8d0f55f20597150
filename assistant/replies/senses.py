"""What one clause says of one row: it works, it does not, not before May, it is urgent."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.replies.clauses import Clause, Mark
from assistant.replies.denials import denied
from assistant.replies.fold import fold
from assistant.replies.kinds import LEVELS
from assistant.replies.outcomes import BAD, Sense, outcome
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.subjects import does_what_it_could_not
from assistant.replies.targets import Target, find_targets
from assistant.vocabulary import Verb


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
    return _urgency(kinds) or outcome(reading, part, [k for k in kinds if k != "snooze"], target)


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
    return within or denied(reading, part, kind)


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


def _outside(part: Clause, marks: Sequence[Mark], mood: str) -> list[str]:
    spans = [(m.start, m.end) for m in part.moods if m.name == mood]
    return [m.kind for m in marks if not any(a < m.end and m.start < b for a, b in spans)]
