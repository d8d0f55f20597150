"""The issues of a letter: for each matter the sentence that tells most, its status, severity, title and tickets."""

from __future__ import annotations

import numpy as np

from assistant.understanding.findings import evidence_of
from assistant.understanding.heard import Words
from assistant.understanding.judge import Judge, Numbers, logit
from assistant.understanding.matters import Matter, Standing, matters
from assistant.understanding.mind import Mind
from assistant.understanding.sentences import Sentence
from assistant.understanding.severity import gravity_of, severity_of
from assistant.understanding.tickets import tickets_of
from assistant.understanding.titles import title_of
from assistant.understanding.voice import STATUSES, Scores
from assistant.vocabulary import IssueFinding, Letter, Status

WHOLE = 0.6  # weight of the letter as a whole beside its one sentence
BESIDE = 0.2  # a neighbour less likely than this tells nothing
PLAIN = 4.0  # how much a status gains where all cues of the sentence speak for it, with both voices
AROUND = 300  # characters of context kept with a finding

_FAMILIES = (  # the cues that speak for each status, in the order of `STATUSES`
    frozenset({"open", "broken", "wanted", "logged"}),
    frozenset({"in_progress", "looking", "handed"}),
    frozenset({"waiting_on_you", "ask"}),
    frozenset({"scheduled", "booked"}),
    frozenset({"fixed", "works", "done", "closed"}),
)


def issues_of(letter: Letter, words: Words, scores: Scores, mind: Mind) -> tuple[IssueFinding, ...]:
    """One finding for each matter, in the order of the letter."""
    found = matters(Standing(words.view, scores), mind.judge, mind.lines.matter)
    return tuple(finding_of(letter, words, matter, mind) for matter in found)


def finding_of(letter: Letter, words: Words, matter: Matter, mind: Mind) -> IssueFinding:
    """The matter as a finding."""
    courses = courses_of(matter, mind.lines.plain)
    column = 1 + int(courses.argmax())
    gravity = gravity_of(matter)
    weighty = mind.voice.weighty(matter.sentence.words, "status", column)
    return IssueFinding(
        title_of(letter, matter),
        Status(STATUSES[column]),
        severity_of(gravity),
        evidence_of(letter, *_telling(matter)),
        tickets_of(letter, matter),
        words.speaker,
        sureness(matter, mind.sure),
        " ".join(part.words for part in matter.block)[:AROUND],
        (*sorted(words.view.cues[matter.at]), *(f'"{run}"' for run in weighty)),
        tuple(round(float(chance), 3) for chance in gravity),
        course=tuple(round(float(chance), 3) for chance in courses / courses.sum()),
    )


def _telling(matter: Matter) -> tuple[Sentence, Sentence]:
    """The first and the last of the sentences that tell the matter: its own, and a neighbour that tells much too."""
    standing, i = matter.standing, matter.at
    near = [j for j in (i - 1, i + 1) if 0 <= j < len(standing.blocks) and standing.blocks[j] == standing.blocks[i]]
    near = [j for j in near if j not in matter.all and standing.chance[j] >= max(BESIDE, standing.chance[i] / 3)]
    parts = standing.view.sentences
    if not near:
        return parts[i], parts[i]
    j = max(near, key=lambda j: float(standing.chance[j]))
    first, last = parts[min(i, j)], parts[max(i, j)]
    return (first, last) if last.end - first.start <= AROUND else (parts[i], parts[i])


def sureness(matter: Matter, sure: Judge) -> float:
    """How likely it is that the letter has this issue and that its status is right, on letters never seen."""
    return round(float(sure.chances(np.array([list(doubts(matter).values())]))[0]), 3)


def doubts(matter: Matter) -> dict[str, float]:
    """What tells right findings from wrong ones, in numbers with names."""
    standing, courses = matter.standing, np.sort(courses_of(matter))[::-1]
    view = standing.view
    return {
        "kind": float(logit(standing.scores.kind[0])), "chance": float(logit(standing.chance[matter.at])),
        "course": float(courses[0] / courses.sum()), "margin": float((courses[0] - courses[1]) / courses.sum()),
        "alone": float(matter.alone), "matters": float(len(matter.all)), "sentences": float(len(view.sentences)),
        "english": float(view.language == "en"), "provider": float(view.speaker == "provider"),
        "words": float(len(matter.standing.words[matter.at])), "question": float("question" in view.cues[matter.at]),
    }  # fmt: skip


def courses_of(matter: Matter, plain: float = PLAIN) -> Numbers:
    """How likely each status is by the sentence and, where the letter has no other matter, by the letter as a whole.

    `plain`: how much a status gains where all cues of the sentence speak for it.
    """
    whole = WHOLE if matter.alone else 0.0
    found: Numbers = matter.standing.share[matter.at] + whole * matter.standing.scores.course[1:]
    told = plainly(matter.standing.view.cues[matter.at])
    if told is not None:
        found[told] *= plain
    return found


def plainly(cues: frozenset[str]) -> int | None:
    """The place of the one status that a sentence's cues speak for; None where they speak for none, or for several."""
    cues = cues - {"works"} if "negated" in cues else cues  # "nobody can open the drive"
    told = [place for place, family in enumerate(_FAMILIES) if cues & family]
    return told[0] if len(told) == 1 else None
