"""`assistant learn`: the owner's corrections in the ledger → the office's habits, kept in a file of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from assistant.app.deriving import derive
from assistant.app.rounds import opened_ledger
from assistant.config import Settings
from assistant.understanding.corrections import Example, Trial, learn, tried
from assistant.understanding.habits import NONE, signs_of
from assistant.vocabulary import Entry, Facts, Habits, Issue, Severity, Verb


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt, how it did on matters that it was not learnt from, and where it is kept (None: nowhere)."""

    habits: Habits
    trial: Trial
    file: Path | None


def learn_habits(settings: Settings, now: datetime) -> Learnt:
    """Learn from the ledger; what does not help is not kept, and takes away what was kept before."""
    with opened_ledger(settings) as ledger:
        folded, facts, entries = derive(ledger, settings, now)
        examples = list(_examples(entries, facts, dict(folded.numbers)))
    trial = tried(examples)
    habits = learn(examples) if trial.helps else NONE
    file = settings.habits_file
    if file:
        file.write_text(json.dumps(asdict(habits), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return Learnt(habits, trial, file)


def _examples(entries: list[Entry], facts: Facts, numbers: dict[str, int]) -> Iterator[Example]:
    """Each finding that ever had a number; one that no issue holds any more was dropped by the owner."""
    standing = {key: issue for issue in facts.issues for key in issue.keys}
    corrected = set(_corrected(entries))
    for entry in entries:
        for place, finding in enumerate(entry.findings.issues):
            key = f"{entry.key}#{place}"
            if key not in numbers or finding.named:
                continue
            issue = standing.get(key)
            severity = _wanted(issue, corrected)
            matter = issue.number if issue else numbers[key]
            yield Example(signs_of(finding, entry.sender.domain), matter, issue is None, severity, finding.gravity)


def _corrected(entries: list[Entry]) -> Iterator[tuple[int, str]]:
    """The numbers whose severity the owner has set, each with the severity."""
    for entry in entries:
        for order in entry.orders if entry.obeyed else ():
            if order.verb is Verb.SEVERITY and order.text:
                yield from ((number, order.text) for number in order.numbers)


def _wanted(issue: Issue | None, corrected: set[tuple[int, str]]) -> Severity | None:
    """The severity that the owner gave it, where it still has that."""
    return issue.severity if issue and (issue.number, issue.severity.value) in corrected else None
