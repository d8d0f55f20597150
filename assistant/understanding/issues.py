"""The issues of a letter: for each matter the sentence that tells most, its status, severity, title and tickets."""

from __future__ import annotations

from assistant.understanding.findings import evidence_of
from assistant.understanding.heard import Words
from assistant.understanding.matters import Standing, matters
from assistant.understanding.mind import Mind
from assistant.understanding.severity import severity_of
from assistant.understanding.tickets import tickets_of
from assistant.understanding.titles import title_of
from assistant.understanding.voice import STATUSES, Scores
from assistant.vocabulary import IssueFinding, Letter, Status

AROUND = 300  # characters of context kept with a finding


def issues_of(letter: Letter, words: Words, scores: Scores, mind: Mind) -> tuple[IssueFinding, ...]:
    """One finding for each matter, in the order of the letter."""
    standing = Standing(words.view, scores)
    chosen = sorted(matters(standing, mind.judge, mind.lines.matter))
    return tuple(_finding(letter, words, standing, i, chosen) for i in chosen)


def _finding(letter: Letter, words: Words, standing: Standing, i: int, chosen: list[int]) -> IssueFinding:
    scores, part = standing.scores, words.view.sentences[i]
    block = standing.blocks[i]
    around = " ".join(p.words for p, b in zip(words.view.sentences, standing.blocks, strict=True) if b == block)
    status = STATUSES[1 + int(scores.status[i, 1:].argmax())]
    return IssueFinding(
        title_of(letter, standing, i, chosen),
        Status(status),
        severity_of(standing, i, chosen),
        evidence_of(letter, part),
        tickets_of(letter, standing, i, chosen),
        words.speaker,
        round(float(standing.chance[i] * scores.kind[0]), 3),
        around[:AROUND],
        tuple(sorted(words.view.cues[i])),
    )
