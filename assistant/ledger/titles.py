"""What an issue is called: of all the phrases that its letters offer, the one that says best what it is about.

A word tells what a matter is about by its signs (where it stands, what it means, how many other matters share it);
a phrase is worth what its words tell and how it is built. `rules/titles.yaml` holds the weights. Once given, a title
stays unless another is clearly better: owners know issues by their titles.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.ledger.title_look import shown
from assistant.ledger.title_offers import Phrase, Saying, offer
from assistant.resources import rules

_KEPT = 12  # phrases that a matter keeps from letter to letter


@dataclass(slots=True)
class Naming:
    """What the letters of one matter have offered to call it by. Private to the ledger."""

    signs: dict[str, frozenset[str]] = field(default_factory=dict)  # of each stem
    letters: Counter[str] = field(default_factory=Counter)  # in which each stem stands
    phrases: dict[str, tuple[Phrase, float]] = field(default_factory=dict)  # by text, with the worth of its form
    chosen: str = ""
    language: str = "en"

    @property
    def title(self) -> str:
        """What the matter is called; "" when no letter offers a phrase."""
        return shown(self.chosen) if self.chosen else ""


def hear(naming: Naming, said: Saying, frequency: Mapping[str, int], matters: int) -> None:
    """Weigh what one more letter offers. `frequency`: in how many of the ledger's `matters` each stem stands."""
    offered = offer(said)
    for stem, signs in offered.words:
        naming.signs[stem] = naming.signs.get(stem, frozenset()) | signs
    naming.letters.update(stem for stem, _ in offered.words)
    time = "first letter" if not naming.phrases else "later letter"
    for phrase in offered.phrases:
        naming.phrases.setdefault(phrase.text, (phrase, _form(phrase, time)))
    _choose(naming, _Tells(naming, frequency, matters))


def _choose(naming: Naming, tells: _Tells) -> None:
    """Keep the best phrases; take the best of all as the title if it is clearly better than the present one."""
    worth = {text: form + _content(phrase, tells) for text, (phrase, form) in naming.phrases.items()}
    ranked = sorted(worth, key=lambda text: (-worth[text], text))
    if not ranked:
        return
    stays = naming.chosen and worth[ranked[0]] < worth[naming.chosen] + _margin(naming, tells)
    naming.chosen = naming.chosen if stays else ranked[0]
    naming.phrases = {text: naming.phrases[text] for text in {naming.chosen: None, **dict.fromkeys(ranked[:_KEPT])}}


def _margin(naming: Naming, tells: Mapping[str, float]) -> float:
    """By how much another title has to be better: the less, the less the present one tells."""
    phrase, _ = naming.phrases[naming.chosen]
    return float(rules("titles")["clearly"]) * max(tells[stem] for stem in phrase.stems)


class _Tells(dict[str, float]):
    """How likely each stem is what the matter is about, 0..1; worked out when first asked for."""

    def __init__(self, naming: Naming, frequency: Mapping[str, int], matters: int) -> None:
        super().__init__()
        self._naming, self._frequency, self._matters = naming, frequency, matters
        self._weights: Mapping[str, float] = rules("titles")["word"]

    def __missing__(self, stem: str) -> float:
        weights = self._weights
        known = self._naming.signs.get(stem, frozenset[str]())
        others = max(0, self._frequency.get(stem, 0) - 1) / (self._matters + 50)
        score = weights["any"] + sum(weights.get(sign, 0.0) for sign in sorted(known))
        score += weights["again"] * min(3, max(0, self._naming.letters[stem] - 1))
        score += weights["common"] * math.log(1 + 200 * others)
        self[stem] = told = 1 / (1 + math.exp(-score))
        return told


def _form(phrase: Phrase, time: str) -> float:
    learnt, look = rules("titles")["phrase"], rules("titles")["look"]
    return float(sum(learnt.get(sign, 0.0) + look.get(sign, 0.0) for sign in (*phrase.signs, time)))


def _content(phrase: Phrase, tells: Mapping[str, float]) -> float:
    """What its words tell: the best of them, all together, and what they cost that tell nothing."""
    weights = rules("titles")["phrase"]
    told = [tells[stem] for stem in dict.fromkeys(phrase.stems)]
    missed = math.prod(1 - each for each in told)
    return float(
        weights["best"] * max(told)
        + weights["any"] * (1 - missed)
        + weights["sum"] * sum(told)
        + weights["mean"] * sum(told) / len(told)
        + weights["waste"] * sum(each < 0.05 for each in told)
        + weights["twice"] * (len(phrase.stems) - len(told))
    )
