"""The learnt voice: from a letter's features to how likely each reading of each sentence is.

A logistic regression on hashed n-grams, learnt by `make train` from the labelled letters in `training/letters`.
At run time it is a table of small numbers and needs nothing but numpy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.understanding.features import Rows, View, letter_groups, named_grams, sentence_groups, words_of

Numbers = NDArray[np.float32]
Table = NDArray[np.generic]  # numbers, or whole numbers of one byte

STATUSES = ("", "open", "in_progress", "waiting_on_you", "scheduled", "fixed")
EVENTS = ("", "maintenance", "renewal", "visit", "change", "meeting", "deadline")
SEVERITIES = ("low", "normal", "high", "critical")
KINDS = ("issue", "notice", "report", "noise", "invoice")
PROMISES = ("", "promise")
SENTENCE_HEADS = {
    "status": STATUSES,
    "promise": PROMISES,
    "event": EVENTS,
    "severity": SEVERITIES,
}
LETTER_HEADS = {"kind": KINDS, "gravity": SEVERITIES, "course": STATUSES}
HEADS = {**SENTENCE_HEADS, **LETTER_HEADS}
SENTENCE_WEIGHTS = (
    1.0,
    1.0,
    0.4,
    0.4,
    0.5,
    1.0,
)  # of the groups: own words, pieces, before, after, subject, signs
LETTER_WEIGHTS = (
    1.0,
    1.0,
    0.8,
    0.6,
    0.8,
)  # body, pieces, subject, first sentences, signs


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities: a row for each sentence, a column for each class in the order above; `kind` is the letter's."""

    status: Numbers
    promise: Numbers  # one number a sentence
    event: Numbers
    severity: Numbers
    kind: Numbers  # of the letter
    gravity: Numbers  # the severity of its gravest issue, by the letter as a whole
    course: Numbers  # where its issue stands, by the letter as a whole


class Voice:
    """The table of weights, by head: `tables[head]` has a row for each feature and a column for each class.

    Weights may be whole numbers of one byte: then `scales` has by how much those of each class are to be multiplied.
    """

    def __init__(
        self, tables: dict[str, Table], intercepts: dict[str, Numbers], scales: dict[str, Numbers] | None = None
    ) -> None:
        self._sentence = np.hstack([tables[head] for head in SENTENCE_HEADS])
        self._letter = np.hstack([tables[head] for head in LETTER_HEADS])
        scales = scales or {head: np.ones(len(classes), np.float32) for head, classes in HEADS.items()}
        self._sentence_scale = np.concatenate([scales[head] for head in SENTENCE_HEADS])
        self._letter_scale = np.concatenate([scales[head] for head in LETTER_HEADS])
        self._sentence_start = np.concatenate([intercepts[head] for head in SENTENCE_HEADS])
        self._letter_start = np.concatenate([intercepts[head] for head in LETTER_HEADS])

    def weighty(self, words: str, head: str, column: int, most: int = 3) -> tuple[str, ...]:
        """The words that speak most for this class of this head, the weightiest first."""
        start = sum(len(classes) for classes in list(SENTENCE_HEADS.values())[: list(SENTENCE_HEADS).index(head)])
        runs = {run: float(self._sentence[r, start + column]) for run, r in named_grams(words_of(words))}
        best = sorted((run for run in runs if runs[run] > 0), key=lambda run: (-runs[run], run))
        return tuple(best[:most])

    def scores(self, view: View) -> Scores:
        """How each sentence of the letter may be read."""
        rows = [_total(self._sentence, groups, SENTENCE_WEIGHTS) for groups in sentence_groups(view)]
        sums = np.vstack(rows) if rows else np.zeros((0, self._sentence.shape[1]), np.float32)
        letter = _total(self._letter, letter_groups(view), LETTER_WEIGHTS)[None, :]
        return scores_of(
            sums * self._sentence_scale + self._sentence_start, letter * self._letter_scale + self._letter_start
        )


def _total(table: Table, groups: list[Rows], weights: tuple[float, ...]) -> Numbers:
    """The weighted sum of the features' rows, each group scaled to length one."""
    found = np.zeros(table.shape[1], np.float32)
    for rows, weight in zip(groups, weights, strict=True):
        if len(rows):
            found += table[rows].sum(axis=0, dtype=np.float32) * np.float32(weight / np.sqrt(len(rows)))
    return found


def scores_of(sentences: Numbers, letter: Numbers) -> Scores:
    """Sums made probabilities: a row for each sentence, one row for the letter; columns by head, in their order."""
    chances: dict[str, Numbers] = {}
    for heads, sums in ((SENTENCE_HEADS, sentences), (LETTER_HEADS, letter)):
        at = 0
        for head, classes in heads.items():
            chances[head] = softmax(sums[:, at : at + len(classes)])
            at += len(classes)
    chances["promise"] = chances["promise"][:, 1]
    for head in LETTER_HEADS:
        chances[head] = chances[head][0]
    return Scores(**chances)


def softmax(sums: Numbers) -> Numbers:
    """Rows of sums made probabilities."""
    raised = np.exp(sums - sums.max(axis=1, keepdims=True, initial=-1e9))
    total: Numbers = raised / raised.sum(axis=1, keepdims=True)
    return total
