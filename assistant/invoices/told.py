"""Sums in a sentence with the bill's number: "Invoice 17, dated 5 March, for £10 plus £2 VAT, £12 in all"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.invoices.figures import figures
from assistant.invoices.numbers import TITLES, number_in
from assistant.invoices.sumlabels import words
from assistant.invoices.sumvalues import Sum
from assistant.invoices.words import labels, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.invoices.figures import Figure
    from assistant.invoices.spots import Marked

TOLD, SURELY = 1.6, 2.0  # how far a sum in a sentence is trusted
NEAR = 25  # characters behind a sum in which words tell what it is


def told_sums(marked: Marked) -> Iterator[tuple[str, Sum]]:
    """("net" | "tax" | "total", sum) for each sum behind the bill's number in its sentence."""
    for spot in marked.spots:
        behind = spot.cell.text[spot.end :]
        if not spot.names & (TITLES | {"number"}) or not number_in(behind[:40]):
            continue
        at = spot.cell.start + spot.end
        for figure in (f for f in figures(behind) if f.money):
            name, score = _role(behind, figure)
            yield name, Sum(figure.value, score, at + figure.start, spot.cell.row, figure.currency)


def _role(text: str, figure: Figure) -> tuple[str, float]:
    """Whether a sum is net, tax or total, by the words right behind it and before it."""
    behind = text[figure.end : figure.end + NEAR]
    after = [t.word for t in tokens(behind)][:2]
    more = behind.lstrip().startswith("+") or after[:1] == ["plus"]
    taxes = [m for m in labels().find(behind) if "tax" in m.names]
    if (more and taxes) or (after and after[0] in words("without")):
        return "net", TOLD
    if taxes and taxes[0].start < 3 and not more:
        return "tax", TOLD
    before = text[max(figure.start - 10, 0) : figure.start]
    whole = after == ["in", "all"] or "=" in before[-3:] or before.rstrip().lower().endswith("total")
    return "total", SURELY if whole or (after and after[0] in words("with")) else _sooner(text, figure)


def _sooner(text: str, figure: Figure) -> float:
    """A sum nearer to the number is likelier its total."""
    return TOLD - 0.1 * min(5, text[: figure.start].count(","))
