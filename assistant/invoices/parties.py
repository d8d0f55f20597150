"""Who sends a printed bill: a name behind a label, with a legal form, at the top, or in the footer."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from assistant.invoices.days import days
from assistant.invoices.figures import figures
from assistant.invoices.spots import depth
from assistant.invoices.words import book, fold, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.invoices.sheet import Cell
    from assistant.invoices.spots import Marked, Spot
    from assistant.vocabulary import Letter, Office

_PARTS = re.compile(
    r"\s+[-–—·•|]\s+|\s*[|·•]\s*|,\s+(?!(?:inc|llc|ltd|llp|corp|plc|s\.|gmbh|co)\b)|\s{3,}", re.IGNORECASE
)
_STREET = re.compile(r"\D\s\d{1,4}\s?[a-zA-Z]?$|^\d+\s")  # "Hauptstr. 12", "12 High Street"
FIRST_GAP, LINE_GAP = 3.5, 2.1  # em; between a label and its block, between the lines of a block
# legal forms that are common words when they are written small
_COMMON = frozenset(
    [
        "company",
        "co",
        "limited",
        "corporation",
        "corp",
        "incorporated",
        "inc",
        "cooperative",
        "as",
        "sa",
        "ag",
        "ab",
        "sl",
        "sas",
        "oy",
        "hb",
        "lp",
        "ek",
    ]
)
LONGEST = 70


def supplier_of(marked: Marked, letter: Letter, office: Office) -> str | None:
    """The supplier's name as printed."""
    votes: dict[str, float] = defaultdict(float)
    shown: dict[str, str] = {}
    buyers = _buyers(marked)
    for name, score in _candidates(marked):
        key = _key(name)
        if not key or key in buyers or _is_office(key, office):
            continue
        votes[key] += score
        shown.setdefault(key, name)
    for key in votes:
        votes[key] += 2.0 * _like_sender(key, letter)
    return shown[max(votes, key=lambda k: votes[k])] if votes else None


def _key(name: str) -> str:
    return " ".join(t.word for t in tokens(name))


def _candidates(marked: Marked) -> Iterator[tuple[str, float]]:
    for label, weight in (("supplier", 5.0), ("payee", 2.5)):
        for spot in marked.named(label):
            if _announces(spot) and (name := _named(marked, spot)):
                yield name, weight if spot.head else weight * 0.8
    claimed = set(_buyer_cells(marked))
    first = True
    for cell in marked.sheet.cells():
        if cell.start in claimed:
            continue
        low = depth(marked.sheet.rows[cell.row], marked.sheet)
        for part in _PARTS.split(cell.text):
            name = _with_form(part)
            if name:
                yield name, 2.0 + (0.5 if low < 0.12 or low > 0.85 else 0)
        if first and not marked.headed(cell) and _looks_like_name(cell.text):
            yield cell.text.strip(), 1.5
        first = first and (marked.headed(cell) or cell.row < 1)


def _named(marked: Marked, spot: Spot) -> str | None:
    """The name that a label announces: behind it, to its right, or the first name below it."""
    for place in marked.places(spot)[:1]:
        name = _name(_PARTS.split(place.text.strip(" .:"))[0])
        if name:
            return name
    rows = marked.sheet.rows
    for row in rows[spot.cell.row + 1 : spot.cell.row + 5]:
        for cell in row.cells:
            if cell.over(spot.cell) or abs(cell.left - spot.cell.left) < 1:
                name = _with_form(cell.text) or (None if marked.headed(cell) else _name(cell.text))
                if name:
                    return name
    return None


def _announces(spot: Spot) -> bool:
    """Whether a label is one and no part of a name: alone in its cell, or with a colon ("Lieferant GmbH" is a name)."""
    return spot.alone or spot.cell.text[spot.end : spot.end + 2].lstrip().startswith(":")


def _name(text: str) -> str | None:
    text = text.strip(" .:;,*")
    return text if _looks_like_name(text) else None


