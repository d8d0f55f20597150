"""A figure that may be one of a bill's sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure that may be the net, the tax, the total; `start` is its offset in the sheet's text."""

    value: Decimal
    score: float
    start: int
    row: int
    currency: str = ""
