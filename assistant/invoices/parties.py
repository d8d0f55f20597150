"""Who sends a printed bill: a name behind a label, with a legal form, at the top, or in the footer."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from assistant.invoices.days import days
from assistant.invoices.figures import figures
from assistant.invoices.spots import depth
from assistant.invoices.words import book, fold, phrases, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.invoices.sheet import Cell
    from assistant.invoices.spots import Marked, Spot
    from assistant.vocabulary import Letter, Office

_PARTS = re.compile(r"(\s+[-–—·•|]\s+|\s*[|·•]\s*|,\s+|\s{3,})")
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
_SMALL = frozenset(
    [
        "of",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "van",
        "der",
        "den",
        "und",
        "et",
        "and",
        "e",
        "y",
        "i",
        "en",
        "the",
        "&",
        "+",
        "do",
        "da",
        "dos",
        "di",
        "del",
        "della",
        "per",
    ]
)
LONGEST = 70


def supplier_of(marked: Marked, letter: Letter, office: Office) -> str | None:
    """The supplier's name as printed."""
    votes: dict[str, float] = defaultdict(float)
    shown: dict[str, str] = {}
    buyers = _buyers(marked)
    for name, score in _candidates(marked, letter, office):
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


def _candidates(marked: Marked, letter: Letter, office: Office) -> Iterator[tuple[str, float]]:
    for label, weight in (("supplier", 5.0), ("payee", 2.5)):
        for spot in marked.named(label):
            if _announces(spot) and (name := _named(marked, spot)):
                yield name, weight if spot.head else weight * 0.8
    claimed = set(buyer_cells(marked))
    cells = [cell for cell in marked.sheet.cells() if cell.start not in claimed]
    for cell in cells:
        low = depth(marked.sheet.rows[cell.row], marked.sheet)
        names = filter(None, (with_form(part) for part in _parts(cell.text)))
        yield from ((name, 2.0 + (0.5 if low < 0.12 or low > 0.85 else 0)) for name in names)
    yield from _topmost(marked, cells)
    if marked.sheet.source == "text":
        yield from _sender(letter, office)


def _sender(letter: Letter, office: Office) -> Iterator[tuple[str, float]]:
    """Who wrote the letter, as its bill's last resort: the listed provider, else the name that he goes by."""
    provider = office.provider_of(letter.sender)
    name = provider.name if provider else letter.sender.name
    if name and not any(t.word in _roles() for t in tokens(name)):
        yield name, 1.6


def _topmost(marked: Marked, cells: list[Cell]) -> Iterator[tuple[str, float]]:
    """The first words of a page, when they look like a name: that of the letterhead."""
    for cell in cells:
        first = _parts(cell.text)[0]
        if cell.row > 1 and not marked.headed(cell):
            return
        if not marked.headed(cell) and _looks_like_name(first) and not next(phrases("greeting").find(first), None):
            yield first.strip(), 1.5


def _parts(text: str) -> list[str]:
    """A line of an address in its parts; a legal form behind a comma stays with its name ("Pourpoint, Inc.")."""
    pieces = _PARTS.split(text)
    parts = pieces[:1]
    for mark, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        form = _forms().match(piece)
        if form and mark.strip() == ",":
            parts[-1] += mark + piece
        else:
            parts.append(piece)
    return parts


def _named(marked: Marked, spot: Spot) -> str | None:
    """The name that a label announces: behind it, to its right, or the first name below it."""
    for place in marked.places(spot)[:1]:
        name = _name(_parts(place.text.strip(" .:"))[0])
        if name:
            return name
    rows = marked.sheet.rows
    for row in rows[spot.cell.row + 1 : spot.cell.row + 5]:
        for cell in row.cells:
            if cell.over(spot.cell) or abs(cell.left - spot.cell.left) < 1:
                name = with_form(cell.text) or (None if marked.headed(cell) else _name(cell.text))
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


def with_form(part: str) -> str | None:
    """A firm's name up to its legal form: "Free SAS au capital de …" → "Free SAS"; None when there is none."""
    match = None
    for found in _forms().finditer(part[: LONGEST + 10]):
        match = match if found.group() in _COMMON else found
    if match is None or match.start() == 0:
        return None
    dot = part[match.end() : match.end() + 1] == "."  # "Inc."
    name = _run(re.sub(r"^.*?:\s+", "", part[: match.end() + dot])).strip(" ,;:*")
    return name if name and len(name.split()) > 1 and _looks_like_name(name) else None


def _run(words: str) -> str:
    """The words at the end that make a name: capitals, figures, and small words between ("Sent for A & B of C Ltd")."""
    kept: list[str] = []
    for word in reversed(words.split()):
        if not (word[:1].isupper() or word[:1].isdigit() or word in _SMALL or word[:1] in "&+(" or len(kept) == 0):
            break
        kept.append(word)
    while kept and kept[-1] in _SMALL:
        kept.pop()
    return " ".join(reversed(kept))


@cache
def _roles() -> frozenset[str]:
    """Words that tell a department, not a firm."""
    return frozenset(fold(word) for group in book()["roles"].values() for word in group)


def buyer_cells(marked: Marked) -> Iterator[int]:
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
    claimed = set(buyer_cells(marked))
    for cell in marked.sheet.cells():
        if cell.start in claimed:
            for part in _parts(cell.text):
                found.add(_key(re.sub(r"^.*?:\s+", "", part)))
                name = with_form(part)
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
