"""What an expression of days means, and what reads one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assistant.dates.tokens import Token
from assistant.dates.values import Calendar


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or several (`last` included). `loose`: only its number was named, so a neighbour may tell its month."""

    first: date
    last: date | None = None
    kind: str = "day"
    loose: bool = False
    yearless: bool = False
    weekly: bool = False  # a weekday alone
    past: bool = False
    moment: datetime | None = None  # "in two hours"
    approximate: bool = False
    number: int = 0  # a bare figure after a weekday that may as well be an hour ("Friday 10")


Reader = Callable[[Sequence[Token], Calendar], Day | None]
