"""Read a string that is one whole date, as header blocks and bills have it."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from assistant.dates.find import find_dates
from assistant.dates.values import Calendar


def absolute(text: str, *, day_first: bool = True, zone: tzinfo | None = None) -> datetime | date | None:
    """The moment (aware if a zone is named in it or given) or the day that `text` names; None when it names none."""
    from datetime import UTC

    calendar = Calendar(datetime(2000, 1, 1, tzinfo=zone or UTC), day_first=day_first)
    found = find_dates(text, calendar)
    if not found:
        return None
    begins = found[0].begins
    if isinstance(begins, datetime) and zone is None and not found[0].zone_named:
        return begins.replace(tzinfo=None)
    return begins
