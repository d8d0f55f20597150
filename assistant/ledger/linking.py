"""Which matter is a finding about? Tickets, threads and what is meant decide; a close call is said to be one.

Every reason has a weight in `rules/linking.yaml`; the sum of a matter's reasons is its score, and the best score above
the line wins. Pure, and linear in the number of matters that share anything with the finding.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from assistant.ledger.matters import Matter, State, thread_subject, ticket_key
from assistant.ledger.words import names, stems
from assistant.resources import rules
from assistant.vocabulary import Entry, IssueFinding, Speaker, Status


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
    tickets: frozenset[str]
    names: frozenset[str]  # in its title
    alone: bool  # the letter's only finding: all of the letter is about it


def clue(entry: Entry, finding: IssueFinding) -> Clue:
    """The words and numbers of a finding; a letter that speaks of one thing lends it its subject."""
    alone = len(entry.findings.issues) == 1
    title = stems(finding.title)
    near = f"{finding.context} {finding.evidence.quote}"
    words = title | stems(near) | (stems(thread_subject(entry.subject)) if alone else frozenset())
    return Clue(entry, finding, title, words, frozenset(map(ticket_key, finding.tickets)), names(finding.title), alone)


def link(state: State, what: Clue, taken: frozenset[int]) -> Link:
    """The matter that fits best. `taken`: serials that other findings of the same letter have already."""
    weights = rules("linking")["weights"]
    scored = sorted(
        ((_score(state, what, matter, weights), -matter.serial) for matter in _candidates(state, taken)),
        reverse=True,
    )
    if not scored or scored[0][0] < weights["line"]:
        return Link(None)
    sure = len(scored) == 1 or scored[0][0] - scored[1][0] >= weights["close_call"]
    return Link(state.matters[-scored[0][1]], sure)


def _candidates(state: State, taken: frozenset[int]) -> list[Matter]:
    return [matter for matter in state.matters.values() if matter.serial not in taken]


def _score(state: State, what: Clue, matter: Matter, weights: dict[str, float]) -> float:
    return (
        _by_ticket(what, matter, weights)
        + _by_thread(what, matter, weights)
        + _by_words(state, what, matter, weights)
        + _by_names(what, matter, weights)
        + _by_provider(what, matter, weights)
        + _by_life(what, matter, weights)
    )


def _by_ticket(what: Clue, matter: Matter, weights: dict[str, float]) -> float:
    theirs = {ticket_key(ticket) for ticket in matter.issue.tickets}
    if what.tickets & theirs:
        return weights["same_ticket"]
    if what.tickets and theirs and {_shape(t) for t in what.tickets} & {_shape(t) for t in theirs}:
        return weights["other_ticket"]
    return 0.0


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
    whole = sum(_weight(state, word, what) for word in what.words)
    if not whole:
        return 0.0
    shared = sum(_weight(state, word, what) for word in what.words if word in matter.words)
    titles = len(what.title & matter.title_words) / max(1, min(len(what.title), len(matter.title_words)))
    return weights["words"] * shared / whole + weights["title"] * titles


def _weight(state: State, word: str, what: Clue) -> float:
    rare = math.log(1 + (len(state.matters) + 1) / (1 + state.frequency[word]))
    return rare * (2.0 if word in what.title else 1.0)


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


def _by_life(what: Clue, matter: Matter, weights: dict[str, float]) -> float:
    days = (what.entry.at - matter.issue.updated_at).days
    score = weights["per_week"] * min(max(days, 0) / 7, 12)
    if matter.issue.status is Status.RESOLVED:
        score += weights["resolved"]
    return score
