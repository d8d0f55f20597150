"""What the owner's corrections teach: an office's habits, learnt by counting.

A sign (a word, a sender, a cue) that is met among what the owner dropped far more often than among what was kept speaks
against a finding; one that only matters of one severity bear, in the owner's own words, speaks for that severity. The
examples are the ledger's own; nothing is kept beside it but the signs' weights.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.understanding.habits import doubt, lifts, severity_with
from assistant.vocabulary import Habits, Severity

FEWEST = 3  # matters that the owner has dropped, or weighed anew, from which anything is learnt
TWICE = 2  # a sign that is met once teaches nothing
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """One finding with what the owner made of it. `matter`: findings of one matter are never judged by each other."""

    signs: frozenset[str]
    matter: int
    dropped: bool = False
    severity: Severity | None = None  # as the owner corrected it
    gravity: tuple[float, ...] = ()  # as it was found


@dataclass(frozen=True, slots=True)
class Trial:
    """How the habits do on matters that they were not learnt from: counts of findings."""

    dropped: int = 0
    doubted: int = 0  # of the dropped
    kept: int = 0
    wronged: int = 0  # kept, and doubted all the same
    weighed: int = 0  # severities that the owner corrected
    right: int = 0  # of these, right as they were found
    righted: int = 0  # of these, right with the habits

    @property
    def helps(self) -> bool:
        """Is more mended than harmed? Of what was kept, one finding in twenty may be doubted, and no more."""
        doubts = self.wronged * 20 <= self.kept and self.wronged < max(self.doubted, 1)
        return doubts and self.righted >= self.right and (self.doubted > 0 or self.righted > self.right)


def learn(examples: Sequence[Example]) -> Habits:
    """The habits that these examples show; the order of the examples does not matter."""
    return Habits(_doubts(examples), _severities(examples))


def tried(examples: Sequence[Example]) -> Trial:
    """Each matter judged by what was learnt from the others, a fifth of them at a time."""
    counts: Counter[str] = Counter()
    for fold in range(FOLDS):
        habits = learn([one for one in examples if one.matter % FOLDS != fold])
        for one in examples:
            if one.matter % FOLDS == fold:
                counts.update(_judged(one, habits))
    return Trial(**counts)


def _judged(one: Example, habits: Habits) -> list[str]:
    doubted = doubt(one.signs, habits) > 0
    found = ["dropped" if one.dropped else "kept"]
    if doubted:
        found.append("doubted" if one.dropped else "wronged")
    if one.severity is not None and one.gravity:
        after = severity_with(one.gravity, lifts(one.signs, habits))
        found.append("weighed")
        found += ["right"] * (_likeliest(one.gravity) is one.severity)
        found += ["righted"] * (_likeliest(after) is one.severity)
    return found


def _likeliest(gravity: tuple[float, ...]) -> Severity:
    return list(Severity)[gravity.index(max(gravity))]


def _doubts(examples: Sequence[Example]) -> tuple[tuple[str, float], ...]:
    """For each sign how much oftener it is met among the dropped, as a logarithm."""
    dropped = {one.matter for one in examples if one.dropped}
    kept = {one.matter for one in examples} - dropped
    if len(dropped) < FEWEST:
        return ()
    against, by = _matters(examples, dropped), _matters(examples, kept)
    ratios = {
        sign: math.log((against[sign] + 0.5) / (len(dropped) + 1)) - math.log((by[sign] + 0.5) / (len(kept) + 1))
        for sign in against | by
        if against[sign] + by[sign] >= TWICE
    }
    return tuple(sorted((sign, round(ratio, 3)) for sign, ratio in ratios.items()))


def _severities(examples: Sequence[Example]) -> tuple[tuple[str, str, float], ...]:
    """For each sign that two corrected matters bear, the severity that they share, weighed by who else bears it."""
    wanted = {one.matter: one.severity for one in examples if one.severity is not None}
    if len(wanted) < FEWEST:
        return ()
    every = _matters(examples, {one.matter for one in examples})
    found = []
    for severity in Severity:
        own = _matters(examples, {matter for matter, wish in wanted.items() if wish is severity})
        found += [(sign, severity.value, round(2 * n / every[sign] - 1, 3)) for sign, n in own.items() if n >= TWICE]
    return tuple(sorted(one for one in found if one[2] > 0))


def _matters(examples: Sequence[Example], among: set[int]) -> Counter[str]:
    """How many of these matters bear each sign."""
    borne = {(sign, one.matter) for one in examples if one.matter in among for sign in one.signs}
    return Counter(sign for sign, _ in borne)
