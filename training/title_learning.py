"""How much each sign weighs: a regression for words (is the matter about it?), and one for phrases (a good title?).

Nothing is drawn at random: the same letters give the same numbers.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from title_matters import Matter

from assistant.ledger.phrases import MOST_WORDS

Numbers = NDArray[np.float64]
Signs = dict[str, float]
CONTENT = ("best", "all", "sum", "idle", "twice")  # what a phrase's words tell, see `title_weights.content`
IDLE = 0.05  # the same as there
TELLS = 1.5  # what a word of the matter in a title is worth, beside its likeness (0..1) to the title by hand
PULL = 3.0  # of the weights of phrases towards zero
ROUNDS, SHARP, SPARE = 2, 6.0, 0.02  # looks at the best phrases of each matter; how much more they count than the rest


@dataclass(frozen=True)
class Lesson:
    """One author's matters as numbers: a row of signs for each stem of a matter, and for each phrase of a matter."""

    matters: Sequence[Matter]
    words: sparse.csr_matrix
    about: NDArray[np.bool_]  # of each stem: is the matter about it?
    phrases: sparse.csr_matrix
    texts: Sequence[str]
    stems: NDArray[np.int64]  # of each phrase, each once: rows of `words`; -1 where there are no more
    worth: Numbers  # of each phrase as a title, by what was written by hand
    whose: NDArray[np.int64]  # of each phrase: its matter


@dataclass(frozen=True)
class Names:
    """The signs that the columns of lessons stand for."""

    words: DictVectorizer
    phrases: DictVectorizer


def names(bank: Iterable[Sequence[Matter]], by_hand: Signs) -> Names:
    """All signs that occur, but those whose weight is set by hand."""
    every = [matter for matters in bank for matter in matters]
    words = {sign for matter in every for signs in matter.signs.values() for sign in signs}
    phrases = {sign for matter in every for _, signs in matter.phrases.values() for sign in signs}
    return Names(
        DictVectorizer().fit([dict.fromkeys({*words, "again", "common"} - by_hand.keys(), 1.0)]),
        DictVectorizer().fit([dict.fromkeys({*phrases, *CONTENT}, 1.0)]),
    )


def lesson(matters: Sequence[Matter], known: Names) -> Lesson:
    """The matters of one author, as if there were no others in the ledger."""
    offers = [(n, text, *offer) for n, matter in enumerate(matters) for text, offer in matter.phrases.items()]
    rows = {
        pair: row for row, pair in enumerate((n, stem) for n, matter in enumerate(matters) for stem in matter.signs)
    }
    once = [list(dict.fromkeys(stems)) for _, _, stems, _ in offers]
    repeats = [len(stems) - len(each) for (_, _, stems, _), each in zip(offers, once, strict=True)]
    forms = [dict.fromkeys(form, 1.0) | {"twice": n} for (*_, form), n in zip(offers, repeats, strict=True)]
    found = [[rows[n, stem] for stem in stems] for (n, *_), stems in zip(offers, once, strict=True)]
    return Lesson(
        matters,
        known.words.transform(_words(matters)),
        np.array([matters[n].is_about(stem) for n, stem in rows]),
        known.phrases.transform(forms),
        [text for _, text, _, _ in offers],
        np.array([each + [-1] * (MOST_WORDS - len(each)) for each in found]),
        np.array([matters[n].likeness(text) + TELLS * matters[n].named_by(text) for n, text, _, _ in offers]),
        np.array([n for n, _, _, _ in offers]),
    )


def _words(matters: Sequence[Matter]) -> list[Signs]:
    shared = Counter(stem for matter in matters for stem in matter.signs)
    return [
        dict.fromkeys(signs, 1.0)
        | {"again": min(3, matter.letters[stem] - 1), "common": math.log(1 + 200 * (shared[stem] - 1) / len(matters))}
        for matter in matters
        for stem, signs in matter.signs.items()
    ]


def learn_words(lessons: Sequence[Lesson]) -> tuple[Numbers, float]:
    """The weight of each sign of a word, and what speaks for any word."""
    table, about = sparse.vstack([x.words for x in lessons]), np.concatenate([x.about for x in lessons])
    model = LogisticRegression(max_iter=3000).fit(table, about)
    return model.coef_[0], float(model.intercept_[0])


def told(lesson_: Lesson, weights: tuple[Numbers, float]) -> Numbers:
    """How likely each stem is what its matter is about."""
    likely: Numbers = 1 / (1 + np.exp(-(lesson_.words @ weights[0] + weights[1])))
    return likely


def features(lesson_: Lesson, tells: Numbers, known: Names) -> sparse.csr_matrix:
    """The signs of each phrase, and what its words tell."""
    own = np.append(tells, 0.0)[lesson_.stems]
    content = {
        "best": own.max(axis=1),
        "all": 1 - (1 - own).prod(axis=1),
        "sum": own.sum(axis=1),
        "idle": ((own < IDLE) & (lesson_.stems >= 0)).sum(axis=1),
    }
    columns = [known.phrases.vocabulary_[name] for name in content]
    spread = sparse.csr_matrix((np.ones(4), (range(4), columns)), shape=(4, lesson_.phrases.shape[1]))
    return (lesson_.phrases + sparse.csr_matrix(np.column_stack(list(content.values()))) @ spread).tocsr()


def learn_phrases(lessons: Sequence[Lesson], seen: Sequence[sparse.csr_matrix]) -> Numbers:
    """The weight of each sign of a phrase, by what makes one phrase of a matter better than its others."""
    table, worth = sparse.vstack(seen).tocsr(), np.concatenate([x.worth for x in lessons])
    starts = np.cumsum([0, *(len(x.matters) for x in lessons)])
    whose = np.concatenate([x.whose + start for x, start in zip(lessons, starts, strict=False)])
    _, whose, sizes = np.unique(whose, return_inverse=True, return_counts=True)
    chances = (sizes / sizes.mean())[whose]  # a choice of many teaches more than a choice of few
    weights = _fit(table, worth, whose, chances / np.sqrt(sizes[whose]), PULL)
    for _ in range(ROUNDS):
        score = table @ weights
        score -= (np.bincount(whose, score) / sizes)[whose]
        near = np.exp(np.clip(score * SHARP, -SHARP, SHARP))
        count = near / np.bincount(whose, near)[whose] + SPARE / sizes[whose]
        weights = _fit(table, worth, whose, chances * count, PULL / 4)
    return weights


def _fit(table: sparse.csr_matrix, worth: Numbers, whose: NDArray[np.int64], count: Numbers, pull: float) -> Numbers:
    """Ridge regression of the worth on the signs, both seen from the mean of the matter's phrases (each `count`s)."""
    groups = sparse.csr_matrix((count, (whose, np.arange(len(whose)))))
    total = np.bincount(whose, count)
    sums, worths = (groups @ table).toarray(), groups @ worth
    counted = table.multiply(count[:, None]).tocsr()
    square = (counted.T @ table).toarray() - (sums / total[:, None]).T @ sums
    return np.linalg.solve(square + pull * np.eye(len(square)), counted.T @ worth - (sums / total[:, None]).T @ worths)
