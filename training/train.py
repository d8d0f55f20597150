"""`make train`: learn the voice from the labelled letters and write it into the package."""

from __future__ import annotations

import numpy as np
from bank import authors, cases
from learn import lesson, weights

from assistant.understanding import moments, pipeline, voice
from assistant.understanding.features import View


def view_of(case) -> View:
    """The letter as the program sees it."""
    doc = pipeline.read(case.letter)
    parts = pipeline.parts_of(doc)
    calendar = moments.calendar_of(case.letter, case.office)
    flags = tuple(moments.flag(found, calendar) for found in moments.dates_of(parts, calendar))
    return View(parts, pipeline.cues(doc), case.letter.subject, case.gold["from"], case.letter.language, flags)


def save(tables, intercepts, file) -> None:
    """Write the weights as small whole numbers with one scale for each class."""
    arrays = {}
    for head, table in tables.items():
        scale = np.abs(table).max(axis=0) / 127 + 1e-12
        arrays |= {head: np.rint(table / scale).astype(np.int8), f"{head}_scale": scale.astype(np.float32)}
        arrays[f"{head}_intercept"] = intercepts[head]
    np.savez_compressed(file, **arrays)


def main() -> None:
    """Learn from all letters."""
    lessons = [lesson(case, view_of(case)) for author in authors() for case in cases(author)]
    save(*weights(lessons, 80), voice.FILE)


if __name__ == "__main__":
    main()
