"""Who sends a printed bill: a name behind a label, with a legal form, at the top, or in the footer."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from assistant.invoices.addresses import announces, buyer_cells, buyers_of
from assistant.invoices.firms import is_form, key_of, looks_like_name, name_in, parts_of, with_form
from assistant.invoices.spots import depth
from assistant.invoices.words import book, fold, phrases, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.invoices.sheet import Cell
    from assistant.invoices.spots import Marked, Spot
    from assistant.vocabulary import Letter, Office


def supplier_of(marked: Marked, letter: Letter, office: Office) -> str | None:
    """The supplier's name as printed; where none is, that of the letter's sender."""
    votes: dict[str, float] = defaultdict(float)
    shown: dict[str, str] = {}
    buyers = buyers_of(marked)
    for name, score in _candidates(marked, letter, office):
        key = key_of(name)
        if not key or key in buyers or _is_office(key, office):
            continue
        votes[key] += score
        shown.setdefault(key, name)
    for key in votes:
        votes[key] += 2.0 * _like_sender(key, letter)
    by_letter = next((name for name, _ in _sender(letter, office)), None)
    return shown[max(votes, key=lambda k: votes[k])] if votes else by_letter


def _candidates(marked: Marked, letter: Letter, office: Office) -> Iterator[tuple[str, float]]:
    for label, weight in (("supplier", 5.0), ("payee", 2.5)):
        for spot in marked.named(label):
            if announces(spot) and (name := _named(marked, spot)):
                yield name, weight if spot.head else weight * 0.8
    claimed = set(buyer_cells(marked))
    cells = [cell for cell in marked.sheet.cells() if cell.start not in claimed]
    for cell in cells:
        low = depth(marked.sheet.rows[cell.row], marked.sheet)
        names = filter(None, (with_form(part) for part in parts_of(cell.text)))
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
        first = parts_of(cell.text)[0]
        if cell.row > 1 and not marked.headed(cell):
            return
        if not marked.headed(cell) and looks_like_name(first) and not next(phrases("greeting").find(first), None):
            yield first.strip(), 1.5


def _named(marked: Marked, spot: Spot) -> str | None:
    """The name that a label announces: behind it, to its right, or the first name below it."""
    for place in marked.places(spot)[:1]:
        name = name_in(parts_of(place.text.strip(" .:"))[0])
        if name:
            return name
    rows = marked.sheet.rows
    for row in rows[spot.cell.row + 1 : spot.cell.row + 5]:
        for cell in row.cells:
            if cell.over(spot.cell) or abs(cell.left - spot.cell.left) < 1:
                name = with_form(cell.text) or (None if marked.headed(cell) else name_in(cell.text))
                if name:
                    return name
    return None


@cache
def _roles() -> frozenset[str]:
    """Words that tell a department, not a firm."""
    return frozenset(fold(word) for group in book()["roles"].values() for word in group)


def _is_office(key: str, office: Office) -> bool:
    """Whether a name is that of the owner or the owner's firm, as its mail domain writes it."""
    joined = key.replace(" ", "")
    domains = {a.rpartition("@")[2].split(".")[0].replace("-", "") for a in office.addresses}
    return any(len(d) > 4 and (d in joined or joined in d) for d in domains)


def _like_sender(key: str, letter: Letter) -> float:
    """1 when the letter's sender goes by that name, or by its domain; else 0."""
    words = [w for w in key.split() if len(w) > 3 and not is_form(w)]
    sender = fold(letter.sender.name) + " " + fold(letter.sender.domain)
    return 1.0 if words and words[0] in sender.replace("-", "") + " " + sender else 0.0
