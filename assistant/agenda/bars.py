"""What the chart of spend is made of, ready to be drawn with table cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Slice:
    """A provider's share of a bar, in per cent of the longest bar."""

    shade: int
    percent: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One month of the chart. `left` is what the slices leave of the width, in per cent."""

    label: str
    sum: str
    slices: tuple[Slice, ...]
    left: int

    @property
    def percent(self) -> int:
        """Its length against the longest bar."""
        return 100 - self.left


@dataclass(frozen=True, slots=True)
class Yearly:
    """One provider's spend this year so far and in the same days of last year ("–" when nothing was billed)."""

    provider: str
    shade: int
    now: str
    before: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Spend in one currency. `columns` head the yearly sums; one of them when last year had no bills.

    `bars` and `yearly` are empty where they would only say once more what the bills beside them say.
    """

    currency: str
    title: str
    bars: tuple[Bar, ...]
    yearly: tuple[Yearly, ...]
    columns: tuple[str, ...]
    sums: tuple[tuple[date, Decimal], ...]  # (first day of the month, sum)

    @property
    def tells(self) -> bool:
        return bool(self.bars or self.yearly)
