"""The only place that asks the clock. Everything else is told the time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  this is that place


def stopped_clock(now: datetime) -> Clock:
    """A clock that always shows `now`: to rehearse, to replay, to test."""
    return lambda: now
