"""Two providers who point at each other: sentences in which one lays the fault at another's door."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.agenda.life import MENDED
from assistant.agenda.sayings import sentences
from assistant.agenda.view import View
from assistant.resources import rules
from assistant.vocabulary import Issue, Speaker


@dataclass(frozen=True, slots=True)
class Pointing:
    """On `issue`, `provider` wrote `words`; `other` is whom they name, "" for "your IT company" and the like."""

    issue: Issue
    provider: str
    other: str
    words: str


def pointings(view: View) -> tuple[Pointing, ...]:
    """The newest such sentence of each provider on each open issue."""
    names = tuple(sorted({provider.name for provider in view.office.providers}))
    return tuple(one for issue in view.current for one in _on(issue, names, view))


def answer_to(one: Pointing, others: tuple[Pointing, ...]) -> Pointing | None:
    """The sentence in which the other points back: on the same issue, or by name on one of theirs."""
    for back in others:
        same = back.issue.number == one.issue.number
        meets = one.other in ("", back.provider) and back.other in ("", one.provider)
        if back.provider != one.provider and meets and (same or (one.other and back.other)):
            return back
    return None


def blames(words: str, name: str) -> bool:
    """Whether a provider's words lay the fault at the door of the company called `name`; "" for anybody unnamed."""
    other = _named(name) if name else _anybody()
    if _pattern(other).search(words) is None or _own_fault().search(words):
        return False
    return _cues(other).search(words) is not None


def _on(issue: Issue, names: tuple[str, ...], view: View) -> tuple[Pointing, ...]:
    """By provider: the newest sentence that blames somebody by name, else one that blames somebody unnamed."""
    found: dict[str, Pointing] = {}
    for provider, words in _written(issue, view):
        other = next((name for name in names if name != provider and blames(words, name)), None)
        if other is None and blames(words, ""):
            other = ""
        if other is not None and (other or provider not in found):
            found[provider] = Pointing(issue, provider, other, words)
    return tuple(found.values())


def _written(issue: Issue, view: View) -> list[tuple[str, str]]:
    """(provider, sentence) of all that providers wrote on it since it was last mended, oldest first."""
    mended = max((step.at for step in issue.history if step.status in MENDED), default=issue.opened_at)
    said = [
        (saying.at, saying.provider, words)
        for saying in view.said.get(issue.number, ())
        if saying.provider and saying.speaker is Speaker.PROVIDER
        for words in sentences(saying.text)
    ]
    at_hand = {saying.message_id for saying in view.said.get(issue.number, ())}
    steps = [step for step in issue.history if step.by == "provider" and step.message_id not in at_hand]
    said += [(step.at, view.writer(step, issue), step.evidence) for step in steps]
    return [(provider, words) for at, provider, words in sorted(said, key=lambda one: one[0]) if at >= mended]


@cache
def _named(name: str) -> str:
    """The whole name, or its first word where that can stand for it."""
    first = name.split(maxsplit=1)[0] if name.split() else name
    short = first if len(first) > 4 and first.lower() not in rules("agenda")["common_names"] else name
    return rf"\b{re.escape(short)}\b"


@cache
def _anybody() -> str:
    return "(?:" + "|".join(rules("agenda")["blame"]["others"]) + ")"


@cache
def _own_fault() -> re.Pattern[str]:
    return _pattern("|".join(rules("agenda")["blame"]["unless"]))


@cache
def _cues(other: str) -> re.Pattern[str]:
    """The rule's patterns with the other's name in its place."""
    return _pattern("|".join(rules("agenda")["blame"]["any"]).replace("<other>", other))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)
