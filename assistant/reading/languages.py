"""In which language is it written? By its small words: light, deterministic, good enough for a paragraph."""

from __future__ import annotations

import re
from functools import cache

from assistant.resources import rules

_WORD = re.compile(r"[^\W\d_]+")
_MOST = 4_000
_CLEAR = 1.2  # by how much another language must be likelier: about two words that only it has
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
)


def language_of(text: str, otherwise: str = "en") -> str:
    """ISO 639-1 code of the language of `text`; `otherwise` when its small words do not tell."""
    text = text[:_MOST]
    if not text.isascii():
        for language, script in _SCRIPTS:
            if len(script.findall(text)) > len(text) * 0.15:
                return language
    scores: dict[str, float] = {}
    for word in _WORD.findall(text.casefold()):
        for language, weight in _weights().get(word, ()):
            scores[language] = scores.get(language, 0.0) + weight
    best = max(sorted(scores), key=lambda language: scores[language], default=otherwise)
    return best if scores.get(best, 0.0) - scores.get(otherwise, 0.0) >= _CLEAR else otherwise


@cache
def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    """Word → languages that use it, each with the more weight the fewer they are."""
    users: dict[str, list[str]] = {}
    for language, words in rules("languages")["words"].items():
        for word in words.split():
            users.setdefault(word, []).append(language)
    return {
        word: tuple((language, 1.0 / len(languages)) for language in languages) for word, languages in users.items()
    }
