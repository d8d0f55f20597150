"""Match the owner's words to rows of the agenda: plurals, typing errors, the same thing in other words or tongues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from assistant.replies.fold import fold
from assistant.resources import rules
from assistant.vocabulary import AgendaRow

_COMPOUND, _LEAST = 9, 3  # letters of a word made of two, and of the shorter of the two
_DENIED = re.compile(r"(?<!\w)(not|\w+n['’]t|wont|cannot)\s+(?!work)[a-z]+(?:ing)?(?!\w)", re.IGNORECASE)
_GERMAN = re.compile(r"(?<!\w)(?:nicht|kein\w*|der|die|das|dem|im|am|an|auf|mit|und|vom|von|zu|zum|zur|bei|sich)(?!\w)")
_CLOSE = 5  # words of so many letters may have one typing error; those of nine, two


def match_row(about: str, rows: Sequence[AgendaRow]) -> tuple[AgendaRow, ...]:
    """The rows that `about` fits best: one, or all that fit equally; none when no main word of it is in a title.

    A word that few rows have weighs more than one that many have.
    """
    words = _words(about)
    if not words:
        return ()
    scores = {row: _score(words, row, rows) for row in rows}
    best = max(scores.values(), default=0.0)
    return tuple(row for row in rows if best > 0 and scores[row] >= best - 1e-9)


def named_in(word: str, rows: Sequence[AgendaRow], *, nouns: bool = False) -> tuple[AgendaRow, ...]:
    """The rows whose title has this one word, or another word for the same thing.

    With `nouns`, as in German, only the title's words with a capital letter are names.
    """
    if not (words := _words(word)):
        return ()
    return tuple(row for row in rows if any(_alike(w, t) for w in words for t in naming_words(_nouns(row, nouns))))


@lru_cache(maxsize=4096)
def _nouns(row: AgendaRow, only: bool) -> AgendaRow:  # noqa: FBT001  one of two ways to read a title
    """The row without what its title denies ("does not read"): that is no name; with `only`, without lower case."""
    title = _DENIED.sub(r"\1", row.title)
    kept = [word for word in title.split() if any(char.isupper() or char.isdigit() for char in word)]
    german = only and kept and _GERMAN.search(fold(title)) is not None
    return replace(row, title=" ".join(kept) if german else title)


def words_and_phrases(plain: str) -> Iterator[re.Match[str]]:
    """The words of a plain text, those that mean one thing only together ("card machine") as one."""
    yield from re.finditer(rf"{_phrases().pattern}|[^\W_]+", plain)


def shared_words(text: str, row: AgendaRow) -> frozenset[str]:
    """The main words of `text` that a row's title has too."""
    title = naming_words(row)
    return frozenset(word for word in _words(text) if any(_alike(word, other) for other in title))


@lru_cache(maxsize=4096)
def naming_words(row: AgendaRow) -> frozenset[str]:
    """The words of a row's title that tell which thing it is about."""
    plain = (word for word in re.findall(r"[^\W_]+", fold(row.title)) if word not in _small() and len(word) > 2)
    return frozenset(_words(row.title)) | frozenset(_stem(word) for word in plain)


def _score(words: Sequence[str], row: AgendaRow, rows: Sequence[AgendaRow]) -> float:
    score = 0.0
    title, provider = naming_words(row), frozenset(_words(row.provider))
    for word in words:
        if any(_alike(word, other) for other in title):
            sharing = sum(any(_alike(word, other) for other in naming_words(r)) for r in rows)
            score += 1.0 / sharing
        elif any(_alike(word, other) for other in provider):
            score += 0.1
    return score


def _words(text: str) -> tuple[str, ...]:
    """Main words in their plainest form, each family of synonyms as one word."""
    plain = _phrases().sub(lambda found: f" {_phrase_families()[found[0]]} ", fold(text))
    words = (re.sub(r"'s?$", "", word) for word in re.findall(r"[^\W_]+(?:'s?)?", plain))
    main = (_stem(word) for word in words if word not in _small() and (len(word) > 1 or word.isdigit()))
    return tuple(name for word in main for name in _names_of(word))


@lru_cache(maxsize=4096)
def _names_of(word: str) -> tuple[str, ...]:
    """A word as its family; a compound ("Lagerdrucker", "douaneberichten") as itself and as the families within."""
    if word in _families():
        return (_families()[word],)
    if len(word) < _COMPOUND:
        return (word,)
    parts = [known for known in _families() if _CLOSE <= len(known) <= len(word) - _LEAST]
    ends = ([p for p in parts if word.startswith(p)], [p for p in parts if word.endswith(p)])
    return (word, *(_families()[max(found, key=len)] for found in ends if found))


def _stem(word: str) -> str:
    """Plural and singular as one, in any of the five languages; crude, but the same for both sides."""
    for ending, stem in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("xes", "x"), ("s", "")):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + stem
    if word.endswith("ing") and len(word) > _CLOSE + 1:
        return word[:-3]
    return word[:-2] if word.endswith("en") and len(word) > 6 else word


def _alike(left: str, right: str) -> bool:
    if left == right:
        return True
    short, long = sorted((left, right), key=len)
    if len(short) < _CLOSE or short.isdigit():
        return False
    if long.startswith(short) and len(long) - len(short) <= 4:
        return True
    if long.endswith(short) and len(short) >= 6:
        return True  # Drucker, Lagerdrucker
    limit = 1 if len(short) < 9 else 2
    return short[0] == long[0] and OSA.distance(short, long, score_cutoff=limit) <= limit


@cache
def _small() -> frozenset[str]:
    return frozenset(rules("things")["small"])


@cache
def _families() -> Mapping[str, str]:
    """Each single word of a family of synonyms, to the family's first word."""
    families: Sequence[Sequence[str]] = rules("things")["families"]
    return {
        _stem(fold(word)): f"~{_stem(fold(group[0]))}"
        for group in families
        for word in group
        if " " not in word and "-" not in word
    }


@cache
def _phrase_families() -> Mapping[str, str]:
    families: Sequence[Sequence[str]] = rules("things")["families"]
    return {fold(word): fold(group[0]) for group in families for word in group if " " in word or "-" in word}


@cache
def _phrases() -> re.Pattern[str]:
    either = "|".join(re.escape(phrase) for phrase in sorted(_phrase_families(), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")
