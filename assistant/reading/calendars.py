"""text/calendar parts → invitations (RFC 5545)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from assistant.vocabulary import Address, Invitation

if TYPE_CHECKING:
    from icalendar import Component

_MOST_EVENTS = 50
_MOST_CHARACTERS = 200_000


def invitations_in(text: str) -> tuple[list[Invitation], str]:
    """Each VEVENT of a calendar, and a word for the owner when it could not be read.

    A time that names no zone stays without one: it is meant in the zone of whoever reads it.
    """
    from icalendar import Calendar

    if len(text) > _MOST_CHARACTERS:
        return [], "A calendar in the mail is too large to be read."
    try:
        calendar = Calendar.from_ical(text)
        method = str(calendar.get("method", "")).upper()
        events = calendar.walk("VEVENT")[:_MOST_EVENTS]
        found = [_invitation(event, method) for event in events if event.get("dtstart")]
    except Exception:  # noqa: BLE001  a broken calendar must not stop the letter
        return [], "A calendar in the mail could not be read."
    return [invitation for invitation in found if invitation], ""


def _invitation(event: Component, method: str) -> Invitation | None:
    start: datetime | date = event.decoded("dtstart")
    end: datetime | date | None = event.decoded("dtend") if event.get("dtend") else None
    if end is None and event.get("duration"):
        end = start + event.decoded("duration")
    organizer = str(event.get("organizer", ""))
    params: Any = getattr(event.get("organizer"), "params", {})
    return Invitation(
        method=method,
        uid=str(event.get("uid", "")),
        sequence=int(event.get("sequence", 0)),
        summary=str(event.get("summary", "")),
        start=start,
        end=end,
        location=str(event.get("location", "")),
        organizer=Address(str(params.get("CN", "")), organizer.lower().removeprefix("mailto:")) if organizer else None,
        cancelled=method == "CANCEL" or str(event.get("status", "")).upper() == "CANCELLED",
    )
