"""All that was learnt: the voice, or both voices, the judges' weights and the lines above which a thing counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.encoding import WEIGHTS
from assistant.understanding.encoder import Encoder
from assistant.understanding.judge import Judge
from assistant.understanding.voice import HEADS, Voice
from assistant.understanding.voices import Speaks, Voices

FILE = Path(__file__).parent / "mind.npz"
ENCODER = WEIGHTS


@dataclass(frozen=True, slots=True)
class Lines:
    """The chances from which something counts as found."""

    issue: float = 0.5  # that the letter is about issues
    untold: tuple[float, float] = (0.08, 0.8)  # the same, where no sentence tells an issue as surely as the first
    told: tuple[float, float] = (0.65, 0.15)  # the same, where a sentence tells one at least as surely as the first
    billed: float = 0.28  # that a sentence of a bill tells an issue too
    matter: float = 0.55  # that a further sentence is about another matter
    promise: float = 0.36
    event: float = 0.4
    remark: float = 0.45  # that a forwarder's remark is about an issue of its own
    plain: float = 4.0  # not a chance: how much a status gains where all cues of its sentence speak for it


SMALL = Lines(
    told=(0.55, 0.15), plain=8.0
)  # with the n-grams' voice alone, which leans on the letter more than it should
FULL = Lines(matter=0.5, event=0.37)  # with both voices; chosen on letters of authors left out


@dataclass(frozen=True, slots=True)
class Mind:
    """The voice, the judges, and the lines."""

    voice: Speaks
    judge: Judge
    sure: Judge  # how far an issue's finding can be trusted
    lines: Lines = Lines()


@cache
def mind(model: str) -> Mind:
    """What the package carries, read once: "small" is the n-grams' voice alone, "full" both voices."""
    with np.load(FILE) as file:
        voice = _ngrams(file)
        if model == "small":
            return Mind(voice, _judge(file, "judge"), _judge(file, "sure"), SMALL)
    with np.load(ENCODER) as file:
        return Mind(Voices(voice, Encoder(file)), _judge(file, "judge"), _judge(file, "sure"), FULL)


def _ngrams(file: Mapping[str, np.ndarray]) -> Voice:
    tables, scales = ({head: file[f"{head}{part}"] for head in HEADS} for part in ("", "_scale"))
    return Voice(tables, {head: file[f"{head}_intercept"] for head in HEADS}, scales)


def _judge(file: Mapping[str, np.ndarray], name: str) -> Judge:
    mean, spread, weights = (file[f"{name}_{part}"] for part in ("mean", "spread", "weights"))
    return Judge(mean, spread, weights, float(file[f"{name}_intercept"]))
