"""`make evaluate`: how well are letters understood by authors, and in scenarios, that nothing was learnt from?

Every author's letters are judged by a mind that learnt from all other authors; the scenarios by one that learnt from
all authors and no scenario. `--misses PATTERN` prints what went wrong where PATTERN matches.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence

from bank import authors, cases, scenario, scenarios
from learn import Lesson, Scored, learn_judge, learn_sureness, learn_voice, lesson
from scoring import MEASURES, Tally, score

from assistant.understanding.mind import Lines, Mind
from assistant.understanding.understand import conclude
from assistant.understanding.voice import Voice

LINES = Lines()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", metavar="PATTERN")
    options = parser.parse_args()
    bank = {name: [lesson(case) for case in cases(name)] for name in authors()}
    weeks = {name: [lesson(case) for case in scenario(name)] for name in scenarios()}
    misses: list[str] = []
    columns = evaluate(bank, weeks, misses)
    print_table(columns)
    if options.misses:
        print("\n".join(line for line in misses if re.search(options.misses, line)), file=sys.stdout)


def evaluate(
    bank: dict[str, list[Lesson]], weeks: dict[str, list[Lesson]], misses: list[str] | None = None
) -> dict[str, Tally]:
    """A tally for each author and each scenario, and for all of either."""
    voices = {name: Voice(*learn_voice(others(bank, name))) for name in bank}
    heard = {name: [(x, voices[name].scores(x.heard.body.view)) for x in bank[name]] for name in bank}
    columns: dict[str, Tally] = {}
    for name, lessons in bank.items():
        rest = [pair for other in bank if other != name for pair in heard[other]]
        columns[name] = tally(lessons, minded(voices[name], rest), misses)
    if weeks:
        every = [pair for pairs in heard.values() for pair in pairs]
        whole = minded(Voice(*learn_voice(others(bank, ""))), every)
        columns |= {name: tally(lessons, whole, misses) for name, lessons in weeks.items()}
    columns["ALL AUTHORS"] = total(columns[name] for name in bank)
    columns["ALL SCENARIOS"] = total(columns[name] for name in weeks)
    return columns


def minded(voice: Voice, scored: Sequence[Scored], lines: Lines = LINES) -> Mind:
    """A mind with this voice, whose judges learnt from letters that were scored by voices that had not seen them."""
    judge = learn_judge(scored)
    return Mind(voice, judge, learn_sureness(scored, judge, lines.matter), lines)


def others(bank: dict[str, list[Lesson]], name: str) -> list[Lesson]:
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
