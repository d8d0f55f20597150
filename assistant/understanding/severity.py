"""How much the business feels it."""

from __future__ import annotations

from assistant.understanding.matters import Matter
from assistant.understanding.voice import SEVERITIES, Numbers
from assistant.vocabulary import Severity

WHOLE = 0.5  # weight of the letter as a whole where it speaks of one matter; of several, each speaks more for itself


def gravity_of(matter: Matter) -> Numbers:
    """How likely each severity is, in their order."""
    share = WHOLE / len(matter.all)
    scores = matter.standing.scores
    chances: Numbers = (1 - share) * scores.severity[matter.at] + share * scores.gravity
    return chances


def severity_of(gravity: Numbers) -> Severity:
    """The likeliest severity."""
    return Severity(SEVERITIES[int(gravity.argmax())])
