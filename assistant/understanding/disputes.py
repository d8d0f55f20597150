"""A bill that is passed on with the remark that it is not accepted is a report of something wrong.

The bill says nothing of it, so the remark alone tells: what it objects to is the sentence, and it is an open matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from assistant.resources import rules
from assistant.understanding.findings import evidence_of
from assistant.understanding.heard import Words
from assistant.understanding.issues import finding_of
from assistant.understanding.matters import Matter, Standing
from assistant.understanding.mind import Mind
from assistant.understanding.phrases import Phrases, words
from assistant.understanding.sentences import Sentence
from assistant.understanding.severity import severity_of
from assistant.understanding.titles import shortened
from assistant.understanding.voice import Numbers, Scores
from assistant.vocabulary import IssueFinding, Letter, Status

FEWEST = 5  # words of a sentence that tells what is wrong
LONGEST = 300  # characters of evidence
GRAVITY: Numbers = np.array([0.6, 0.34, 0.05, 0.01], np.float32)  # money in question seldom stops anybody's work


def dispute_of(letter: Letter, remark: Words, scores: Scores, mind: Mind) -> IssueFinding:
    """What the remark, which has objections, objects to in the bill below it."""
    told = objections(remark)
    parts = remark.view.sentences
    first, last = _told(parts, told)
    matter = Matter(Standing(remark.view, scores), first, (first,))
    return replace(
        finding_of(letter, remark, matter, mind),
        title=_title(parts[first].words, letter.language),
        named=True,
        status=Status.OPEN,
        severity=severity_of(GRAVITY),
        evidence=evidence_of(letter, parts[first], parts[last]),
        gravity=tuple(map(float, GRAVITY.round(3))),
        course=(),
    )


def objections(remark: Words) -> list[int]:
    """The places of the sentences that object."""
    return [i for i, part in enumerate(remark.view.sentences) if _phrases().names(words(part.words))]


def _told(parts: Sequence[Sentence], told: list[int]) -> tuple[int, int]:
    """The first and the last sentence of what the forwarder says: what is wrong may stand before the objection."""
    first = next((i for i in range(told[0]) if len(parts[i].words.split()) >= FEWEST), told[0])
    near = [i for i in told if parts[i].end - parts[first].start <= LONGEST]
    return (first, near[-1]) if near else (told[0], told[0])


def _title(sentence: str, language: str) -> str:
    """ "Bill: why are we still paying for a fax line"."""
    bill = _bills().get(language, _bills()["en"])
    return shortened(f"{bill}: {sentence[:1].lower() if sentence[1:2].islower() else sentence[:1]}{sentence[1:]}")


@cache
def _bills() -> Mapping[str, str]:
    return dict(rules("disputes")["bill"])


@cache
def _phrases() -> Phrases:
    return Phrases((rule["cue"], rule["any"]) for rule in rules("disputes")["cues"])
