"""What speaks for and against a matter being the one that a finding is about; each reason has its weight."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache

from assistant.ledger.clues import Clue
from assistant.ledger.matters import Matter, State, thread_subject, ticket_keys
from assistant.ledger.words import fold, is_kind, names
from assistant.resources import rules
from assistant.vocabulary import Speaker, Status

Weights = Mapping[str, float]
_CODE = 4  # digits that make a word a code
_THING = 1.5  # what a thing, known by its kind, tells beside another word


def score(state: State, what: Clue, matter: Matter, weights: Weights) -> float:
    """The sum of all that speaks for and against the matter."""
    shared = (
        _by_ticket(state, what, matter, weights)
        + _by_code(state, what, matter, weights)
        + _by_thread(state, what, matter, weights)
        + _by_words(state, what, matter, weights)
    )
    return (
        shared
        + _by_names(what, matter, weights)
        + _by_provider(what, matter, weights)
        + _by_life(what, matter, weights)
        + _by_rivals(state, what, matter, weights)
        + _by_opening(what, weights)
        + _by_course(what, shared, weights)
    )


def _by_ticket(state: State, what: Clue, matter: Matter, weights: Weights) -> float:
    """A ticket in common; one that several matters have (a line's, a machine's, a customer's number) tells less."""
    theirs = ticket_keys(matter.issue.tickets)
    if what.tickets & theirs:
        return weights["same_ticket"] / min(len(state.by_ticket[ticket]) for ticket in what.tickets & theirs)
    if what.tickets and theirs and {_shape(t) for t in what.tickets} & {_shape(t) for t in theirs}:
        return weights["other_ticket"]
    return 0.0


def _by_code(state: State, what: Clue, matter: Matter, weights: Weights) -> float:
    """A number in common that only this matter knows: an order, a device, a call that nobody labelled as a ticket."""
    shared = (w for w in what.words & matter.words.keys() if sum(c.isdigit() for c in w) >= _CODE)
    return weights["same_code"] if any(state.frequency[word] == 1 for word in shared) else 0.0


def _shape(ticket: str) -> str:
    """The system that a ticket comes from: its letters, and how many digits."""
    return "".join("9" if c.isdigit() else c for c in ticket)


def _by_thread(state: State, what: Clue, matter: Matter, weights: Weights) -> float:
    """An answer in its thread. Under another subject, about what the matter knows no word of, it is a new topic."""
    entry = what.entry
    score = 0.0
    answers = bool({*entry.references, *entry.in_reply_to} & set(matter.issue.messages))
    if answers:
        score += weights["thread_alone"] if what.alone else weights["thread"]
    subject = thread_subject(entry.subject)
    if subject and subject in matter.subjects:
        score += weights["subject_alone"] if what.alone else weights["subject"]
    elif answers and subject and what.finding.status is Status.OPEN and not _shared(state, what.words, matter):
        score += weights["new_topic"]
    return score


def _by_words(state: State, what: Clue, matter: Matter, weights: Weights) -> float:
    """The share of the finding's telling words that the matter knows, rare words counting more, titles twice."""
    titles = len(what.title & matter.title_words) / max(1, min(len(what.title), len(matter.title_words)))
    return (
        weights["words"] * _shared(state, what.words, matter)
        + weights["around"] * _shared(state, what.around, matter)
        + weights["title"] * titles
    )


def _shared(state: State, words: frozenset[str], matter: Matter) -> float:
    """How much of these words the matter knows, 0..1; words that few matters know weigh more."""
    whole = state.weights.get(words)
    if whole is None:
        whole = state.weights[words] = sum(rarity(state, word) for word in words)
    return sum(rarity(state, word) for word in words if word in matter.words) / whole if whole else 0.0


def rarity(state: State, word: str) -> float:
    """The fewer matters know a word, the more it tells."""
    known = state.rarities.get(word)
    if known is None:
        known = math.log(1 + (len(state.matters) + 1) / (1 + state.frequency[word]))
        known = state.rarities[word] = known * (_THING if is_kind(word) else 1.0)
    return known


def _by_names(what: Clue, matter: Matter, weights: Weights) -> float:
    """The same symptom at two sites is two matters."""
    theirs = names(matter.issue.title)
    if not what.names or not theirs or what.names & theirs:
        return 0.0
    return weights["other_names"] if not (what.names & matter.words.keys() or theirs & what.words) else 0.0


def _by_provider(what: Clue, matter: Matter, weights: Weights) -> float:
    if not what.entry.provider or not matter.issue.provider:
        return 0.0
    if what.entry.provider == matter.issue.provider:
        return weights["same_provider"]
    ours = what.finding.speaker in (Speaker.OWNER, Speaker.STAFF)
    return weights["other_provider_ours"] if ours else weights["other_provider"]


def _by_rivals(state: State, what: Clue, matter: Matter, weights: Weights) -> float:
    """A provider with one matter in hand most likely writes about it."""
    if not what.alone or what.entry.provider != matter.issue.provider or matter.issue.status is Status.RESOLVED:
        return 0.0
    serials = state.by_provider.get(matter.issue.provider, ())
    rivals = (state.matters[serial] for serial in serials if serial in state.matters and serial != matter.serial)
    return 0.0 if any(m.issue.status is not Status.RESOLVED for m in rivals) else weights["sole"]


def _by_opening(what: Clue, weights: Weights) -> float:
    """ "One more thing: …" opens another matter."""
    return weights["opens_another"] if _opens(what.finding.evidence.quote) else 0.0


@lru_cache(maxsize=64)
def _opens(sentence: str) -> bool:
    return _openings().match(fold(sentence)) is not None


@cache
def _openings() -> re.Pattern[str]:
    phrases = (re.escape(fold(phrase)) for phrase in rules("linking")["openings"])
    return re.compile(rf"\W*(?:(?:oh|ach|ah|and|und|et|en|y),? )?(?:{'|'.join(phrases)})\b")


def _by_course(what: Clue, shared: float, weights: Weights) -> float:
    """What is not newly open has most likely been heard of before; but something has to be in common."""
    if what.finding.status is Status.OPEN:
        return 0.0
    return weights["goes_on"] * min(1.0, max(0.0, shared / weights["goes_on_from"]))


def _by_life(what: Clue, matter: Matter, weights: Weights) -> float:
    days = (what.entry.at - matter.issue.updated_at).days
    score = weights["per_week"] * min(max(days, 0) / 7, 12)
    if matter.issue.status is Status.RESOLVED:
        score += weights["resolved"]
    if what.entry.sender.address in matter.people:
        score += weights["same_person"]
    return score
