"""How values are written in JSON: days, times and money, as CONTRACT.md says."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

Json = dict[str, Any]


def when(moment: datetime | date | None) -> str | None:
    """ISO 8601: a day, or a time to the second with its offset."""
    return moment.isoformat() if moment is not None else None


def money(amount: Decimal | None) -> str | None:
    """An exact amount with a dot, without exponent."""
    return f"{amount:f}" if amount is not None else None
