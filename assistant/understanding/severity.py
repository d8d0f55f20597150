"""How much the business feels it."""

from __future__ import annotations

from assistant.understanding.matters import Standing
from assistant.understanding.voice import SEVERITIES
from assistant.vocabulary import Severity

WHOLE = (
    0.5  # weight of the letter as a whole where it speaks of one matter; of several, each sentence speaks for itself
)


def severity_of(standing: Standing, i: int, chosen: list[int]) -> Severity:
    """The severity of the matter that sentence `i` stands for."""
    share = WHOLE / len(chosen)
    chances = (1 - share) * standing.scores.severity[i] + share * standing.scores.gravity
    return Severity(SEVERITIES[int(chances.argmax())])
