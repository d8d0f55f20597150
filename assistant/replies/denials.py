"""What takes the force out of a word beside it: denied, not done yet, said of something else."""

from __future__ import annotations

from assistant.replies.clauses import Clause
from assistant.replies.fold import fold
from assistant.replies.matters import speaks_of_else
from assistant.replies.state import Reading
from assistant.replies.targets import Target


def as_done(reading: Reading, part: Clause, kind: str) -> bool:
    """ "Take both off the board as done": how it is leaves no doubt why it goes."""
    end = next(m.end for m in part.marks if m.kind == kind)
    goods = [m.start for m in part.marks if m.kind == "good" and m.start >= end]
    between = fold(part.text[end - part.start : goods[0] - part.start]) if goods else ""
    return reading.at.lexicon.patterns["as_is"].search(between) is not None


def not_before(part: Clause, kind: str) -> bool:
    """ "Emphatically not concluded": words that deny, and right behind them what they deny."""
    place = next((n for n, m in enumerate(part.marks) if m.kind == kind), 0)
    before, mark = part.marks[place - 1], part.marks[place]
    return (
        place > 0 and before.kind == "not" and not part.text[before.end - part.start : mark.start - part.start].strip()
    )


def denied(reading: Reading, part: Clause, kind: str) -> bool:
    """ "They never got it working": a word that denies stands a little before, outside the words of any order."""
    mark = next((m for m in part.marks if m.kind == kind), None)
    if mark is None:
        return False
    before = list(fold(part.text[: mark.start - part.start]))
    for other in part.marks:
        for place in range(other.start - part.start, min(other.end - part.start, len(before))):
            before[place] = "."
    return reading.at.lexicon.patterns["denies"].search("".join(before)) is not None


def unfinished(reading: Reading, part: Clause, kind: str) -> bool:
    """ "To be replaced", "is being fixed", "when it works": not done yet."""
    before = [fold(part.text[: m.start - part.start]) for m in part.marks if m.kind == kind]
    return any(reading.at.lexicon.patterns["unfinished"].search(words) for words in before[:1])


def far_ahead(reading: Reading, part: Clause, target: Target, kind: str) -> bool:
    """ "Resolved last night that the loop be replaced", "cancel the engineer for 12": not said of what is behind."""
    marks = [m for m in part.marks if m.kind == kind]
    if target not in part.targets or not marks or marks[0].end > target.start or target.kind == "it":
        return False
    return speaks_of_else(reading, part.text[marks[0].end - part.start : target.start - part.start], target)
