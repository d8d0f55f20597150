"""What an issue is called: of all the titles that its letters offer, the one whose words come back most in them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from assistant.ledger.words import stems

_FEW, _MANY = 2, 9  # telling words that a good title has at least, and at most
_LONG, _SENTENCE = 60, 0.4  # characters from which a title is a sentence, and what that costs
_FIRST = 1.3  # the first title stays unless another is clearly better: owners know issues by their titles


def best_title(titles: Sequence[str], words: Counter[str], frequency: Counter[str]) -> str:
    """The most telling of `titles` (oldest first). `words`: in how many letters of the matter each stem stands;
    `frequency`: in how many matters."""
    weighed = [(_weight(title, words, frequency) * (_FIRST if n == 0 else 1.0), -n) for n, title in enumerate(titles)]
    return titles[-max(weighed)[1]]


def _weight(title: str, words: Counter[str], frequency: Counter[str]) -> float:
    telling = stems(title)
    if not telling:
        return 0.0
    shared = sum(max(0, words[word] - 1) / max(1, frequency[word]) for word in telling)
    length = min(1.0, len(telling) / _FEW) * min(1.0, _MANY / len(telling))
    return (0.25 + shared / math.sqrt(len(telling))) * length * (_SENTENCE if len(title) > _LONG else 1.0)
