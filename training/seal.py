"""What ties the learnt file to the letters and the code that it was learnt from.

Two numbers: one of the letters' bytes, one of the features that the code draws from some of them. Where either differs
from what the file carries, `make train` has to be run again.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

import numpy as np

from assistant.understanding.cues import cues_in, cues_of
from assistant.understanding.encoder import Encoder
from assistant.understanding.features import View, letter_groups, sentence_groups
from assistant.understanding.pages import marks, pages
from assistant.understanding.sentences import sentences
from assistant.vocabulary import Address, Letter, Role, Stretch

LETTERS = Path(__file__).parent / "letters"
EVERY = 40  # one letter in so many is looked at for the features


def letters_seal(author: str) -> int:
    """The number of one author's letters."""
    return crc32((LETTERS / f"{author}.jsonl").read_bytes())


def pages_seal(encoder: Encoder) -> int:
    """The number of how the code lays out some letters for this encoder."""
    found = 0
    for file in sorted(LETTERS.glob("*.jsonl"))[:1]:  # one author is enough to see a change
        for line in file.read_text(encoding="utf-8").splitlines()[::EVERY]:
            view = _view(json.loads(line))
            for page in pages(view, encoder.wordpiece):
                found = crc32(np.array([page.first, *page.pieces, *sum(page.spans, ())]).tobytes(), found)
            found = crc32(marks(view, encoder.signs).tobytes(), found)
    return found


def seal() -> dict[str, int]:
    """The two numbers for the letters and the code as they are now."""
    files = sorted(LETTERS.glob("*.jsonl"))
    letters = 0
    for file in files:
        letters = crc32(file.read_bytes(), letters)
    return {"seal_letters": letters, "seal_features": _features(files)}


def _features(files: list[Path]) -> int:
    found = 0
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines()[::EVERY]:
            view = _view(json.loads(line))
            for groups in (*sentence_groups(view), letter_groups(view)):
                found = crc32(np.concatenate(groups).tobytes(), found)
    return found


def _view(row: dict[str, str]) -> View:
    """The letter with all of its words new, and without its dates, whose grammar is another's."""
    text = row["text"]
    nobody, then = Address("", "x@x.example"), datetime(2026, 1, 1, tzinfo=UTC)
    letter = Letter("", nobody, then, row["subject"], text, (Stretch(0, len(text), Role.NEW),))
    parts = sentences(letter)
    about = tuple(sorted(cues_in(row["subject"])))
    return View(parts, cues_of(parts), row["subject"], row["from"], row["language"], about)
