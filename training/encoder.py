"""`make train-encoder`: teach the second voice from all letters and write it into the package, with its own judges.

The judges, and `make evaluate ARGS="--model full"`, need what encoders say of letters that they did not learn from: for
that, authors in groups are left out of encoders that stay in `build/encoders`. All in all an hour or two on one core.
`--limit N` teaches from N letters only, to try the way.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from bank import authors, cases
from encoder_lessons import Course, School, school, school_of, teach
from encoders import SHELF, Arrays, learnt_from, put, stranger
from evaluate import Lessons, minded, others, with_encoder
from learn import learn_voice, lesson
from train import FOLDS, judges, scored

from assistant.understanding.mind import ENCODER, FULL
from assistant.understanding.voice import Voice

EVERY = 3  # of the letters that are known, one in so many is heard again beside the new ones
FURTHER = 3, 0.4  # rounds, and the share of the first course's pace


def main() -> None:
    """Teach the encoders that are missing, then the package's own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--strangers", action="store_true", help="only those that leave authors out")
    parser.add_argument("--further", action="store_true", help="go on from the package's own")
    parser.add_argument("--out", type=Path, default=ENCODER, metavar="FILE")
    options = parser.parse_args()
    bank = {name: [lesson(case) for case in cases(name)[: options.limit]] for name in authors()}
    if options.further:
        put(options.out, taught_further(bank), list(bank))
        return
    of = school(others(bank, ""))
    teach_strangers(bank, of)
    if not options.strangers:
        voice = Voice(*learn_voice(others(bank, "")))
        mind = minded(voice, scored(bank, with_encoder), FULL)
        put(options.out, teach(others(bank, ""), of) | judges(mind), list(bank))


def taught_further(bank: Lessons) -> Arrays:
    """The package's encoder after a course with the authors that it had not heard; its judges stay."""
    with np.load(ENCODER) as file:
        kept = dict(file)
    known = learnt_from(ENCODER)
    new = [x for name in bank if name not in known for x in bank[name]]
    again = [x for name in bank if name in known for x in bank[name]][::EVERY]
    taught = teach([*new, *again], school_of(kept), Course(*FURTHER, kept))
    return {name: taught.get(name, kept[name]) for name in kept if not name.startswith(("seal", "authors"))}


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
