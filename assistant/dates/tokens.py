"""Cut a text into the words and figures that the grammar reads; all else becomes a stop that no date crosses.

Figures that look like dates but are none (addresses, versions, ticket and phone numbers, prices) are stops too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.dates.lexicon import Lexicon, Phrase, fold, lexicon
from assistant.dates.shapes import shapes

STOP = "x"
PARAGRAPH = "¶"
# What a shy word must stand beside, in tags. Before it, small words and modifiers count too: "in May", but "may end".
_BEFORE = frozenset("nYtDdmwrcvpQXTVLEBIibuefas@>7")
_BEHIND = frozenset("nYtDdmwrcvpQU+")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or figure: its letter for the grammar, what it says, and where it stands in the text."""

    tag: str
    value: str
    start: int
    end: int
    name: str = ""
    shy: bool = False


_GLUE = {",": ",", "(": ",", ")": ",", "[": ",", "]": ",", ":": ":", "*": ",", "|": ",", "/": "/", ".": ".", ";": ";"}
_FIGURES = frozenset("DcdvtYnRz")
_KINDS = {"dash_": "named", "plain": "word", "same": "D", "dotted": "d", "dashed": "d", "stop": "t"}


def tokens(text: str, language: str) -> list[Token]:
    """The text as tokens, phrases taken whole and shy words judged by their neighbours."""
    return _judged(_phrased(_cut(text, shapes(language)), lexicon(language)))


def _cut(text: str, pattern: re.Pattern[str]) -> list[Token]:
    found = []
    for match in pattern.finditer(text):
        kind = _KINDS.get(match.lastgroup or "", match.lastgroup or "")
        if kind == "iso":
            found += _iso(match)
        elif kind == "named":
            found += _named(match)
        elif kind != "space":
            found.append(Token(kind, match.group(), match.start(), match.end()))
    return found


def _named(match: re.Match[str]) -> list[Token]:
    """ "25-Apr-2026": its day, month and year; a year of two figures as "'26"."""
    pieces = list(re.finditer(r"[^\W\d_]+|\d+", match.group()))
    kinds = ("n", "word", "Y")
    return [
        Token(kind, piece.group(), match.start() + piece.start(), match.start() + piece.end())
        for kind, piece in zip(kinds, pieces, strict=True)
    ]


def _iso(match: re.Match[str]) -> list[Token]:
    """ISO 8601: the day, the hour, the offset."""
    text, start = match.group(), match.start()
    offset = re.search(r"(?:Z|z|[+-]\d\d:?\d\d)$", text[11:])
    clock_end = len(text) - len(offset.group()) if offset else len(text)
    zone = [Token("z", text[clock_end:], start + clock_end, match.end())] if offset else []
    return [
        Token("D", text[:10], start, start + 10),
        Token("c", re.sub(r"[.,]\d+$", "", text[11:clock_end]), start + 11, start + clock_end),
        *zone,
    ]


def _phrased(raw: list[Token], words: Lexicon) -> list[Token]:
    folded = [fold(token.value) if token.tag in {"word", "sign", "n", "dash"} else "\0" for token in raw]
    found: list[Token] = []
    place = 0
    while place < len(raw):
        length = _longest(folded, place, words)
        if length:
            found += _meant(raw[place : place + length], words.phrases[tuple(folded[place : place + length])])
            place += length
        else:
            found.append(_plain(raw[place]))
            place += 1
    return found


def _longest(folded: list[str], place: int, words: Lexicon) -> int:
    for length in range(words.longest.get(folded[place], 0), 0, -1):
        if tuple(folded[place : place + length]) in words.phrases:
            return length
    return 0


def _meant(parts: list[Token], phrase: Phrase) -> list[Token]:
    start, end = parts[0].start, parts[-1].end
    return [Token(m.tag, m.value, start, end, m.name, phrase.shy) for m in phrase.meanings]


def _plain(token: Token) -> Token:
    """A token that no phrase took: figures keep their shape, separators become glue, words become stops."""
    if token.tag in _FIGURES:
        return token
    tag, name = STOP, ""
    if token.tag == "num":
        tag = "#"
    elif token.tag == "dash":
        tag, name = "k", "dash"
    elif token.tag == "line":
        tag = PARAGRAPH if token.value.count("\n") > 1 else "l"
    elif token.tag == "sign":
        tag = _GLUE.get(token.value, STOP)
    return Token(tag, token.value, token.start, token.end, name)


def _judged(found: list[Token]) -> list[Token]:
    """Shy words that stand alone become stops."""
    return [replace(t, tag=STOP) if t.shy and not _in_company(found, i) else t for i, t in enumerate(found)]


def _in_company(found: list[Token], place: int) -> bool:
    return _beside(found, place, 1, _BEHIND) or _beside(found, place, -1, _BEFORE) or _is_counted(found, place)


def _is_counted(found: list[Token], place: int) -> bool:
    """ "the first of May", "the third quarter"; but "the first may be late"."""
    before = [token.tag for token in found[max(place - 2, 0) : place]]
    if found[place].tag == "U":
        return before[-1:] == ["O"]
    return found[place].tag == "m" and before in (["O", "o"], ["U", "o"])


def _beside(found: list[Token], place: int, step: int, company: frozenset[str]) -> bool:
    near = place + step
    while 0 <= near < len(found) and found[near].tag in ",.oZ" and abs(near - place) < 3:
        near += step
    if not 0 <= near < len(found):
        return False
    other = found[near]
    return other.tag in company and (not other.shy or found[place].tag != other.tag)
