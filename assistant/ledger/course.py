"""Where a matter stands after one more letter: what its words say, and what is likely to come next.

A letter's words leave room ("been fine since Tuesday, bar one hiccup"); where the matter stood, and who speaks, tell
which of the readings is meant. `rules/course.yaml` says how often each status follows which.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.resources import rules
from assistant.vocabulary import IssueFinding, Speaker, Status

_LEAST = 0.005  # no status is out of the question


def standing(finding: IssueFinding, before: Status | None) -> Status:
    """The status that a finding gives to a matter which stood at `before`; None: the matter is new.

    A finding that says outright how the matter stands (without `course`) is taken at its word.
    """
    if not finding.course:
        return finding.status
    table = rules("course")
    statuses = [Status(name) for name in table["statuses"]]
    usual: Sequence[float] = table[_who(finding.speaker)][before or "new"]
    worth = [
        max(chance, _LEAST) * often ** table["weight"] for chance, often in zip(finding.course, usual, strict=True)
    ]
    return statuses[worth.index(max(worth))]


def _who(speaker: Speaker) -> str:
    return "ours" if speaker in (Speaker.OWNER, Speaker.STAFF) else "provider"
