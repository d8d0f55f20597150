"""A letter laid out for the encoder: who writes, the subject, then sentence after sentence, each closed by a mark.

So every sentence is read in sight of all others, in one pass. A letter longer than a page goes on with the last
sentence of the page before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.encoding import Wordpiece
from assistant.understanding.features import View

PAGE = 256  # pieces of a page
SENTENCE = 96  # pieces of one sentence that are looked at
SUBJECT = 24
WHO = 2


@dataclass(frozen=True, slots=True)
class Page:
    """`pieces` by their places in the vocabulary; sentence `first + i` is `pieces[start:stop]`, its mark at `stop`."""

    pieces: tuple[int, ...]
    first: int
    spans: tuple[tuple[int, int], ...]


def pages(view: View, wordpiece: Wordpiece) -> list[Page]:
    """The letter's pages: at least one, also where it has no sentence."""
    stop = wordpiece.stop
    head = [wordpiece.start, *wordpiece.pieces(view.speaker, WHO), stop, *wordpiece.pieces(view.subject, SUBJECT), stop]
    parts = [wordpiece.pieces(part.words, SENTENCE) or [wordpiece.unknown] for part in view.sentences]
    found = [_page(head, parts, 0, stop)]
    while (done := found[-1].first + len(found[-1].spans)) < len(parts):
        found.append(_page([*head, *parts[done - 1], stop], parts, done, stop))
    return found


def _page(head: list[int], parts: list[list[int]], first: int, stop: int) -> Page:
    pieces, spans = list(head), list[tuple[int, int]]()
    for part in parts[first:]:
        if spans and len(pieces) + len(part) + 1 > PAGE:
            break
        spans.append((len(pieces), len(pieces) + len(part)))
        pieces += [*part, stop]
    return Page(tuple(pieces), first, tuple(spans))


def marks(view: View, names: Sequence[str]) -> NDArray[np.float32]:
    """For each sentence which of the named signs it bears: cues, what date is in it, whether it begins something."""
    place = {name: column for column, name in enumerate(names)}
    found = np.zeros((len(view.sentences), len(names)), np.float32)
    for i, part in enumerate(view.sentences):
        begins = i == 0 or part.paragraph != view.sentences[i - 1].paragraph
        signs = [*view.cues[i], f"date:{view.dated[i] if view.dated else ''}", *["item"] * (part.item > 0)]
        signs += ["begins"] * begins
        found[i, [place[sign] for sign in signs if sign in place]] = 1.0
    return found