def _looks_like_name(text: str) -> bool:
    return (
        2 < len(text) <= LONGEST
        and len(text.split()) <= 8
        and any(c.isalpha() for c in text)
        and not text.startswith("(")
        and not _STREET.search(text)
        and "@" not in text
        and not re.search(r"\d{3}|www\.|://", text)
        and not next(days(text), None)
        and not next((f for f in figures(text) if f.money), None)
    )


@cache
def _forms() -> re.Pattern[str]:
    forms = sorted(book()["legal_forms"], key=lambda s: (-len(s), s))
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(f).replace(r"\ ", " ?") for f in forms) + r")(?!\w)", re.IGNORECASE
    )


def _with_form(part: str) -> str | None:
    """The part up to its legal form: "Free SAS au capital de …" → "Free SAS"."""
    match = None
    for found in _forms().finditer(part[: LONGEST + 10]):
        match = match if found.group() in _COMMON else found
    if match is None or match.start() == 0:
        return None
    name = re.sub(r"^.*?:\s+", "", part[: match.end()]).strip(" .,;:*")
    words = name.split()
    if not words or len(words) > 9 or (not words[0][:1].isupper() and not words[0][:1].isdigit()):
        return None
    return name + ("." if part[match.end() : match.end() + 1] == "." else "") if _looks_like_name(name) else None


def _buyer_cells(marked: Marked) -> Iterator[int]:
    """The offsets of the cells in the customer's address: beside and below its label, as far as the block goes."""
    for spot in marked.named("buyer"):
        if not spot.head or "supplier" in spot.names or not _addresses(spot):
            continue
        yield spot.cell.start
        if spot.names & {"attention"}:
            yield from _block(marked, spot.cell, -1)
        yield from (place.cell.start for place in marked.places(spot))
        yield from _block(marked, spot.cell)


def _addresses(spot: Spot) -> bool:
    """Whether a buyer's label is one: alone, with a colon, or of several words ("Bill to"), or marks a person."""
    return _announces(spot) or " " in spot.cell.text[spot.start : spot.end] or "attention" in spot.names


def _block(marked: Marked, label: Cell, step: int = 1) -> Iterator[int]:
    """The cells below a label (above it with `step` -1), until a gap wider than between lines."""
    rows = marked.sheet.rows
    last, widest = rows[label.row].depth, FIRST_GAP if step > 0 else LINE_GAP
    for row in rows[label.row + 1 : label.row + 10] if step > 0 else rows[max(label.row - 4, 0) : label.row][::-1]:
        under = [c for c in row.cells if c.over(label) or abs(c.left - label.left) < 1]
        if not under:
            continue
        if abs(row.depth - last) > widest:
            return
        last, widest = row.depth, LINE_GAP
        yield from (c.start for c in under)


def _buyers(marked: Marked) -> set[str]:
    found = set()
    claimed = set(_buyer_cells(marked))
    for cell in marked.sheet.cells():
        if cell.start in claimed:
            for part in _PARTS.split(cell.text):
                found.add(_key(re.sub(r"^.*?:\s+", "", part)))
                name = _with_form(part)
                if name:
                    found.add(_key(name))
    return found


def _is_office(key: str, office: Office) -> bool:
    """Whether a name is that of the owner or the owner's firm, as its mail domain writes it."""
    joined = key.replace(" ", "")
    domains = {a.rpartition("@")[2].split(".")[0].replace("-", "") for a in office.addresses}
    return any(len(d) > 4 and (d in joined or joined in d) for d in domains)


def _like_sender(key: str, letter: Letter) -> float:
    """1 when the letter's sender goes by that name, or by its domain; else 0."""
    words = [w for w in key.split() if len(w) > 3 and not _forms().fullmatch(w)]
    sender = fold(letter.sender.name) + " " + fold(letter.sender.domain)
    return 1.0 if words and words[0] in sender.replace("-", "") + " " + sender else 0.0
