"""Cut a letter's words into clauses, and clauses into the short phrases that an issue may be called by.

A phrase is a run of words inside one clause that neither begins nor ends with a small word ("the", "of", "is").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.ledger.words import fold
from assistant.resources import rules

LONGEST, MOST_WORDS = 60, 8  # characters and words of a title
_WORD = r"[^\W_](?:[^\W_]|['’+&-](?=[^\W_])|[.,:](?=\d)|[º°%])*"
_TOKEN = re.compile(rf"{_WORD}|\n|[ \t]{{2,}}|\S")
_ELIDED = re.compile(rf"(?:qu|[cdjlmnst])['’](?=\w)|{_WORD}|\n|[ \t]{{2,}}|\S", re.IGNORECASE)  # French: d'internet
_MARK = re.compile(
    r"(?m)^[ \t]*(?:[-*•–·~>#+]|\(?\d{1,2}[.)]|\(?[a-z]\)|[A-Z]{1,3}[-.]?\d{1,5}[.:)]?(?=\s))[ \t]+"  # of a list's item
    r"|^[ \t]*[^\W\d_][^\n,]{0,40},[ \t]*$"  # a greeting, a closing
)
_ROW = re.compile(
    r"(?m)(?:^|(?<=[ \t]{2}))[ \t>]*([^\W\d_][^\n:|\t.]{1,28}?)(?:[ .]*:|[ ]{2}|[ ]?\t|[ ]?\|)[ \t]*(?=\S)"
)
_CODE = re.compile(r"\d{4}|\d[.,:]\d|\d{1,2}(?:am|pm|st|nd|rd|th|h|[ap])$|@", re.IGNORECASE)
_DEVICE = re.compile(r"(?=[^\d]*\d)(?=[^a-z]*[a-z]).*\d{3}", re.IGNORECASE)  # letters and three digits: a device's code
SIGN, BORDER = "sign", "border"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a clause: as written, folded, where it stands, what it does ("" for a word that means something)."""

    text: str
    plain: str
    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """Words between two borders. `before`, `after`: the border's sign, "w" for a word or code, "" for the text's edge.

    `heads`: stands first in its line. `label`: what a table's row says that it is: "labels" for the matter's name,
    "other_labels" for something else, "" outside tables.
    """

    words: tuple[Word, ...]
    before: str
    after: str
    heads: bool
    label: str


def clauses(text: str, language: str) -> list[Clause]:
    """The clauses of a text in order."""
    rows = list(_rows(text))
    found: list[Clause] = []
    words: list[Word] = []
    before, fresh = "", True
    for word in (*_words(_MARK.sub(_blank, _without(text, rows)), language), None):
        if word is not None and word.role not in {SIGN, BORDER}:
            words.append(word)
            continue
        sign = "" if word is None else word.text[0] if word.role == SIGN else "w"
        if words:
            found.append(Clause(tuple(words), before, sign, fresh, _label(text, rows, words[0].start)))
            words = []
        fresh = sign == "\n" or (fresh and not found and not sign.isalnum())
        before = sign
    return found


def _rows(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the labels of a table stand, and of which kind they are."""
    for row in _ROW.finditer(text):
        said = fold(" ".join(row.group(1).split()))
        kind = next((kind for kind in ("labels", "other_labels") if said in _labels(kind)), "")
        if kind:
            yield row.start(1), row.end(), kind


def _without(text: str, rows: Sequence[tuple[int, int, str]]) -> str:
    for start, end, _ in rows:
        text = f"{text[:start]}{':' * (end - start)}{text[end:]}"
    return text


def _label(text: str, rows: Sequence[tuple[int, int, str]], place: int) -> str:
    """The kind of the last label before `place` in its line."""
    opens = text.rfind("\n", 0, place)
    return next((kind for start, end, kind in reversed(rows) if opens < end <= place), "")


def spans(clause: Clause) -> Iterator[tuple[int, int]]:
    """Where phrases of a clause begin and end: no small word at either edge, not too many words or characters."""
    words = clause.words
    for i, first in enumerate(words):
        if first.role and first.role != "not":
            continue
        for j in range(i, min(len(words), i + MOST_WORDS)):
            if words[j].end - first.start > LONGEST:
                break
            if not words[j].role:
                yield i, j + 1


def _words(text: str, language: str) -> Iterator[Word]:
    roles = _roles(language)
    for token in (_ELIDED if language == "fr" else _TOKEN).finditer(text):
        word = token.group()
        if not (word[0].isalnum() or word == "&"):
            yield Word(word, word, SIGN, token.start(), token.end())
            continue
        plain = fold(word)
        code = _CODE.search(word) or _DEVICE.match(word)
        yield Word(word, plain, BORDER if code else roles.get(plain, ""), token.start(), token.end())


def _blank(mark: re.Match[str]) -> str:
    return (
        " " * len(mark.group()) if mark.group()[-1:] in " \t" and "," not in mark.group() else "\n" * len(mark.group())
    )


@cache
def _roles(language: str) -> Mapping[str, str]:
    table = rules("titles")["small"]
    chosen = table.get(language, table["en"])
    return {fold(word): role for role, line in reversed(chosen.items()) for word in line.split()}


@cache
def _labels(kind: str) -> frozenset[str]:
    return frozenset(fold(label.strip()) for label in rules("titles")[kind].split("|") if label.strip())
