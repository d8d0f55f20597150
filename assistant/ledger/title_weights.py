"""How much the signs of words and phrases weigh: the numbers of `rules/titles.yaml` put to use."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache

from assistant.resources import rules

_IDLE = 0.05  # a word less likely than this to be what a matter is about tells nothing


def evidence(signs: Iterable[str], letters: int = 1, others: float = 0.0) -> float:
    """What speaks for a word (log odds): its signs, in how many `letters` of the matter it stands, and in what
    share of the `others`."""
    weights = _weights("word")
    score = weights["any"] + sum(sorted(weights.get(sign, 0.0) for sign in signs))
    return score + weights["again"] * min(3, letters - 1) + weights["common"] * math.log(1 + 200 * others)


def likely(score: float) -> float:
    """Log odds as a probability."""
    return 1 / (1 + math.exp(-score))


def form(*signs: str) -> float:
    """What a phrase is worth for how it is built."""
    weights = _forms()
    return sum(weights.get(sign, 0.0) for sign in signs)


def content(stems: tuple[str, ...], tells: Mapping[str, float]) -> float:
    """What a phrase is worth for what its words tell: the best of them, and all together."""
    weights = _weights("phrase")
    told = [tells[stem] for stem in dict.fromkeys(stems)]
    missed = math.prod(1 - each for each in told)
    return (
        weights["best"] * max(told)
        + weights["all"] * (1 - missed)
        + weights["sum"] * sum(told)
        + weights["idle"] * sum(each < _IDLE for each in told)
        + weights["twice"] * (len(stems) - len(told))
    )


@cache
def _weights(name: str) -> Mapping[str, float]:
    return dict(rules("titles")[name])


@cache
def _forms() -> Mapping[str, float]:
    """What was learnt of each sign of a phrase's form, and what its look adds."""
    learnt, look = _weights("phrase"), _weights("look")
    return {sign: learnt.get(sign, 0.0) + look.get(sign, 0.0) for sign in (*learnt, *look)}
