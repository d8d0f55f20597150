"""From hours and days to aware moments: zones, midnight, ranges over it, and the change to summer time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from assistant.dates.clocks import DAY, Clock
from assistant.dates.halves import LATE, settled, settled_range
from assistant.dates.values import Calendar, When


@dataclass(frozen=True, slots=True)
class Hours:
    """The hour or hours of an expression, with the part of the day and the zone that go with them."""

    first: Clock
    last: Clock | None
    part: str
    zone: str
    length: int = 0  # minutes
    begins_at_midnight: bool = False  # "from midnight on Friday", which else is where Friday ends


@dataclass(frozen=True, slots=True)
class Days:
    """The day on which it begins and the one on which it ends. `vague`: "tonight", "Saturday night"."""

    first: date
    last: date
    named: bool = True
    vague: bool = False


def timed(days: Days, hours: Hours, calendar: Calendar) -> When:
    """The expression's moments in the zone it names, else in the office's."""
    zone = zone_of(hours.zone) or calendar.now.tzinfo or UTC
    named = bool(hours.zone)
    start, finish = _minutes(hours)
    if days.vague and hours.part in {"evening", "night"} and start < LATE <= calendar.now.hour * 60:
        start, finish = start + DAY, None if finish is None else finish + DAY
    begins = moment(days.first, start, zone)
    if not days.named and begins <= calendar.now:
        shift = _shift(begins, hours, calendar)
        start, finish = start + shift, None if finish is None else finish + shift
        begins = moment(days.first, start, zone)
    if hours.first.midnight and days.named and finish is None and not hours.length and not hours.begins_at_midnight:
        return _end_of(days.first, zone, calendar, named)
    ends = _ends(days, hours, begins, finish, zone)
    return When(0, 0, "", begins, ends, zone_named=named, kind="window" if ends else "day")


def zone_of(name: str) -> tzinfo | None:
    """`Europe/Paris`, `+0000`, "UTC+3", "GMT-5", "Z"; None for none."""
    if not name:
        return None
    if "/" in name:
        return ZoneInfo(name)
    offset = re.search(r"([+-])(\d{1,2}):?(\d\d)?", name)
    if offset is None:
        return UTC
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes)) if minutes else UTC


def moment(day: date, minutes: int, zone: tzinfo) -> datetime:
    """That wall-clock time; one that the change to summer time skips moves on by the hour skipped."""
    whole, rest = divmod(minutes, DAY)
    local = datetime(day.year, day.month, day.day, rest // 60, rest % 60, tzinfo=zone) + timedelta(days=whole)
    return local.astimezone(UTC).astimezone(zone)


def _minutes(hours: Hours) -> tuple[int, int | None]:
    if hours.last is None:
        return settled(hours.first, hours.part), None
    return settled_range(hours.first, hours.last, hours.part)


def _ends(days: Days, hours: Hours, begins: datetime, finish: int | None, zone: tzinfo) -> datetime | None:
    if hours.last is not None and days.last != days.first:
        return moment(days.last, settled(hours.last, "" if hours.last.half else hours.part) % DAY, zone)
    if finish is not None:
        return moment(days.first, finish, zone)
    if hours.length:
        return (begins.astimezone(UTC) + timedelta(minutes=hours.length)).astimezone(zone)
    return None


def _shift(begins: datetime, hours: Hours, calendar: Calendar) -> int:
    """Hours without a day that have passed: the evening's if they may be, else tomorrow's. In minutes."""
    evening = begins + timedelta(minutes=DAY // 2)
    open_half = not hours.part and not hours.first.half and not (hours.last and hours.last.half)
    may_be = open_half and begins.hour < 12 and evening.hour <= 20 and calendar.now < evening
    return DAY // 2 if may_be else DAY


def _end_of(day: date, zone: tzinfo, calendar: Calendar, named: bool) -> When:  # noqa: FBT001  a fact, no switch
    """ "midnight on Friday" is where Friday ends; midnight tonight is where today does."""
    if day == calendar.today:
        return When(0, 0, "", moment(day, DAY, zone), zone_named=named)
    return When(0, 0, "", day, part="midnight")
