"""`make train-encoder`: teach the second voice from all letters and write it into the package, with its own judges.

The judges, and `make evaluate ARGS="--model full"`, need what encoders say of letters that they did not learn from: for
that, authors in groups are left out of encoders that stay in `build/encoders`. All in all an hour or two on one core.
`--limit N` teaches from N letters only, to try the way.
"""

from __future__ import annotations

import argparse

from bank import authors, cases
from encoder_lessons import School, school, teach
from encoders import SHELF, put, stranger
from evaluate import Lessons, minded, others, with_encoder
from learn import learn_voice, lesson
from train import FOLDS, judges, scored

from assistant.understanding.mind import ENCODER, FULL
from assistant.understanding.voice import Voice


def main() -> None:
    """Teach the encoders that are missing, then the package's own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--strangers", action="store_true", help="only those that leave authors out")
    options = parser.parse_args()
    bank = {name: [lesson(case) for case in cases(name)[: options.limit]] for name in authors()}
    of = school(others(bank, ""))
    teach_strangers(bank, of)
    if not options.strangers:
        voice = Voice(*learn_voice(others(bank, "")))
        mind = minded(voice, scored(bank, with_encoder), FULL)
        put(ENCODER, teach(others(bank, ""), of) | judges(mind), list(bank))


def teach_strangers(bank: Lessons, of: School) -> None:
    """See to it that each author is left out by some encoder on the shelf."""
    lacking = [name for name in bank if stranger(name) is None]
    for fold in range(FOLDS):
        held = lacking[fold::FOLDS]
        if held:
            print("without", *held, flush=True)
            rest = [name for name in bank if name not in held]
            put(SHELF / f"without-{'-'.join(held)}.npz", teach([x for n in rest for x in bank[n]], of), rest)


if __name__ == "__main__":
    main()
