"""`make evaluate`: how well are letters understood by authors, and in scenarios, that nothing was learnt from?

Every author's letters are judged by a mind that learnt from all other authors; the scenarios by one that learnt from
all authors and no scenario. `--model full` hears both voices. `--misses PATTERN` prints what went wrong where PATTERN
matches.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence

from bank import authors, cases, scenario, scenarios
from encoders import SHELF, load, stranger
from learn import Lesson, Scored, learn_judge, learn_sureness, learn_voice, lesson
from scoring import MEASURES, Tally, score

from assistant.understanding.mind import ENCODER, FULL, SMALL, Lines, Mind
from assistant.understanding.understand import conclude
from assistant.understanding.voice import Voice
from assistant.understanding.voices import Speaks, Voices

Lessons = dict[str, list[Lesson]]
Second = Callable[[Voice, str], Speaks]  # adds to a voice what is to be heard beside it of this author's letters


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", metavar="PATTERN")
    parser.add_argument("--model", choices=["small", "full"], default="small")
    options = parser.parse_args()
    bank = {name: [lesson(case) for case in cases(name)] for name in authors()}
    weeks = {name: [lesson(case) for case in scenario(name)] for name in scenarios()}
    misses: list[str] = []
    columns = evaluate(bank, weeks, with_encoder if options.model == "full" else alone, misses)
    print_table(columns)
    if options.misses:
        print("\n".join(line for line in misses if re.search(options.misses, line)), file=sys.stdout)


def alone(voice: Voice, _: str) -> Speaks:
    """The n-grams' voice by itself."""
    return voice


def with_encoder(voice: Voice, author: str) -> Speaks:
    """Both voices; the encoder has not learnt from this author. "" is none: the package's own."""
    file = stranger(author) if author else ENCODER
    if file is None:
        raise SystemExit(f"No encoder in {SHELF} left {author} out: run `make train-encoder`.")
    return Voices(voice, load(file))


def evaluate(bank: Lessons, weeks: Lessons, second: Second, misses: list[str] | None = None) -> dict[str, Tally]:
    """A tally for each author and each scenario, and for all of either."""
    voices = {name: second(Voice(*learn_voice(others(bank, name))), name) for name in bank}
    lines = SMALL if second is alone else FULL
    heard = {name: [(x, voices[name].scores(x.heard.body.view)) for x in bank[name]] for name in bank}
    columns: dict[str, Tally] = {}
    for name, lessons in bank.items():
        rest = [pair for other in bank if other != name for pair in heard[other]]
        columns[name] = tally(lessons, minded(voices[name], rest, lines), misses)
    if weeks:
        every = [pair for pairs in heard.values() for pair in pairs]
        whole = minded(second(Voice(*learn_voice(others(bank, ""))), ""), every, lines)
        columns |= {name: tally(lessons, whole, misses) for name, lessons in weeks.items()}
    columns["ALL AUTHORS"] = total(columns[name] for name in bank)
    columns["ALL SCENARIOS"] = total(columns[name] for name in weeks)
    return columns


def minded(voice: Speaks, scored: Sequence[Scored], lines: Lines = SMALL) -> Mind:
    """A mind with this voice, whose judges learnt from letters that were scored by voices that had not seen them."""
    judge = learn_judge(scored)
    return Mind(voice, judge, learn_sureness(scored, judge, lines.matter), lines)


def others(bank: Lessons, name: str) -> list[Lesson]:
    """The lessons of all authors but one."""
    return [x for author, lessons in bank.items() if author != name for x in lessons]


def tally(lessons: Sequence[Lesson], mind: Mind, misses: list[str] | None) -> Tally:
    """How well this mind understands these letters."""
    return total(score(x.case, conclude(x.heard, mind), misses) for x in lessons)


def total(tallies: Iterable[Tally]) -> Tally:
    """All tallies added up."""
    found = Tally()
    for part in tallies:
        found.add(part)
    return found


def print_table(columns: dict[str, Tally]) -> None:
    """One line for each measure, one column for each author or scenario."""
    print(f"{'':14}" + "".join(f"{name[:13]:>14}" for name in columns))
    for measure in MEASURES:
        cells = (column.ratio(measure) for column in columns.values())
        print(f"{measure:14}" + "".join(f"{'-' if cell is None else f'{cell:.3f}':>14}" for cell in cells))


if __name__ == "__main__":
    main()
