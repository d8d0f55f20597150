"""Cut the owner's words into sentences, without greeting and name, and know which stand as points of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from assistant.replies.fold import fold
from assistant.replies.page import Piece

_BULLET = re.compile(r"^\s*(?:[-*•·‣▪–—>]+|\(?(?:[a-z]|[ivx]{1,4})\)|\[[ x]?\])\s+")
_COUNTED = re.compile(r"(?:^|(?<=\s))\((\d)\)\s+")
_END = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[a-z]|dr|mr|mrs|ms|st|no|nr|nos|vs|approx|incl|excl|etc|e\.g|i\.e|z\.b|d\.h|bzw|ca|evtl|inkl|usw"
    r"|hr|fr|mme|mlle|sr|sra|art|pos|tel|ext|resp|dhr|mevr|bv|d\.w\.z|p\.ej|num|gr|rd|min|max|p|pag)$"
)
_NUMBERED = re.compile(r"\s*#?\d+\s*[-:=.)]")
# "22 no. 27 ok", "53 - no. 56 - grand", "fourteen no. Thirteen yes": an answer, not "number"
_ANSWERED_NO = re.compile(
    r"(?:\d|(?<!\w)(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\W?)?"
    r"(?:one|two|three|four|five|six|seven|eight|nine)|(?:ten|eleven|twelve|\w+teen|\w+ty|one|ones))\W+no$"
)
_LONGEST = 700  # characters of a sentence: what is longer is no person's, and is read in pieces
_FULL = (70, 80)  # mail programs break lines at 72 to 78 characters


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the owner's. `row` is the quoted row it stands under; `heads` says that it ends with a colon."""

    text: str
    row: int | None = None
    opens: bool = False  # the first of its line
    block: int = 0  # which paragraph

    @property
    def plain(self) -> str:
        return fold(self.text)

    @property
    def asks(self) -> bool:
        return self.text.rstrip(" \"')").endswith(("?", "??"))

    @property
    def heads(self) -> bool:
        return self.text.rstrip().endswith(":")


def sentences(piece: Piece) -> Iterator[Sentence]:
    """The sentences of one piece, in order; line breaks end a sentence where a mail program didn't make them."""
    block = 0
    for line in _lines(piece.text):
        if not line.strip():
            block += 1
            continue
        bare = _BULLET.sub("", line).strip()
        for place, text in enumerate(_cut(bare)):
            yield Sentence(text, piece.row, opens=place == 0, block=block)


def _lines(text: str) -> Iterator[str]:
    """Lines as the writer meant them: those that a mail program broke are joined again."""
    held: list[str] = []
    for line in text.splitlines():
        if held and not _goes_on(held[-1], line):
            yield " ".join(held)
            held = []
        held.append(line.strip() if held else line)
    if held:
        yield " ".join(held)


def _goes_on(line: str, following: str) -> bool:
    """Was `line` broken because the next word would not have fitted?"""
    if not following.strip() or _BULLET.match(following) or _NUMBERED.match(following):
        return False
    return _FULL[0] < len(line) + 1 + len(following.split(maxsplit=1)[0]) and len(line) <= _FULL[1]


def _cut(line: str) -> Iterator[str]:
    line = _COUNTED.sub("\n", line)
    for part in line.split("\n"):
        for text in _by_stops(part):
            yield from wrap(text, _LONGEST) if len(text) > _LONGEST else (text,)


def _by_stops(line: str) -> Iterator[str]:
    start = 0
    plain = fold(line)
    for stop in _END.finditer(line):
        if stop.end() <= start or not _ends_here(plain, stop.start(), stop.group()):
            continue
        if text := line[start : stop.end()].strip():
            yield text
        start = stop.end()
    if text := line[start:].strip():
        yield text


def _ends_here(plain: str, place: int, mark: str) -> bool:
    """Not after an abbreviation, an initial, or the number of a row or a day ("14. fixed", "10. April")."""
    if mark.strip() != "." or not plain[:place]:
        return True
    before = plain[:place]
    number = re.search(r"(?:^|[^\d\w])\d{1,4}$", before)
    if number:
        after = plain[place + 1 :].lstrip()
        if re.search(r"\d\.\d{1,2}$", before) and after[:1].isalpha():
            return False  # "am 12.6. überwiesen"
        opening = re.fullmatch(r"\D{0,12}\d{1,4}", before) and len(before.split()) == 1
        return not (opening or re.match(_MONTHS, after))
    if re.search(r"(?<!\w)no$", before) and not re.match(r"\s*#?\d", plain[place + 1 :]):
        return True  # "so no. Tablet: replaced"
    if _ANSWERED_NO.search(before):
        return True
    return _ABBREVIATION.search(before) is None or len(before) < 2


_MONTHS = (
    r"(?:jan|feb|mar|apr|may|mai|mei|jun|jul|aug|sep|oct|okt|nov|dec|dez|dici|ene|abr|ago|fev|avr|jui|aou|maart|marz)"
    r"[a-z]*\b"
)
