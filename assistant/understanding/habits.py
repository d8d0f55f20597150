"""An office's own small correction, laid upon what was found: what its owner keeps dropping is doubted, what its owner
keeps calling urgent is urgent.

It is bounded on purpose. It never removes a finding, never raises how sure one is, and never moves one further than
`DOUBTED` and `WEIGHED` say; what it has never met it leaves alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from assistant.understanding.judge import logit
from assistant.understanding.matters import content
from assistant.understanding.voice import SEVERITIES
from assistant.vocabulary import Findings, Habits, IssueFinding, Severity

DOUBTED = 2.0  # how far a finding's confidence can fall, as log odds: from 0.90 to 0.55
WEIGHED = 1.5  # how far a severity can gain upon the others, as log odds

OFTEN_DROPPED = "often dropped here"  # the reason that a doubted finding gives

NONE = Habits()


def adjusted(findings: Findings, domain: str, habits: Habits) -> Findings:
    """The findings of a letter from this domain as the office's habits have them."""
    if habits == NONE or not findings.issues:
        return findings
    return replace(findings, issues=tuple(_adjusted(one, signs_of(one, domain), habits) for one in findings.issues))


def signs_of(finding: IssueFinding, domain: str) -> frozenset[str]:
    """What the correction looks at: the telling words, where the letter comes from, how the sentence speaks."""
    cues = (reason for reason in finding.reasons if not reason.startswith('"') and reason != OFTEN_DROPPED)
    words = content(f"{finding.title} {finding.evidence.quote}")
    return frozenset({*words, *(f"cue {cue}" for cue in cues), f"from {domain}", f"status {finding.status}"})


def doubt(signs: frozenset[str], habits: Habits) -> float:
    """By how much, as log odds, a finding with these signs is less sure: from 0 to `DOUBTED`."""
    known = [weight for sign, weight in _doubts(habits).items() if sign in signs]
    return min(max(sum(known) / math.sqrt(len(known) or 1) - 1, 0.0), DOUBTED)


def lifts(signs: frozenset[str], habits: Habits) -> tuple[float, ...]:
    """By how much, as log odds, each severity gains: from 0 to `WEIGHED`."""
    sums = dict.fromkeys(SEVERITIES, 0.0)
    for sign, severity, weight in habits.severities:
        if sign in signs:
            sums[severity] += weight
    return tuple(WEIGHED * min(max(value, 0.0), 1.0) for value in sums.values())


def severity_with(gravity: tuple[float, ...], gains: tuple[float, ...]) -> tuple[float, ...]:
    """How likely each severity is after each has gained so much."""
    raised = [chance * math.exp(gain) for chance, gain in zip(gravity, gains, strict=True)]
    return tuple(round(value / sum(raised), 3) for value in raised)


def _adjusted(finding: IssueFinding, signs: frozenset[str], habits: Habits) -> IssueFinding:
    less, gains = doubt(signs, habits), lifts(signs, habits)
    if less:
        sure = 1 / (1 + math.exp(less - float(logit(finding.confidence))))
        finding = replace(finding, confidence=round(sure, 3), reasons=(*finding.reasons, OFTEN_DROPPED))
    if any(gains) and finding.gravity:
        gravity = severity_with(finding.gravity, gains)
        severity = list(Severity)[gravity.index(max(gravity))]
        finding = replace(finding, gravity=gravity, severity=severity)
    return finding


@lru_cache(maxsize=8)
def _doubts(habits: Habits) -> Mapping[str, float]:
    return dict(habits.doubts)
