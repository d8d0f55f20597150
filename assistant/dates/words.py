"""What tokens say: their number, weekday, year, and whether they point forward or back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dates.tokens import Token


def one(found: Sequence[Token], tag: str) -> Token:
    return next(token for token in found if token.tag == tag)


def number_of(token: Token) -> int:
    return int(re.sub(r"\D", "", token.value))


def count_of(token: Token) -> float:
    """How many: 3, 1.5, 0,5; figures with more separators count as far as the second."""
    figure = re.match(r"\d+(?:[.,]\d+)?", token.value)
    return float(figure.group().replace(",", ".")) if figure else 1.0


def weekday_of(found: Sequence[Token]) -> int | None:
    return next((int(token.value) - 1 for token in found if token.tag == "w"), None)


def year_of(token: Token) -> int:
    figures = number_of(token)
    return figures + 2000 if figures < 100 else figures


def step_of(found: Sequence[Token]) -> int:
    """Next is one on (after next two), last one back, this none."""
    tags = {token.tag for token in found}
    if "X" in tags:
        return sum(token.tag == "X" for token in found)
    return 1 if "V" in tags and "U" in tags else -1 if "L" in tags else 0
