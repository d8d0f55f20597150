"""What a part has room for in the edition at hand: its first rows, and what is left out told by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.agenda.values import Group, Row
from assistant.agenda.view import View
from assistant.agenda.wording import left_out, listed


def fitted(groups: Sequence[Group], part: str, view: View) -> tuple[Group, ...]:
    """The groups with as many rows as the part has room for, each its fair share."""
    shares = fair_shares([len(group.rows) for group in groups], view.most(part))
    return tuple(_first(group, share, view) for group, share in zip(groups, shares, strict=True))


def fitting(wanted: int, most: int) -> int:
    """How many of `wanted` rows are shown: one alone is never left out, for to say so takes as long."""
    return wanted if wanted <= most + 1 else most


def shorter(rows: Sequence[Row], quotes: int, view: View) -> tuple[Row, ...]:
    """The rows with as many lines as there is room for, the first so many with somebody's words."""
    left, found = quotes, []
    for row in rows:
        quoting = row.quote is not None and left > 0
        left -= quoting
        found.append(replace(row, lines=row.lines[: view.most("lines")], quote=row.quote if quoting else None))
    return tuple(found)


def fair_shares(wanted: Sequence[int], places: int) -> list[int]:
    """How many each gets of `places` when it is dealt out one by one to those who want more."""
    shares = [0] * len(wanted)
    while places > 0 and any(share < want for share, want in zip(shares, wanted, strict=True)):
        for place, want in enumerate(wanted):
            if places > 0 and shares[place] < want:
                shares[place] += 1
                places -= 1
    return shares


def _first(group: Group, share: int, view: View) -> Group:
    """The first rows, and what is left out: by number where it can be answered so."""
    most = fitting(len(group.rows), share)
    rest = group.rows[most:]
    more, numbers = left_out(len(rest), view), [row.number for row in rest if row.number is not None]
    return replace(group, rows=group.rows[:most], more=f"{more}: {listed(numbers)}" if more and numbers else more)
