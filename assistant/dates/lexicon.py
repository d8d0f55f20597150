"""The words of `rules/dates.yaml`, ready to be looked up: the longest phrase at a place and its meanings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.resources import rules

# Each meaning's first part stands for one character, so that the grammar is regular expressions over letters.
TAGS = {
    # days
    "month": "m", "weekday": "w", "day": "r", "holiday": "H", "weekend": "S", "num": "Q", "ord": "O",
    "weekof": "K", "weekno": "N", "weekon": "J", "daynumber": "A", "unit": "U",
    "next": "X", "this": "T", "coming": "V", "last": "L", "end": "E", "start": "B", "middle": "I",
    # hours
    "morning": "p", "afternoon": "p", "evening": "p", "night": "p", "small": "p", "overnight": "p", "firstthing": "p",
    "lunch": "p", "supper": "p", "close": "p", "noon": "c", "midnight": "c", "oclock": "h", "half": "q", "past": "P",
    "plus": "+", "zone": "z",
    # the small words between them
    "in": "i", "by": "b", "until": "u", "through": "7", "before": "e", "after": "a", "from": "f", "since": "s",
    "ago": "g", "hence": "j", "between": "G", "to": "k", "into": "M", "and": "&", "the": "o", "of": "o", "at": "@",
    "atto": ">", "about": "~", "for": "Z", "instead": "<", "done": "F", "moved": "x", "fine": "y", "nouns": "W",
}  # fmt: skip
# without one of these a text names neither a day nor an hour
TELLING = frozenset("mwrpcUSHNKQO")
# A language other than English keeps these English words beside its own.
BORROWED = ("month", "weekday", "day", "zone", "weekend", "noon", "midnight", "close")

_MEANING = re.compile(r"([a-z]+)(?:\.|(?=[+\-\d]))?(.*)")
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a word stands for: the grammar's letter, the name it has in the rules, and its value."""

    tag: str
    name: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The meanings of one phrase. A shy one ("may", "sat") counts only beside another word of time."""

    meanings: tuple[Meaning, ...]
    shy: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases of a language by their folded words, and how many words a phrase with this first word may have."""

    phrases: dict[tuple[str, ...], Phrase]
    longest: dict[str, int]
    telling: frozenset[str]  # the longest word of each phrase that names a day, an hour, a length or a number


def fold(text: str) -> str:
    """Lower case without accents, so that "Février" and "fevrier" are one word."""
    if text.isascii():
        return text.lower().replace("`", "'")
    plain = unicodedata.normalize("NFD", text.replace("ß", "ss").replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


@cache
def lexicon(language: str) -> Lexicon:
    """The words of `language`; of English alone where the rules do not know the language."""
    table = rules("dates")
    phrases: dict[tuple[str, ...], Phrase] = {}
    _add(phrases, table["shared"])
    _add(phrases, table["en"] if language in {"en", ""} or language not in table else _borrowed(table["en"]))
    if language != "en" and language in table:
        _add(phrases, table[language])
    longest: dict[str, int] = {}
    for words in phrases:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    small = {words[0] for words, phrase in phrases.items() if len(words) == 1 and not _tells(phrase)}
    telling = frozenset(
        max(words, key=lambda word: (word not in small, len(word)))
        for words, phrase in phrases.items()
        if _tells(phrase)
    )
    return Lexicon(phrases, longest, telling)


def _tells(phrase: Phrase) -> bool:
    tags = {meant.tag for meant in phrase.meanings}
    return bool(tags & TELLING) and not (phrase.shy and tags == {"Q"})


def meaning(name: str) -> Meaning:
    """`weekday3`, `day+1`, `unit.week`, `zone.Europe/Paris` as they stand in the rules."""
    found = _MEANING.fullmatch(name)
    if found is None:
        raise ValueError(f"rules/dates.yaml: {name!r} is no meaning")
    word, value = found.groups()
    return Meaning(TAGS["holiday" if word not in TAGS else word], word, value)


def _add(phrases: dict[tuple[str, ...], Phrase], words: dict[str, Any]) -> None:
    if "joined" in words:
        words = _joined(words)
    for names, spellings in words.items():
        meanings = tuple(meaning(name) for name in names.split())
        for spelling in spellings:
            key = tuple(_WORD.findall(fold(spelling.rstrip("*"))))
            phrases[key] = Phrase(meanings, shy=spelling.endswith("*"))


def _joined(words: dict[str, Any]) -> dict[str, list[str]]:
    """With "Montagabend", "maandag ochtend": weekdays (unabridged) that have grown together with a part of the day."""
    parts = words["joined"]
    whole = {names: spellings for names, spellings in words.items() if names != "joined"}
    for names, spellings in list(whole.items()):
        for part, endings in parts.items() if names.startswith("weekday") else ():
            both = [f"{spellings[0]}{gap}{ending}" for ending in endings for gap in ("", " ")]
            whole[f"{names} {part}"] = both
    return whole


def _borrowed(english: dict[str, list[str]]) -> dict[str, list[str]]:
    """Without the shy ones that are other words elsewhere ("mon", "sat"); "19 May" stays."""
    known = {names: words for names, words in english.items() if meaning(names.split()[0]).name in BORROWED}
    kept = {names for names in known if names.startswith("month")}
    return {names: [word for word in words if names in kept or word[-1] != "*"] for names, words in known.items()}
