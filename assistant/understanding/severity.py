"""How much the business feels it."""

from __future__ import annotations

from assistant.understanding.matters import Matter
from assistant.understanding.voice import SEVERITIES
from assistant.vocabulary import Severity

WHOLE = 1.0  # weight of the letter as a whole where it speaks of one matter; of several, each speaks more for itself


def severity_of(matter: Matter) -> Severity:
    """How grave the matter is."""
    share = WHOLE / len(matter.all)
    scores = matter.standing.scores
    chances = (1 - share) * scores.severity[matter.at] + share * scores.gravity
    return Severity(SEVERITIES[int(chances.argmax())])
