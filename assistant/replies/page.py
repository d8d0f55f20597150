"""Take a reply apart: the owner's own words, piece by piece, and the rows of the agenda that they answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.replies.fold import fold
from assistant.vocabulary import AgendaRow, Letter, Office, Role

# "  12  Title", "#3 Title (Provider): status", "12. Title", "12) Title", "| 12 | Title"
_ROW = re.compile(
    r"^[|*•-]?\s*(?:#|no\.? |nr\.? |n° ?)?(\d{1,5})(?:[.):] |[ |])[ |]*(?=[^\W\d_]|['\"„«(])(.{2,200})$", re.IGNORECASE
)
_MARKS = re.compile(r"^[>\s|]*")
_TAIL = re.compile(
    r"\s+(?:·|-|–|—)\s+[^·]*$|\s{3,}.*$|:\s+(?=(?:fixed|open|waits|waiting|visit|new|part|since|in progress)\b).*$"
)
_PROVIDER = re.compile(r"\s*\(([^()]{2,60})\)\s*$")
# months open a date, not a title: "9 March 2026"
_MONTH = re.compile(
    r"(?:jan(?:uary|uar|vier|uari)?|feb(?:ruary|ruar|ruari|rero)?|fev(?:rier)?|mar(?:ch|s|zo)?|maerz|marz|maart|apr(?:il)?"
    r"|avr(?:il)?|abr(?:il)?"
    r"|may|mai|mei|mayo|june?|juni|juin|junio|july?|juli|juillet|julio|aug(?:ust|ustus)?|aout|agosto|sept?(?:ember|embre|iembre)?"
    r"|o[ck]t(?:ober|obre|ubre)?|nov(?:ember|embre|iembre)?|de[cz](?:ember|embre)?|dic(?:iembre)?|enero?|ene)(?!\w)"
)
_NAME = re.compile(r"[^\W\d_]+")
_POSTSCRIPT = re.compile(r"\s*p\.?\s?s\b", re.IGNORECASE)
_REACH = 4  # an answer between the rows stands at most so many lines below the row's own line


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the owner's own words; `row` is the number of the quoted row it stands under, if any."""

    text: str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    pieces: tuple[Piece, ...]
    rows: tuple[AgendaRow, ...]


def open_page(letter: Letter, office: Office) -> Page:
    """The owner's words in `letter` and the rows of the agenda quoted in it."""
    quoted = letter.words(Role.QUOTED)
    signer = frozenset(_NAME.findall(fold(office.owner)))
    pieces = (replace(piece, text=_unsigned(piece.text, signer)) for piece in _pieces(letter))
    return Page(pieces=tuple(pieces), rows=tuple(_rows(quoted, office)))


def _unsigned(text: str, signer: frozenset[str]) -> str:
    """`text` without the line that is nothing but the owner's name, and the address below it; a postscript stays."""
    lines = text.splitlines()
    signed = next((n for n, line in enumerate(lines) if n and _is_name(line, signer)), len(lines))
    after = (n for n in range(signed, len(lines)) if _POSTSCRIPT.match(lines[n]))
    return "\n".join([*lines[:signed], *lines[next(after, len(lines)) :]])


def _is_name(line: str, signer: frozenset[str]) -> bool:
    words = _NAME.findall(fold(line))
    return bool(words) and frozenset(words) <= signer and not any(char.isdigit() for char in line)


def _pieces(letter: Letter) -> Iterator[Piece]:
    answered = _answers_between(letter)
    above: list[str] = []
    for place, stretch in enumerate(letter.stretches):
        text = letter.text[stretch.start : stretch.end]
        if stretch.role is Role.QUOTED:
            above += text.splitlines()
        if stretch.role is Role.NEW and text.strip():
            yield Piece(text.strip("\n"), _row_above(above) if place in answered else None)


def _answers_between(letter: Letter) -> set[int]:
    """Which stretches stand between quoted rows: history above them, and below them or below another such one."""
    quoted = [i for i, s in enumerate(letter.stretches) if s.role is Role.QUOTED]
    fresh = [i for i, s in enumerate(letter.stretches) if s.role is Role.NEW]
    if not quoted:
        return set()
    inside = {i for i in fresh if quoted[0] < i}
    return inside if any(i < quoted[-1] for i in inside) else set()


def _row_above(lines: list[str]) -> int | None:
    near = [line for line in lines if line.strip(" >|\t")][-_REACH:]
    for line in reversed(near):
        if found := _row_line(line):
            return int(found[1])
    return None


def _row_line(line: str) -> re.Match[str] | None:
    bare = _MARKS.sub("", line).rstrip()
    found = _ROW.match(bare)
    return None if found is None or _MONTH.match(fold(found[2])) else found


def _rows(quoted: str, office: Office) -> Iterator[AgendaRow]:
    lines = quoted.splitlines()
    seen: set[int] = set()
    for place, line in enumerate(lines):
        found = _row_line(line)
        if found is None or int(found[1]) in seen:
            continue
        seen.add(int(found[1]))
        below = next((text for text in lines[place + 1 : place + 3] if text.strip(" >|\t")), "")
        yield _row(int(found[1]), found[2].strip(), "" if _row_line(below) else below, office)


def _row(number: int, line: str, below: str, office: Office) -> AgendaRow:
    provider = _known_provider(line, office) or _known_provider(below, office)
    title = _TAIL.sub("", line)
    if bracket := _PROVIDER.search(title):
        provider = provider or bracket[1]
        title = title[: bracket.start()]
    return AgendaRow(number=number, title=title.strip(" :-|"), provider=provider)


def _known_provider(line: str, office: Office) -> str:
    text = fold(line)
    names = [p.name for p in office.providers if re.search(rf"(?<!\w){re.escape(fold(p.name))}(?!\w)", text)]
    return max(names, key=lambda name: text.rfind(fold(name)), default="")
