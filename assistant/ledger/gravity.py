"""How much the business feels a matter, by all letters about it: one frightened letter does not make a disaster.

Each letter tells how likely each severity is. The letters' word is averaged (their logarithms, so that one that
excludes a severity counts); those that tell the trouble weigh more than those that tell of the work on it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

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
    likely = [
        math.exp(value / total) * weights["calls"][severity] for value, severity in zip(sums, Severity, strict=True)
    ]
    return list(Severity)[likely.index(max(likely))]


def _chances(finding: IssueFinding) -> Sequence[float]:
    return finding.gravity or [float(severity is finding.severity) for severity in Severity]
