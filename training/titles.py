"""`make train-titles`: learn what each sign of a word and of a phrase weighs when an issue's title is chosen.

Prints how well titles are chosen in letters of authors that nothing was learnt from. Then writes the weights learnt
from all authors into `rules/titles.yaml`, between its two marks; all else in that file is written by hand. `--figures`
prints only. A title `hits` when it has a word of what the matter is about; `likeness` (0..1) is to the title by hand.
The weights in the rules have seen the letters that they were learnt from: their figures flatter them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from bank import authors
from title_learning import Lesson, Names, Numbers, Signs, features, learn_phrases, learn_words, lesson, names, told
from title_matters import matters

from assistant.resources import folder, rules

FILE = folder("rules") / "titles.yaml"
BEGIN, END = "# >>> learnt by `make train-titles`; not to be changed by hand\n", "# <<< learnt\n"
Weights = tuple[tuple[Numbers, float], Numbers]  # of words, what speaks for any word; of phrases


def main() -> None:
    """Print the figures and write what was learnt."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", action="store_true")
    options = parser.parse_args()
    bank = {author: matters(author) for author in authors()}
    known = names(bank.values(), rules("titles")["by_hand"])
    school = School({author: lesson(found, known) for author, found in bank.items()}, known)
    print_figures(school)
    if not options.figures:
        write(school.learn(), known, FILE)


class School:
    """Learns from some authors' letters. What words tell is always judged by authors other than the letters' own."""

    def __init__(self, lessons: Mapping[str, Lesson], known: Names) -> None:
        self.lessons, self.known = lessons, known
        self._words: dict[frozenset[str], tuple[Numbers, float]] = {}

    def learn(self, without: str = "") -> Weights:
        """The weights learnt from all authors but one."""
        chosen = {author: x for author, x in self.lessons.items() if author != without}
        seen = [features(x, told(x, self._learn_words(without, author)), self.known) for author, x in chosen.items()]
        return self._learn_words(without), learn_phrases(list(chosen.values()), seen)

    def _learn_words(self, *without: str) -> tuple[Numbers, float]:
        key = frozenset(without) - {""}
        if key not in self._words:
            self._words[key] = learn_words([x for author, x in self.lessons.items() if author not in key])
        return self._words[key]


def print_figures(school: School) -> None:
    """A line for each author: the weights in the rules beside those learnt from all other authors."""
    print(f"{'':14}{'':>8}{'--- in the rules ---':>27}{'--- author left out ---':>27}")
    print(f"{'':14}{'matters':>8}" + f"{'hits':>9}{'likeness':>10}{'words':>8}" * 2)
    rows = []
    for author, taught in school.lessons.items():
        used = (in_rules(school.known), school.learn(author))
        rows.append(np.concatenate([figures(taught, weights, school.known) for weights in used]))
        print(f"{author:14}{len(taught.matters):>8}" + _cells(rows[-1]))
    print(f"{'MEAN':22}" + _cells(np.mean(rows, axis=0)))


def figures(taught: Lesson, weights: Weights, known: Names) -> Numbers:
    """The share of titles that hit, their mean likeness to the titles by hand, their mean number of words."""
    look = known.phrases.transform([rules("titles")["look"]]).toarray()[0]
    worth = features(taught, told(taught, weights[0]), known) @ (weights[1] + look)
    found = []
    for n, matter in enumerate(taught.matters):
        rows = np.flatnonzero(taught.whose == n)
        title = taught.texts[rows[np.argmax(worth[rows])]] if len(rows) else ""
        found.append((matter.named_by(title), matter.likeness(title), len(title.split())))
    means: Numbers = np.mean(found, axis=0)
    return means


def in_rules(known: Names) -> Weights:
    """The weights that the program uses now."""
    words, phrases = rules("titles")["word"], rules("titles")["phrase"]
    return (known.words.transform([words]).toarray()[0], words["any"]), known.phrases.transform([phrases]).toarray()[0]


def write(weights: Weights, known: Names, file: Path) -> None:
    """Put the weights between the marks, the heaviest first."""
    (words, every), phrases = weights
    text = "word:\n  <<: *by_hand\n" + _listed(
        {**_by_name(known.words.get_feature_names_out(), words), "any": every}, 2
    )
    text += "phrase:\n" + _listed(_by_name(known.phrases.get_feature_names_out(), phrases), 3)
    before, rest = file.read_text(encoding="utf-8").split(BEGIN)
    file.write_text(before + BEGIN + text + END + rest.split(END)[1], encoding="utf-8")


def _by_name(signs: Iterable[str], weights: Numbers) -> Signs:
    return dict(zip(signs, weights.tolist(), strict=True))


def _listed(weights: Signs, digits: int) -> str:
    ranked = sorted(weights.items(), key=lambda pair: (-round(pair[1], digits), pair[0]))
    return "".join(f"  {sign}: {weight:.{digits}f}\n" for sign, weight in ranked)


def _cells(row: Numbers) -> str:
    return "".join(f"{hits:>9.3f}{like:>10.3f}{long:>8.1f}" for hits, like, long in row.reshape(2, 3))


if __name__ == "__main__":
    main()
