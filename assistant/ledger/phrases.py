"""Cut a letter's words into clauses, and clauses into the short phrases that an issue may be called by.

A phrase is a run of words inside one clause that neither begins nor ends with a small word ("the", "of", "is").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from assistant.ledger.title_lexicon import Lexeme, lexeme
from assistant.ledger.title_rows import kind_at, labels_in, without

LONGEST, MOST_WORDS = 60, 8  # characters and words of a title
_WORD = r"[^\W_](?:[^\W_]|['’+&-](?=[^\W_])|(?<=s)['’](?=\s[^\W\d_])|[.,:](?=\d)|[º°%])*"
_TOKEN = re.compile(rf"{_WORD}|\n|[ \t]{{2,}}|\S")
_ELIDED = re.compile(rf"(?:qu|[cdjlmnst])['’](?=\w)|{_WORD}|\n|[ \t]{{2,}}|\S", re.IGNORECASE)  # French: d'internet
_ITEM = re.compile(
    r"(?m)^[ \t>]{0,40}(?:[-*•–·~#+]|\(?\d{1,2}[.)]|\(?[a-z]\)|[A-Z]{1,3}[-.]?\d{1,5}[.:)]?(?=\s))[ \t]{1,20}"
)
_CALL = re.compile(r"(?m)^[ \t]{0,40}[^\W\d_][^\n,]{0,40},[ \t]{0,40}$")  # "Dear Mrs Hill," "Kind regards,"
_DIGIT = re.compile(r"\d")
_CODE = re.compile(r"\d{4}|\d[.,:]\d|\d{1,2}(?:am|pm|st|nd|rd|th|h|[ap])$", re.IGNORECASE)
_DEVICE = re.compile(r"(?=[^\d]*\d)(?=[^a-z]*[a-z]).*\d{3}", re.IGNORECASE)  # letters and three digits: KOM-553
_RUN_BEFORE, _RUN_AFTER = re.compile(r"\d[ /.-]$"), re.compile(r"[ /.-]\d")  # telephone numbers, dates
_MONEY = frozenset("$€£%/")


class Word(NamedTuple):
    """One word of a clause: as written, where it stands, and what the lists know of it (`Lexeme`)."""

    text: str
    start: int
    end: int
    role: str
    known: Lexeme


@dataclass(frozen=True, slots=True)
class Clause:
    """Words between two borders.

    `before`, `after`: the border's sign, "p" or "w" for words (see `_words`), "" for the text's edge.
    `heads`: stands first in its line. `label`: the kind of the label before it in its line, where that is a table's.
    `tied`: where it is two clauses that a comma, colon or dash ties together, how many words the first has.
    """

    words: tuple[Word, ...]
    before: str
    after: str
    heads: bool
    label: str
    tied: int = 0


def clauses(text: str, language: str) -> list[Clause]:
    """The clauses of a text in order."""
    labels = labels_in(text)
    bare = _CALL.sub(_newlines, _ITEM.sub(_blanks, without(text, labels)))
    found: list[Clause] = []
    words: list[Word] = []
    before, fresh = "", True
    for item in (*_words(bare, language), ""):
        if isinstance(item, Word):
            words.append(item)
            continue
        if words:
            found.append(Clause(tuple(words), before, item, fresh, kind_at(text, labels, words[0].start)))
            fresh, words = False, []
        fresh = item == "\n" or (fresh and item not in {"w", "p"})
        before = item
    return found


def spans(clause: Clause) -> Iterator[tuple[int, int]]:
    """Where phrases of a clause begin and end: no small word at either edge, not too many words or characters."""
    words = clause.words
    for i, first in enumerate(words):
        if first.role and first.role != "not":
            continue
        inside = i > 0 and not words[i - 1].role  # begins amid other words: then it has to end at a border of some kind
        for j in range(i, min(len(words), i + MOST_WORDS)):
            if words[j].end - first.start > LONGEST:
                break
            if inside and j + 1 < len(words) and not words[j + 1].role:
                continue
            if not words[j].role or (j > i and _particle(words, j)):
                yield i, j + 1


def _particle(words: tuple[Word, ...], j: int) -> bool:
    """Does this small word belong to the verb before it ("won't switch on", "sign in to the portal")?"""
    ends = j + 1 == len(words) or words[j + 1].role in {"of", "verb", "and", "how", "when"}
    return ends and words[j].role == "verb" and not words[j - 1].role


def _words(text: str, language: str) -> Iterator[Word | str]:
    """The words of a text, and between them the signs of the borders: "p" for who does
    something, "w" for another word or a code that is one."""
    for token in (_ELIDED if language == "fr" else _TOKEN).finditer(text):
        word = token.group()
        if not (word[0].isalnum() or word == "&"):
            yield word[0]
            continue
        known = lexeme(word, language)
        if known.role == "who":
            yield "p"
        elif known.role == "border" or _is_code(text, token):
            yield "w"
        else:
            yield Word(word, token.start(), token.end(), known.role, known)


def _is_code(text: str, token: re.Match[str]) -> bool:
    """A number of a ticket, a device, a telephone, a day, a sum: nothing that a matter is called by."""
    word = token.group()
    if not _DIGIT.search(word):
        return False
    left, right = text[max(0, token.start() - 2) : token.start()], text[token.end() : token.end() + 2]
    run = word.isdigit() and (_RUN_BEFORE.search(left) or _RUN_AFTER.match(right))
    money = left[-1:] in _MONEY or right[:1] in _MONEY
    return bool(run or money or _CODE.search(word) or _DEVICE.match(word))


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _newlines(match: re.Match[str]) -> str:
    return "\n" * len(match.group())
