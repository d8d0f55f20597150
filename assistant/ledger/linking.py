"""Which matter is a finding about? Tickets, threads and what is meant decide; a close call is said to be one.

Every reason has a weight in `rules/linking.yaml`; the sum of a matter's reasons is its score, and the best score above
the line wins. Pure, and linear in the number of matters that share anything with the finding.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ledger.matters import Matter, State, thread_subject, ticket_key
from assistant.ledger.words import names, stems
from assistant.resources import rules
from assistant.vocabulary import Entry, IssueFinding, Speaker, Status

_CODE = 4  # digits that make a word a code


@dataclass(frozen=True, slots=True)
class Link:
    """The matter that a finding belongs to (None: a new one), and whether another fits as well."""

    matter: Matter | None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Clue:
    """What a finding offers to be recognised by."""

    entry: Entry
    finding: IssueFinding
    title: frozenset[str]
    words: frozenset[str]
    around: frozenset[str]  # what else the letter says, when all of it is about this
    tickets: frozenset[str]
    names: frozenset[str]  # in its title
    alone: bool  # the letter's only finding: all of the letter is about it


def clue(entry: Entry, finding: IssueFinding, near: str) -> Clue:
    """The words and numbers of a finding, and of the part of the letter `near` it.

    A letter that speaks of one thing lends it its subject, and all else that it says counts a little.
    """
    alone = len(entry.findings.issues) == 1
    title = stems(finding.title)
    words = title | stems(f"{near} {finding.evidence.quote}")
    return Clue(
        entry=entry,
        finding=finding,
        title=title,
        words=words | (stems(thread_subject(entry.subject)) if alone else frozenset()),
        around=stems(entry.text) - words if alone else frozenset(),
        tickets=frozenset(map(ticket_key, finding.tickets)),
        names=names(finding.title),
        alone=alone,
    )


def link(state: State, clues: Sequence[Clue]) -> tuple[Link, ...]:
    """The matter of each finding of one letter: the best pair first, no matter twice."""
    weights = rules("linking")["weights"]
    scores = {
        (n, m.serial): _score(state, what, m, weights) for n, what in enumerate(clues) for m in state.matters.values()
    }
    links = [Link(None)] * len(clues)
    taken: set[int] = set()
    placed: set[int] = set()
    for (place, serial), score in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])):
        if score < weights["line"]:
            break
        if place not in placed and serial not in taken:
            rival = max(
                (s for (n, other), s in scores.items() if n == place and other not in {serial, *taken}), default=-9.0
            )
            links[place] = Link(state.matters[serial], score - rival >= weights["close_call"])
            placed.add(place)
            taken.add(serial)
    return tuple(links)


def _score(state: State, what: Clue, matter: Matter, weights: dict[str, float]) -> float:
    shared = (
        _by_ticket(what, matter, weights)
        + _by_code(state, what, matter, weights)
        + _by_thread(what, matter, weights)
        + _by_words(state, what, matter, weights)
    )
    return (
        shared
        + _by_names(what, matter, weights)
        + _by_provider(what, matter, weights)
        + _by_life(what, matter, weights)
        + _by_rivals(state, what, matter, weights)
        + _by_course(what, shared, weights)
    )


def _by_ticket(what: Clue, matter: Matter, weights: dict[str, float]) -> float:
    theirs = {ticket_key(ticket) for ticket in matter.issue.tickets}
    if what.tickets & theirs:
        return weights["same_ticket"]
    if what.tickets and theirs and {_shape(t) for t in what.tickets} & {_shape(t) for t in theirs}:
        return weights["other_ticket"]
    return 0.0


def _by_code(state: State, what: Clue, matter: Matter, weights: dict[str, float]) -> float:
    """A number in common that only this matter knows: an order, a device, a call that nobody labelled as a ticket."""
    shared = (w for w in what.words & matter.words.keys() if sum(c.isdigit() for c in w) >= _CODE)
    return weights["same_code"] if any(state.frequency[word] == 1 for word in shared) else 0.0


def _shape(ticket: str) -> str:
    """The system that a ticket comes from: its letters, and how many digits."""
    return "".join("9" if c.isdigit() else c for c in ticket)


def _by_thread(what: Clue, matter: Matter, weights: dict[str, float]) -> float:
    entry = what.entry
    score = 0.0
    if {*entry.references, *entry.in_reply_to} & set(matter.issue.messages):
        score += weights["thread_alone"] if what.alone else weights["thread"]
    subject = thread_subject(entry.subject)
    if subject and subject in matter.subjects:
        score += weights["subject_alone"] if what.alone else weights["subject"]
    return score


def _by_words(state: State, what: Clue, matter: Matter, weights: dict[str, float]) -> float:
    """The share of the finding's telling words that the matter knows, rare words counting more, titles twice."""
    titles = len(what.title & matter.title_words) / max(1, min(len(what.title), len(matter.title_words)))
    return (
        weights["words"] * _shared(state, what.words, matter)
        + weights["around"] * _shared(state, what.around, matter)
        + weights["title"] * titles
    )


def _shared(state: State, words: frozenset[str], matter: Matter) -> float:
    """How much of these words the matter knows, 0..1; words that few matters know weigh more."""
    whole = sum(_rare(state, word) for word in words)
    return sum(_rare(state, word) for word in words if word in matter.words) / whole if whole else 0.0


def _rare(state: State, word: str) -> float:
    return math.log(1 + (len(state.matters) + 1) / (1 + state.frequency[word]))


def _by_names(what: Clue, matter: Matter, weights: dict[str, float]) -> float:
    """The same symptom at two sites is two matters."""
    theirs = names(matter.issue.title)
    if not what.names or not theirs or what.names & theirs:
        return 0.0
    return weights["other_names"] if not (what.names & matter.words.keys() or theirs & what.words) else 0.0


def _by_provider(what: Clue, matter: Matter, weights: dict[str, float]) -> float:
    if not what.entry.provider or not matter.issue.provider:
        return 0.0
    if what.entry.provider == matter.issue.provider:
        return weights["same_provider"]
    ours = what.finding.speaker in (Speaker.OWNER, Speaker.STAFF)
    return weights["other_provider_ours"] if ours else weights["other_provider"]


def _by_rivals(state: State, what: Clue, matter: Matter, weights: dict[str, float]) -> float:
    """A provider with one matter in hand most likely writes about it."""
    if not what.alone or what.entry.provider != matter.issue.provider or matter.issue.status is Status.RESOLVED:
        return 0.0
    rivals = (m for m in state.matters.values() if m.issue.provider == matter.issue.provider and m is not matter)
    return 0.0 if any(m.issue.status is not Status.RESOLVED for m in rivals) else weights["sole"]


def _by_course(what: Clue, shared: float, weights: dict[str, float]) -> float:
    """What is not newly open has most likely been heard of before; but something has to be in common."""
    if what.finding.status is Status.OPEN:
        return 0.0
    return weights["goes_on"] * min(1.0, max(0.0, shared / weights["goes_on_from"]))


def _by_life(what: Clue, matter: Matter, weights: dict[str, float]) -> float:
    days = (what.entry.at - matter.issue.updated_at).days
    score = weights["per_week"] * min(max(days, 0) / 7, 12)
    if matter.issue.status is Status.RESOLVED:
        score += weights["resolved"]
    if what.entry.sender.address in matter.people:
        score += weights["same_person"]
    return score
