"""How much the business feels a matter, by all letters about it: one frightened letter does not make a disaster.

Each letter tells how likely each severity is. The letters' word is averaged (their logarithms, so that one that
excludes a severity counts); those that tell the trouble weigh more than those that tell of the work on it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache

from assistant.ledger.words import fold
from assistant.resources import rules
from assistant.vocabulary import IssueFinding, Severity, Status

_LEAST = 1e-3  # no letter excludes a severity altogether


def severity_of(heard: Sequence[IssueFinding]) -> Severity:
    """The severity of a matter by what was found about it; a finding without `gravity` is sure of its own."""
    sums = [0.0] * len(Severity)
    weights = rules("gravity")
    total = 0.0
    for finding in heard:
        weight = weights["telling"] if finding.status is Status.OPEN else 1.0
        total += weight
        for place, chance in enumerate(_chances(finding)):
            sums[place] += weight * math.log(max(chance, _LEAST))
    calls = dict(weights["calls"])
    if any(map(alarms, heard)):
        calls[Severity.CRITICAL] *= weights["alarm"]
    likely = [math.exp(value / total) * calls[severity] for value, severity in zip(sums, Severity, strict=True)]
    return list(Severity)[likely.index(max(likely))]


def alarms(finding: IssueFinding) -> bool:
    """Does it speak of something stolen or leaked, or of a stranger inside?"""
    return bool(_alarming().search(fold(f"{finding.title}\n{finding.evidence.quote}\n{finding.context}")))


@cache
def _alarming() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, map(fold, rules("gravity")["alarming"])), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def _chances(finding: IssueFinding) -> Sequence[float]:
    return finding.gravity or [float(severity is finding.severity) for severity in Severity]
