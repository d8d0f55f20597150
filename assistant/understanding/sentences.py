"""Cut a letter into sentences the way a reader of mail does.

Mail is not prose: bullets, table rows and greetings stand on lines of their own, and one sentence may run over several
hard-wrapped lines. Only the words of roles NEW and REMARK are cut; the rest carries no findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.resources import rules
from assistant.vocabulary import Letter, Role

LONGEST = 40_000  # characters of new words that are looked at: no letter to read says more, and hostile ones must end
MOST = 200  # sentences, for the same reason

_BULLET = re.compile(r"\s*(?:[-*•·▪◦–—►>]{1,2}\s+|\(?\d{1,2}[.)]\s+|\d{1,2}\s?[-–—:]\s+(?=\D)|\(?[a-h]\)\s+)")
_LABEL = re.compile(r"\s*\*?[^\W\d_][\w /&'’-]{1,28}\*?\s?:(?:\s|$)")
_ROW = re.compile(r"\.{4,}|\t|\S\s{3,}\S")  # a table set with dots or blanks
_NUMBERED = re.compile(
    r"\s*[#\[(]?(?:[A-Z]{1,6}[-/]?)?(?!(?:19|20)\d\d\s)\d{3,12}(?:[-/]\d{1,8})?[\])]?(?:\s?[-–—:|]\s|\s{2,}|\t)"
)  # a list of tickets
_RULE = re.compile(r"\s*[-_=*~#+.·—–|]{3,}\s*$")
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|[;](?=\s)|\s[–—]\s(?=[A-ZÄÖÜ])")
_LINK = re.compile(r"<?(?:https?://|www\.)[^\s>]{1,500}>?")  # a line that is little but a link says nothing
_LAST_WORD = re.compile(r"[\w.'’&-]{1,24}$")
_WRAPPED = 48  # a line shorter than this was ended by its writer, not by the mail program


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text[start:end]` of the letter; `item` counts the list items and rows ("" part of prose is 0)."""

    start: int
    end: int
    words: str  # as written, with line breaks made spaces
    role: Role
    paragraph: int
    item: int = 0


def sentences(letter: Letter) -> tuple[Sentence, ...]:
    """The sentences of the letter's new words and of the forwarder's remark, in order."""
    found: list[Sentence] = []
    paragraph = 0
    left = LONGEST
    for stretch in letter.stretches:
        if stretch.role not in (Role.NEW, Role.REMARK) or left <= 0:
            continue
        end = min(stretch.end, stretch.start + left)
        left -= end - stretch.start
        paragraph += 1
        for block, new_paragraph, item in _blocks(letter.text, stretch.start, end):
            paragraph += new_paragraph
            for start, stop in _cut(letter.text, *block):
                words = " ".join(letter.text[start:stop].split())
                found.append(Sentence(start, stop, words, stretch.role, paragraph, item))
    return tuple(found[:MOST])


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Runs of lines that belong together, each with 1 where a paragraph begins, and its list item (0: prose)."""
    lines = list(_lines(text, start, end))
    width = max((len(text[a:b].rstrip()) for a, b in lines), default=0)
    block: tuple[int, int] | None = None
    items, item, fresh = 0, 0, 0
    previous = ""
    for a, b in lines:
        line = text[a:b]
        if not line.strip() or _RULE.match(line):
            if block:
                yield block, fresh, item
            block, fresh, item, previous = None, 1, 0, ""
            continue
        bullet = _BULLET.match(line)
        if block and not bullet and _runs_on(previous, line, width):
            block = (block[0], b)
        else:
            if block:
                yield block, fresh, item
                fresh = 0
            items += bool(bullet)
            item = items if bullet else 0
            block = (a + (bullet.end() if bullet else 0), b)
        previous = line
    if block:
        yield block, fresh, item


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _runs_on(previous: str, line: str, width: int) -> bool:
    """Was the break between these lines put in by a mail program that ran out of width?"""
    if len(previous.rstrip()) < _WRAPPED or _LABEL.match(line) or _NUMBERED.match(line) or "|" in line:
        return False
    if _ROW.search(line) or _ROW.search(previous):
        return False
    first = line.split(maxsplit=1)[0]
    return len(previous.rstrip()) + 1 + len(first) > min(width, 78) - 6


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split a block at the ends of its sentences; the pieces are trimmed, empty ones left out."""
    at = start
    for match in _END.finditer(text, start, end):
        if _is_abbreviation(text, at, match.start(), match.group()) or not _goes_on(text, match.end(), end):
            continue
        yield from _trimmed(text, at, match.end())
        at = match.end()
    yield from _trimmed(text, at, end)


def _goes_on(text: str, after: int, end: int) -> bool:
    """Is there a word after the mark? A lone smiley or kiss stays with its sentence."""
    return any(character.isalnum() for character in text[after : min(end, after + 60)])


def _is_abbreviation(text: str, start: int, dot: int, mark: str) -> bool:
    if mark[0] != ".":
        return False
    if len(mark) > 3 or text[dot - 1 : dot].isspace():
        return True  # dots that lead from a label to its value
    last = _LAST_WORD.search(text, max(start, dot - 25), dot)
    if last is None:
        return False
    word = last.group().casefold()
    if len(mark) == 1 and len(word) == 1 and word.isalpha():
        return True  # an initial
    if word.isdigit():
        return len(word) <= 2 and (dot - start == len(word) or _is_ordinal(text, dot))
    return len(mark) == 1 and word in _abbreviations()


def _is_ordinal(text: str, dot: int) -> bool:
    """German writes "am 3. März": a number, a dot, a month."""
    following = text[dot + 1 : dot + 12].split()
    return bool(following) and following[0].casefold()[:3] in _months()


def _abbreviations() -> frozenset[str]:
    return frozenset(rules("sentences")["abbreviations"])


def _months() -> frozenset[str]:
    return frozenset(rules("sentences")["months"])


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    said = _LINK.sub("", text[start:end])
    least = 12 if len(said) < end - start else 1
    if sum(character.isalnum() for character in said) >= least:
        yield start, end
