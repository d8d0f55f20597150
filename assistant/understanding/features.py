"""What the learnt voice looks at: words and pieces of words of a sentence and its neighbours, as numbers.

A feature is a string hashed into a table of `SIZE` rows (CRC-32: the same on every machine). Features come in groups
(own words, pieces of words, the sentence before, the one after, the subject, signs); each is scaled to length one, so
that a long sentence weighs no more than a short one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistant.understanding.sentences import Sentence

SIZE = 1 << 18
Rows = NDArray[np.int64]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.:,/-]\d+)*|[?!:£$€%]")
_DIGIT = re.compile(r"\d")
_PLAIN = str.maketrans("’‘´`", "''''")
LONGEST = 120  # words of one sentence that are looked at


@dataclass(frozen=True, slots=True)
class View:
    """A letter as the voice sees it."""

    sentences: tuple[Sentence, ...]
    cues: tuple[frozenset[str], ...]
    subject: str
    speaker: str  # "provider", "owner", "staff"
    language: str
    subject_cues: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()  # for each sentence: "future", "past", "today", "time" or ""


def words_of(text: str) -> list[str]:
    """Lower-case words with digits made 0."""
    return [_DIGIT.sub("0", word) for word in _WORD.findall(text.translate(_PLAIN).casefold())][:LONGEST]


@lru_cache(maxsize=60_000)
def row(feature: str) -> int:
    """The row of a feature."""
    return crc32(feature.encode()) & (SIZE - 1)


@lru_cache(maxsize=30_000)
def pieces(word: str) -> tuple[int, ...]:
    """The rows of a word's pieces of 3 to 5 letters, its edges marked."""
    marked = f"<{word}>"
    return tuple(row("c:" + marked[i : i + n]) for n in (3, 4, 5) for i in range(len(marked) - n + 1))


def grams(words: Sequence[str], mark: str, longest: int) -> list[int]:
    """The rows of the runs of 1 to `longest` words."""
    return [
        row(f"{mark}{n}:" + " ".join(words[i : i + n]))
        for n in range(1, longest + 1)
        for i in range(len(words) - n + 1)
    ]


def named_grams(words: Sequence[str]) -> list[tuple[str, int]]:
    """Each run of one or two of the sentence's own words with its row, to say what weighed."""
    runs = [" ".join(words[i : i + n]) for n in (1, 2) for i in range(len(words) - n + 1)]
    return [(run, row(f"w{run.count(' ') + 1}:{run}")) for run in runs]


def sentence_groups(view: View) -> list[list[Rows]]:
    """For each sentence of the letter its groups of rows."""
    split = [words_of(s.words) for s in view.sentences]
    own = [["^", *words, "$"] for words in split]
    subject = words_of(view.subject)
    about = grams(subject, "s", 2) + [p for w in subject for p in pieces(w)]
    found: list[list[Rows]] = []
    for i, words in enumerate(split):
        before = grams(split[i - 1], "p", 2) if i else [row("p:none")]
        after = grams(split[i + 1], "n", 2) if i + 1 < len(split) else [row("n:none")]
        letters = [p for w in words for p in pieces(w)]
        found.append(
            [
                _rows(g)
                for g in (
                    grams(own[i], "w", 3),
                    letters,
                    before,
                    after,
                    about,
                    _signs(view, i),
                )
            ]
        )
    return found


def letter_groups(view: View) -> list[Rows]:
    """The groups of rows of the whole letter."""
    split = [words_of(s.words) for s in view.sentences]
    body = [r for words in split for r in grams(words, "L", 2)]
    letters = [p for words in split for w in words[:40] for p in pieces(w)]
    subject = words_of(view.subject)
    about = grams(subject, "S", 2) + [p for w in subject for p in pieces(w)]
    first = [r for words in split[:3] for r in grams(words, "F", 2)]
    return [_rows(g) for g in (body, letters, about, first, _letter_signs(view))]


def _rows(found: Iterable[int]) -> Rows:
    return np.fromiter(found, dtype=np.int64)


def _signs(view: View, i: int) -> list[int]:
    """Where the sentence stands, who speaks, which cues it and its neighbours carry, what date is in it."""
    count, part = len(view.sentences), view.sentences[i]
    dated = view.dated[i] if view.dated else ""
    signs = [
        f"who:{view.speaker}",
        f"at:{min(i, 5)}",
        f"left:{min(count - 1 - i, 4)}",
        f"many:{count.bit_length()}",
    ]
    signs += [
        f"role:{part.role}",
        f"item:{min(part.item, 3)}",
        f"long:{len(part.words).bit_length()}",
        f"date:{dated}",
    ]
    signs += [f"lang:{view.language}", f"who:{view.speaker}:date:{dated}"]
    for cue in sorted(view.cues[i]):
        signs += [f"cue:{cue}", f"cue:{cue}:{view.speaker}", f"cue:{cue}:date:{dated}"]
    own = sorted(view.cues[i])
    signs += [f"both:{a}:{b}" for n, a in enumerate(own) for b in own[n + 1 :]]
    signs += [f"subject:{cue}" for cue in view.subject_cues]
    near = ((-2, "b2"), (-1, "b1"), (1, "a1"), (2, "a2"))
    signs += [f"{mark}:{cue}" for d, mark in near if 0 <= i + d < count for cue in sorted(view.cues[i + d])]
    return [row("x:" + sign) for sign in signs]


def _letter_signs(view: View) -> list[int]:
    count = len(view.sentences)
    signs = [
        f"who:{view.speaker}",
        f"many:{count.bit_length()}",
        f"lang:{view.language}",
    ]
    signs += [f"re:{view.subject.casefold().startswith(('re:', 'aw:', 'antw'))}"]
    for cue in sorted({c for cues in view.cues for c in cues}):
        times = sum(cue in cues for cues in view.cues)
        signs += [
            f"cue:{cue}",
            f"cue:{cue}:{min(times, 4)}",
            f"cue:{cue}:{view.speaker}",
        ]
    signs += [f"subject:{cue}" for cue in view.subject_cues]
    for kind in ("window", "future", "past", "today", "hour"):
        signs.append(f"dated:{kind}:{min(view.dated.count(kind), 3)}")
    return [row("y:" + sign) for sign in signs]
