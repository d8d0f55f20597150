"""Labels of sums that stand together are one: "Rechnungssumme netto" is a net, "Total incl. VAT" a total."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from assistant.invoices.words import book, fold, tokens

if TYPE_CHECKING:
    from assistant.invoices.words import Match

SUMS = frozenset(("total", "bare_total", "payable", "net", "tax"))
TOTALS = frozenset(("total", "bare_total", "payable"))
FILLERS = 2  # words that may stand between two labels of one sum


def runs(line: str, found: list[Match]) -> list[list[Match]]:
    """The labels of a line, those of sums that belong together in one group."""
    grouped: list[list[Match]] = []
    for match in found:
        if (
            grouped
            and match.names & grouped[-1][-1].names
            and not line[grouped[-1][-1].end : match.start].strip(" /|-·")
        ):
            grouped[-1].append(match)  # one label in two languages: "Date / Datum"
        elif (
            grouped
            and match.names & SUMS
            and grouped[-1][-1].names & SUMS
            and _close(line[grouped[-1][-1].end : match.start])
        ):
            grouped[-1].append(match)
        else:
            grouped.append([match])
    return grouped


def _close(gap: str) -> bool:
    return not any(c.isdigit() for c in gap) and len(gap.split()) <= FILLERS and "," not in gap


def names_of(line: str, run: list[Match]) -> frozenset[str]:
    """What a group of labels announces."""
    names = frozenset(n for match in run for n in match.names)
    if not names & SUMS:
        return frozenset.intersection(*(match.names for match in run))
    said = {t.word for t in tokens(line[run[0].start : run[-1].end])}
    before = [t.word for t in tokens(line[: run[0].start])][-1:]
    if len(run) == 1 and not (names & TOTALS and before):
        return names
    return _settled(names, said | set(before))


def _settled(names: frozenset[str], said: set[str]) -> frozenset[str]:
    inside, outside = bool(said & words("with")), bool(said & words("without"))
    if names & TOTALS and inside and not (names & {"net"} and outside):
        return names & {"total", "payable"} or frozenset(("total",))
    if "payable" in names:
        return frozenset(("payable",))
    if "net" in names or (outside and names & {"tax"} and names & TOTALS):
        return frozenset(("net",))
    if "tax" in names:
        return frozenset(("tax",))
    return names & {"total"} or names


@cache
def words(name: str) -> frozenset[str]:
    return frozenset(fold(str(w)) for w in book()[name])
