"""`make train`: learn from all labelled letters of this repository and write what was learnt into the package."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from bank import authors, cases
from evaluate import others
from learn import learn_judge, learn_voice, lesson

from assistant.understanding import mind
from assistant.understanding.judge import Judge
from assistant.understanding.voice import Numbers, Voice


def main() -> None:
    """Learn the voice from all letters, the judge from what voices say of letters that they did not learn from."""
    bank = {name: [lesson(case) for case in cases(name)] for name in authors()}
    heard = []
    for name, lessons in bank.items():
        voice = Voice(*learn_voice(others(bank, name)))
        heard += [(x, voice.scores(x.heard.body.view)) for x in lessons]
    save(*learn_voice(others(bank, "")), learn_judge(heard), mind.FILE)


def save(tables: dict[str, Numbers], intercepts: dict[str, Numbers], judge: Judge, file: Path) -> None:
    """Write the table as small whole numbers with one scale for each class, and the judge's few numbers."""
    arrays: dict[str, np.ndarray] = {}
    for head, table in tables.items():
        scale = np.abs(table).max(axis=0) / 127 + 1e-12
        arrays |= {head: np.rint(table / scale).astype(np.int8), f"{head}_scale": scale.astype(np.float32)}
        arrays[f"{head}_intercept"] = intercepts[head]
    arrays |= {"judge_mean": judge.mean, "judge_spread": judge.spread, "judge_weights": judge.weights}
    np.savez_compressed(file, judge_intercept=np.array(judge.intercept), **arrays)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
