"""When a mail was sent: the Date header, or what stands in for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from mailparser import MailParser  # type: ignore[import-untyped]

from assistant.reading.clocks import in_zone_of
from assistant.reading.moments import find_moment

NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # of a mail that bears no date at all
_STAND_INS = ("resent-date", "x-original-date", "delivery-date", "x-date")
_LONGEST = 200


def sent_at_of(parser: MailParser, headers: tuple[tuple[str, str], ...]) -> tuple[datetime, tuple[str, ...]]:
    """When the mail was sent, aware; and a word for the owner where that is not its own date."""
    if parser.date is not None and 1980 < parser.date.year < 2200:
        return parser.date.astimezone(timezone(timedelta(hours=float(parser.timezone)))), ()
    for name in ("date", *_STAND_INS):
        for key, value in headers:
            if key == name and (moment := moment_of(value)):
                return moment, ()
    hops = [value.rpartition(";")[2] for name, value in headers if name == "received"]
    for hop in (*reversed(hops), parser.message.get_unixfrom() or ""):
        if moment := moment_of(hop):
            return moment, ("The mail has no readable date; the time at which a server took it is used.",)
    return NEVER, ("The mail has no readable date.",)


def moment_of(value: str) -> datetime | None:
    """A Date header's moment (RFC 5322), or one in any of the notations that broken programs write."""
    value = value[:_LONGEST].strip()
    # the standard library misreads the zone of ISO 8601
    moment = None if value[:4].isdigit() else _by_standard(value)
    if moment is None:
        found = find_moment(value, NEVER.replace(year=2200))
        if found is None:
            return None
        moment = found.value
    if not 1980 < moment.year < 2200:
        return None
    offset = moment.utcoffset()
    if offset is None:
        return in_zone_of(moment, NEVER)
    return moment.replace(tzinfo=timezone(offset) if abs(offset) <= timedelta(hours=15) else UTC)


def _by_standard(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
