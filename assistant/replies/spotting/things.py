"""Rows by the words of their titles, and pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.replies.fold import fold
from assistant.replies.matching import named_in, words_and_phrases
from assistant.replies.spotting.desk import Desk, Target

_ARTICLE = re.compile(r"(?:[Dd](?:as|ie|er|en|em)|[Dd]ies\w+)\s+[A-ZÄÖÜ]\w")


def things(text: str, plain: str, at: Desk) -> Iterator[Target]:
    names = [found for found in words_and_phrases(plain) if not _says_how(found, at)]
    run: list[tuple[int, int]] = []
    rows: set[int] = set()
    verbs = at.lexicon.patterns["before_verb"]
    for found in names:
        if verbs.search(plain[: found.start()]):
            continue  # "it casts": no name, though a title has the word
        matching = {row.number for row in named_in(found[0], at.rows, nouns=at.lexicon.language == "de")}
        if not matching or at.lexicon.patterns["till"].fullmatch(plain[: found.end()]):
            continue
        joined = run and _of_it(at.lexicon.grammar["of"]).fullmatch(plain[run[-1][1] : found.start()])
        if joined:
            run.append(found.span())
            rows = (rows & matching) or rows
            continue
        if _tells(plain, run, at):
            yield _thing(text, run, rows, at)
        run, rows = [found.span()], matching
    if _tells(plain, run, at):
        yield _thing(text, run, rows, at)


def _tells(plain: str, run: Sequence[tuple[int, int]], at: Desk) -> bool:
    """A figure alone ("only 3 days" in a title) names nothing, nor do words that everybody uses of anything."""
    words = (plain[start:end] for start, end in run)
    return any(not word.isdigit() and word not in at.lexicon.common_words for word in words)


@cache
def _of_it(words: str) -> re.Pattern[str]:
    return re.compile(rf"[\s'-]*(?:(?:{fold(words)}|s)[\s'-]+){{0,3}}")


def _says_how(word: re.Match[str], at: Desk) -> bool:
    return (
        word[0] in at.lexicon.filler or word[0] in at.lexicon.vague or at.lexicon.naming.fullmatch(word[0]) is not None
    )


def _thing(text: str, run: Sequence[tuple[int, int]], numbers: set[int], at: Desk) -> Target:
    start, end = run[0][0], run[-1][1]
    rows = tuple(row for row in at.rows if row.number in numbers)
    return Target(start, end, "thing", about=text[start:end], rows=rows)


def pronouns(text: str, plain: str, at: Desk) -> Iterator[Target]:
    german = at.lexicon.language == "de"
    for found in at.lexicon.patterns["pronoun"].finditer(plain):
        if german and _ARTICLE.match(text, found.start()):
            continue  # "das Fax": no pronoun
        yield Target(found.start(), found.end(), "it", about=text[found.start() : found.end()])
