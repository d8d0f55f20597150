"""From labelled letters to a mind: matrices of features, labels by sentence, a regression for each head, a judge."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from bank import Case, overlapping
from numpy.typing import NDArray
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from assistant.understanding import voice as v
from assistant.understanding.features import SIZE, Rows, letter_groups, sentence_groups
from assistant.understanding.heard import Heard, hear
from assistant.understanding.issues import courses_of, doubts
from assistant.understanding.judge import Judge
from assistant.understanding.matters import FLOOR, Standing, matters, relation

STRENGTH = {
    "status": 5.0,
    "promise": 20.0,
    "event": 20.0,
    "severity": 5.0,
    "kind": 20.0,
    "gravity": 10.0,
    "course": 10.0,
}  # C: the more, the freer
ROUNDS = 45
Labels = dict[str, NDArray[np.int64]]


@dataclass(frozen=True)
class Lesson:
    """A letter ready to learn from: `labels[head]` has a class for each sentence, -1 where nothing is to be learnt."""

    case: Case
    heard: Heard
    labels: Labels
    sentences: sparse.csr_matrix
    letter: sparse.csr_matrix


def lesson(case: Case) -> Lesson:
    """The letter's features and labels."""
    heard = hear(case.letter, case.office)
    view = heard.body.view
    sentences = matrix(sentence_groups(view), v.SENTENCE_WEIGHTS)
    return Lesson(case, heard, labels(case, heard), sentences, matrix([letter_groups(view)], v.LETTER_WEIGHTS))


def labels(case: Case, heard: Heard) -> Labels:
    """What each sentence says by the gold findings."""
    parts = heard.body.view.sentences
    found = {head: np.zeros(len(parts), np.int64) for head in ("status", "promise", "event")}
    found["severity"] = np.full(len(parts), -1, np.int64)
    for issue in case.gold["issues"]:
        where = overlapping(issue["evidence"], parts)
        found["status"][where] = v.STATUSES.index(issue["status"])
        found["severity"][where] = v.SEVERITIES.index(issue["severity"])
    for promise in case.gold["commitments"]:
        found["promise"][overlapping(promise["evidence"], parts)] = 1
    for event in case.gold["events"]:
        found["event"][overlapping(event["evidence"], parts)] = v.EVENTS.index(event["kind"])
    grave = [v.SEVERITIES.index(issue["severity"]) for issue in case.gold["issues"]]
    found["gravity"] = np.array([max(grave, default=-1)])
    stands = {v.STATUSES.index(issue["status"]) for issue in case.gold["issues"]}
    found["course"] = np.array([stands.pop() if len(stands) == 1 else -1])
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


def learn_voice(lessons: Sequence[Lesson]) -> tuple[dict[str, v.Numbers], dict[str, v.Numbers]]:
    """A table and intercepts for each head."""
    tables, intercepts = {}, {}
    sentences = sparse.vstack([x.sentences for x in lessons]).tocsr()
    letters = sparse.vstack([x.letter for x in lessons]).tocsr()
    for heads, features in ((v.SENTENCE_HEADS, sentences), (v.LETTER_HEADS, letters)):
        for head, classes in heads.items():
            target = np.concatenate([x.labels[head] for x in lessons])
            known = target >= 0
            tables[head], intercepts[head] = _fit(features[known], target[known], STRENGTH[head], len(classes))
    return tables, intercepts


def _fit(
    features: sparse.csr_matrix, target: NDArray[np.int64], strength: float, classes: int
) -> tuple[v.Numbers, v.Numbers]:
    model = LogisticRegression(C=strength, max_iter=ROUNDS, solver="lbfgs")
    seen = np.flatnonzero(np.bincount(features.indices, minlength=SIZE) > 1)  # what occurs once teaches nothing
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the last digits change nothing
        model.fit(features[:, seen], target)
    table, intercept = np.zeros((SIZE, classes), np.float32), np.full(classes, -30.0, np.float32)
    coefficients, offsets = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        coefficients = np.vstack([-coefficients / 2, coefficients / 2])
        offsets = np.array([-offsets[0] / 2, offsets[0] / 2])
    table[np.ix_(seen, model.classes_)] = coefficients.T
    intercept[model.classes_] = offsets
    return table, intercept


Scored = tuple[Lesson, v.Scores]


def learn_judge(scored: Iterable[Scored]) -> Judge:
    """The judge of matters, from letters scored by a voice that did not learn from them."""
    return _judge(row for lesson_, scores in scored for row in _turns(lesson_, scores))


def learn_sureness(scored: Iterable[Scored], judge: Judge, line: float) -> Judge:
    """The judge of how far an issue's finding can be trusted, from such letters too."""
    return _judge(row for lesson_, scores in scored for row in _trials(lesson_, scores, judge, line))


def _judge(rows: Iterable[tuple[dict[str, float], bool]]) -> Judge:
    found = list(rows)
    table, target = np.array([list(row.values()) for row, _ in found], float), np.array([yes for _, yes in found])
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
    model = LogisticRegression(C=0.1, max_iter=500).fit((table - mean) / spread, target)
    return Judge(mean, spread, model.coef_[0], float(model.intercept_[0]))


def _trials(lesson_: Lesson, scores: v.Scores, judge: Judge, line: float) -> list[tuple[dict[str, float], bool]]:
    """For each matter found in the letter: what speaks for it, and whether it is there with that status."""
    gold, issues = _matters(lesson_), lesson_.case.gold["issues"]
    found = []
    for matter in matters(Standing(lesson_.heard.body.view, scores), judge, line):
        status = v.STATUSES[1 + int(courses_of(matter).argmax())]
        alone = matter.alone and len(issues) == 1
        issue = issues[0] if alone else issues[gold[matter.at]] if matter.at in gold else None
        found.append((doubts(matter), issue is not None and issue["status"] == status))
    return found


def _turns(lesson_: Lesson, scores: v.Scores) -> list[tuple[dict[str, float], bool]]:
    """For each likely sentence after the first: how it stands to those before, and whether it is another matter."""
    gold = _matters(lesson_)
    standing = Standing(lesson_.heard.body.view, scores)
    if not gold or not standing.order:
        return []
    chosen = standing.order[:1]
    done = {gold[min(gold, key=lambda j: abs(j - chosen[0]))]}
    found = []
    for i in standing.order[1:]:
        if standing.chance[i] < FLOOR:
            break
        new = i in gold and gold[i] not in done
        found.append((relation(standing, i, chosen), new))
        if new:
            chosen.append(i)
            done.add(gold[i])
    return found


def _matters(lesson_: Lesson) -> dict[int, int]:
    """Which sentence tells of which issue."""
    found: dict[int, int] = {}
    for n, issue in enumerate(lesson_.case.gold["issues"]):
        for i in overlapping(issue["evidence"], lesson_.heard.body.view.sentences):
            found.setdefault(i, n)
    return found
