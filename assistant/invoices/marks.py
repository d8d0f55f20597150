"""Find the labels of a sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.invoices.figures import figures
from assistant.invoices.spots import PUNCTUATION, Marked, Spot
from assistant.invoices.sumlabels import SUMS, names_of, runs
from assistant.invoices.words import labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.invoices.sheet import Cell, Row, Sheet
    from assistant.invoices.words import Match


WEAK = frozenset(
    ("other_number", "buyer", "supplier", "payee", "customer", "order", "bare_number", "column_amount", "terms")
)
_LEAD = re.compile(r"[\W_]*|[^\d/,;]{2,30} / ?")  # nothing, or the same in a language that the rules do not know
_ANNOUNCED = re.compile(r"\.?\s?[:#№]|\.?\s{0,2}\d")


def mark(sheet: Sheet) -> Marked:
    """Find all labels of a sheet."""
    in_cell = {cell.start: tuple(_spots(cell)) for row in sheet.rows for cell in row.cells}
    return Marked(sheet, tuple(s for spots in in_cell.values() for s in spots), in_cell, _heads(sheet, in_cell))


def _spots(cell: Cell) -> Iterator[Spot]:
    found = runs(cell.text, [m for m in labels().find(cell.text) if _counts(cell.text, m)])
    for index, run in enumerate(found):
        head = index == 0 and _LEAD.fullmatch(cell.text[: run[0].start]) is not None
        names = names_of(cell.text, run)
        cuts = (r[0].start for r in found[index + 1 :] if not (names & SUMS and _only_title(r)))
        yield Spot(names, cell, run[0].start, run[-1].end, next(cuts, len(cell.text)), head)


def _only_title(run: list[Match]) -> bool:
    """ "Total for this invoice": the last word is no label of its own there."""
    return all(n.startswith("title.") for match in run for n in match.names)


def _counts(line: str, match: Match) -> bool:
    """Whether words in the middle of a line are a label: weak ones only with a colon, a "#" or a figure behind them."""
    if not match.names <= WEAK and not all(n.startswith("column_") for n in match.names):
        return True
    return PUNCTUATION.fullmatch(line[: match.start]) is not None or _ANNOUNCED.match(line, match.end) is not None


def _heads(sheet: Sheet, in_cell: dict[int, tuple[Spot, ...]]) -> frozenset[int]:
    """The rows that head the columns of a table, with those that carry on their words."""
    found: set[int] = set()
    for index, row in enumerate(sheet.rows):
        spots = [in_cell[c.start][0] for c in row.cells if in_cell[c.start]]
        columns = {n for s in spots for n in s.names if n.startswith("column_")}
        if len(columns) > 1 and not any(f.precise for c in row.cells for f in figures(c.text)):
            found |= {i for i in (index - 1, index, index + 1, index + 2) if _joins(sheet, i, row)}
    return frozenset(found)


def _joins(sheet: Sheet, index: int, head: Row) -> bool:
    if not 0 <= index < len(sheet.rows):
        return False
    row = sheet.rows[index]
    return abs(row.depth - head.depth) < 2.5 and not any(f.money for c in row.cells for f in figures(c.text))
