"""Two providers who point at each other: a sentence in which one lays the fault at the other's door."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.agenda.cues import says
from assistant.agenda.view import View
from assistant.resources import rules
from assistant.vocabulary import Change, Issue


@dataclass(frozen=True, slots=True)
class Pointing:
    """`issue`'s provider names `other` as the one at fault, in the words of `step`."""

    issue: Issue
    other: str
    step: Change


def pointings(view: View) -> tuple[Pointing, ...]:
    """The newest such sentence of each open issue."""
    names = sorted({provider.name for provider in view.office.providers})
    found = (_pointing(issue, names) for issue in view.current)
    return tuple(one for one in found if one is not None)


def answer_to(one: Pointing, others: tuple[Pointing, ...]) -> Pointing | None:
    """The sentence in which the other points back."""
    back = (other for other in others if other.issue.provider == one.other and other.other == one.issue.provider)
    return next(back, None)


def blames(words: str, name: str) -> bool:
    """Whether a provider's words lay the fault at the door of the company called `name`."""
    return _named(name).search(words) is not None and says("blame", words)


def _pointing(issue: Issue, names: list[str]) -> Pointing | None:
    for step in reversed(issue.history):
        for name in names:
            if step.by == "provider" and name != issue.provider and blames(step.evidence, name):
                return Pointing(issue, name, step)
    return None


@cache
def _named(name: str) -> re.Pattern[str]:
    """The whole name, or its first word where that can stand for it."""
    first = name.split(maxsplit=1)[0] if name.split() else name
    short = first if len(first) > 4 and first.lower() not in rules("agenda")["common_names"] else name
    return re.compile(rf"\b{re.escape(short)}\b", re.IGNORECASE)
