"""Numbers for issues: given once, in the order of opening, and never changed or used again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from assistant.ledger.matters import Matter
from assistant.vocabulary import Answer, Commitment, Event, Issue, Question

Numbered = TypeVar("Numbered", Commitment, Event, Question, Answer)


def number_issues(matters: Sequence[Matter], numbers: Mapping[str, int]) -> tuple[dict[int, Issue], dict[str, int]]:
    """(issue by serial, all numbers by anchor). An issue keeps the lowest number that any of its findings has."""
    given = dict(numbers)
    used: set[int] = set()
    chosen: dict[int, int] = {}
    for matter in matters:
        number = _known(matter.issue, numbers, used)
        if number is not None:
            chosen[matter.serial] = number
            used.add(number)
    following = max([0, *numbers.values()]) + 1
    for matter in sorted(matters, key=lambda m: (m.issue.opened_at, m.serial)):
        if matter.serial not in chosen:
            chosen[matter.serial] = following
            following += 1
        for anchor in matter.issue.keys:
            given.setdefault(anchor, chosen[matter.serial])
    issues = {m.serial: replace(m.issue, number=chosen[m.serial]) for m in matters}
    return issues, given


def _known(issue: Issue, numbers: Mapping[str, int], used: set[int]) -> int | None:
    """The number that the issue was shown with: its own where the owner chose it, else its oldest finding's."""
    candidates = [issue.number, *sorted(numbers[a] for a in issue.keys if a in numbers)]
    return next((n for n in candidates if n and n not in used), None)


def given_numbers(values: Iterable[Numbered], issues: Mapping[int, Issue]) -> tuple[Numbered, ...]:
    """The values with the fold's serials replaced by the issues' numbers."""
    return tuple(_given(value, issues) for value in values)


def _given(value: Numbered, issues: Mapping[int, Issue]) -> Numbered:
    if isinstance(value, Answer) and value.choices:
        rows = (replace(row, number=issues[row.number].number) for row in value.choices if row.number in issues)
        value = replace(value, choices=tuple(rows))
    if value.issue is None:
        return value
    issue = issues.get(value.issue)
    return replace(value, issue=issue.number if issue else None)
