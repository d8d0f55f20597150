"""`make train`: learn from all labelled letters of this repository and write what was learnt into the package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from bank import authors, cases
from evaluate import Second, alone, minded, others
from learn import Lesson, Scored, learn_voice, lesson
from seal import seal

from assistant.understanding.mind import FILE, Mind
from assistant.understanding.voice import Numbers, Voice

FOLDS = 4  # groups of authors, each judged once by a voice that did not learn from it


def main() -> None:
    """Learn the voice from all letters, the judges from what voices say of letters that they did not learn from."""
    bank = {name: [lesson(case) for case in cases(name)] for name in authors()}
    tables, intercepts = learn_voice(others(bank, ""))
    save(tables, intercepts, minded(Voice(tables, intercepts), scored(bank)), FILE)


def scored(bank: Mapping[str, list[Lesson]], second: Second = alone) -> list[Scored]:
    """All letters, scored by voices that did not learn from them."""
    return [pair for fold in range(FOLDS) for pair in _unseen(bank, list(bank)[fold::FOLDS], second)]


def _unseen(bank: Mapping[str, list[Lesson]], held: list[str], second: Second) -> Iterator[Scored]:
    voice = Voice(*learn_voice([x for name, lessons in bank.items() if name not in held for x in lessons]))
    for name in held:
        speaking = second(voice, name)
        yield from ((x, speaking.scores(x.heard.body.view)) for x in bank[name])


def save(tables: dict[str, Numbers], intercepts: dict[str, Numbers], mind: Mind, file: Path) -> None:
    """Write the table as small whole numbers with one scale for each class, and the judges' few numbers."""
    arrays: dict[str, np.ndarray] = judges(mind)
    for head, table in tables.items():
        scale = np.abs(table).max(axis=0) / 127 + 1e-12
        arrays |= {head: np.rint(table / scale).astype(np.int8), f"{head}_scale": scale.astype(np.float32)}
        arrays[f"{head}_intercept"] = intercepts[head]
    arrays |= {name: np.array(number) for name, number in seal().items()}
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type]


def judges(mind: Mind) -> dict[str, np.ndarray]:
    """The numbers of both judges."""
    arrays: dict[str, np.ndarray] = {}
    for name, judge in (("judge", mind.judge), ("sure", mind.sure)):
        arrays |= {f"{name}_mean": judge.mean, f"{name}_spread": judge.spread, f"{name}_weights": judge.weights}
        arrays[f"{name}_intercept"] = np.array(judge.intercept)
    return arrays


if __name__ == "__main__":
    main()
