"""From labelled letters to the voice: matrices of features, labels by sentence, a regression for each head."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from bank import Case, overlapping
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from assistant.understanding import voice as v
from assistant.understanding.features import SIZE, Rows, View, letter_groups, sentence_groups

STRENGTH = {"status": 10.0, "promise": 20.0, "event": 20.0, "severity": 5.0, "kind": 20.0}  # C: the more, the freer


@dataclass(frozen=True)
class Lesson:
    """A letter ready to learn from: `labels[head]` has a class for each sentence, -1 where nothing is to be learnt."""

    case: Case
    view: View
    labels: dict[str, NDArray[np.int64]]
    sentences: sparse.csr_matrix
    letter: sparse.csr_matrix


def lesson(case: Case, view: View) -> Lesson:
    """The letter's features and labels."""
    return Lesson(
        case,
        view,
        labels(case, view),
        matrix(sentence_groups(view), v.SENTENCE_WEIGHTS),
        matrix([letter_groups(view)], v.LETTER_WEIGHTS),
    )


def labels(case: Case, view: View) -> dict[str, NDArray[np.int64]]:
    """What each sentence says by the gold findings."""
    count = len(view.sentences)
    found = {head: np.zeros(count, np.int64) for head in ("status", "promise", "event")}
    found["severity"] = np.full(count, -1, np.int64)
    for issue in case.gold["issues"]:
        for i in overlapping(issue["evidence"], view.sentences):
            found["status"][i] = v.STATUSES.index(issue["status"])
            if "severity" in issue:
                found["severity"][i] = v.SEVERITIES.index(issue["severity"])
    for promise in case.gold["commitments"]:
        found["promise"][overlapping(promise["evidence"], view.sentences)] = 1
    for event in case.gold["events"]:
        found["event"][overlapping(event["evidence"], view.sentences)] = v.EVENTS.index(event["kind"])
    kind = case.gold["kind"]
    found["kind"] = np.array([v.KINDS.index(kind) if kind in v.KINDS else -1])
    return found


def matrix(groups: Sequence[Sequence[Rows]], weights: Sequence[float]) -> sparse.csr_matrix:
    """One row for each list of groups, scaled as the voice scales them."""
    columns: list[Rows] = [np.zeros(0, np.int64)]
    values = [np.zeros(0, np.float32)]
    ends = [0]
    for row in groups:
        for rows, weight in zip(row, weights, strict=True):
            if len(rows):
                columns.append(rows)
                values.append(np.full(len(rows), weight / np.sqrt(len(rows)), np.float32))
        ends.append(ends[-1] + sum(map(len, row)))
    found = sparse.csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=(len(groups), SIZE))
    found.sum_duplicates()
    return found


def train(lessons: Sequence[Lesson], rounds: int = 80) -> v.Voice:
    """The voice learnt from these letters."""
    return v.Voice(*weights(lessons, rounds))


def weights(lessons: Sequence[Lesson], rounds: int) -> tuple[dict[str, v.Numbers], dict[str, v.Numbers]]:
    """A table and intercepts for each head."""
    tables, intercepts = {}, {}
    sentences = sparse.vstack([x.sentences for x in lessons]).tocsr()
    letters = sparse.vstack([x.letter for x in lessons]).tocsr()
    for heads, features in ((v.SENTENCE_HEADS, sentences), (v.LETTER_HEADS, letters)):
        for head, classes in heads.items():
            target = np.concatenate([x.labels[head] for x in lessons])
            known = target >= 0
            tables[head], intercepts[head] = _fit(features[known], target[known], STRENGTH[head], len(classes), rounds)
    return tables, intercepts


def _fit(
    features: sparse.csr_matrix, target: NDArray[np.int64], strength: float, classes: int, rounds: int
) -> tuple[v.Numbers, v.Numbers]:
    model = LogisticRegression(C=strength, max_iter=rounds, solver="lbfgs")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the last digits change nothing
        model.fit(features, target)
    table, intercept = np.zeros((SIZE, classes), np.float32), np.full(classes, -30.0, np.float32)
    coefficients, offsets = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        coefficients, offsets = (
            np.vstack([-coefficients / 2, coefficients / 2]),
            np.array([-offsets[0] / 2, offsets[0] / 2]),
        )
    table[:, model.classes_] = coefficients.T
    intercept[model.classes_] = offsets
    return table, intercept
