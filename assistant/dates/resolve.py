"""From points to moments: what is missing at one end is taken from the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from assistant.dates import reckon
from assistant.dates.clocks import DAY, Clock, settled, settled_range
from assistant.dates.days import Day
from assistant.dates.points import Point
from assistant.dates.values import Calendar, When


@dataclass(frozen=True, slots=True)
class Found:
    """One expression: its two ends, the hours that hold for all its days, its length, the words around it."""

    first: Point
    last: Point | None
    hours: tuple[Point, Point | None] | None
    minutes: int
    lead: str  # the letters of the small words before it, nearest first
    start: int
    end: int
    follow: str  # the letter of what comes behind


_RELATIONS = {"b": "by", "u": "until", "e": "before", "a": "after", "f": "from", "s": "since"}
_STANDS_ALONE = frozenset("x#iQU")  # behind a bare figure: it counts something, and is no hour


@dataclass(frozen=True, slots=True)
class Hours:
    """The hour or hours of an expression, with the part of the day and the zone that go with them."""

    first: Clock
    last: Clock | None
    part: str
    zone: str


def resolved(found: Found, calendar: Calendar) -> When | None:
    """The expression's meaning (its place in the text left 0); None when it is no date after all."""
    relation = next((_RELATIONS[letter] for letter in found.lead if letter in _RELATIONS), "")
    day = found.first.day or (found.last.day if found.last else None)
    if relation == "since" and day:
        day = _looking_back(day, calendar.today)
    part = _named(found, "part")
    hours = _hours(found, part)
    if day is None and hours is None and not _part_alone(found):
        return None
    when = _timed(day, hours, found, calendar) if hours else _whole(day, part, found, calendar)
    return replace(
        when,
        kind="deadline" if when.kind == "day" and relation in {"by", "until", "before"} else when.kind,
        past=when.past or relation == "since",
        relation=relation,
        approximate=when.approximate or "~" in found.lead or found.first.approximate,
        day_named=day is not None,
    )


def _looking_back(day: Day, today: date) -> Day:
    """ "since Monday": the latest one."""
    if day.first < today:
        return day
    if day.weekly:
        return replace(day, first=reckon.last_weekday(day.first.weekday(), today))
    if day.loose:
        return replace(day, first=reckon.previous_number(day.first.day, today) or day.first)
    return replace(day, first=reckon.add_months(day.first, -12), last=None) if day.yearless else day


def _named(found: Found, what: str) -> str:
    """The part or the zone that any of the expression's points names."""
    points = (found.first, found.last, *(found.hours or ()))
    return next((getattr(point, what) for point in points if point and getattr(point, what)), "")


def _hours(found: Found, part: str) -> Hours | None:
    points = found.hours or (found.first, found.last)
    first, last = points[0].clock, points[1].clock if points[1] else None
    if first is None:
        return Hours(last, None, part, _named(found, "zone")) if last and points[0].day is None else None
    if not points[0].sure and not _vouched(found, points[0], last):
        return None
    return Hours(first, last, part, _named(found, "zone"))


def _vouched(found: Found, point: Point, last: Clock | None) -> bool:
    """Something about a bare figure says that it is an hour."""
    if point.part or (last and (found.first.day or (found.last and found.last.day) or not last.weak)):
        return True
    return bool(set(found.lead) & set("@G~fbue")) and (point.day is not None or found.follow not in _STANDS_ALONE)


def _part_alone(found: Found) -> bool:
    return found.first.part == "close"


def _whole(day: Day | None, part: str, found: Found, calendar: Calendar) -> When:
    if day is None:
        return When(0, 0, "", calendar.today, part=part, approximate=True)
    if day.moment:
        return When(0, 0, "", day.moment.replace(second=0, microsecond=0), past=day.past)
    last = found.last.day if found.last and found.first.day else None
    if last:
        first, end = _aligned(day, last)
        return When(0, 0, "", first, end, kind="span", past=day.past)
    return When(
        0,
        0,
        "",
        day.first,
        day.last,
        kind=day.kind,
        past=day.past,
        part=part,
        approximate=day.approximate or bool(part),
    )


def _aligned(first: Day, last: Day) -> tuple[date, date]:
    """A start of which only the number was named lies in the month of the end, or in the one before."""
    end = last.last or last.first
    if first.loose and not last.loose:
        near = reckon.day_of(end.year, end.month, first.first.day)
        if near and near <= end:
            return near, end
    if end < first.first and last.weekly:
        end = reckon.next_weekday(end.weekday(), first.first)
    if end < first.first and last.loose:
        end = reckon.next_number(end.day, first.first) or end
    if end < first.first and last.yearless:
        end = reckon.add_months(end, 12)
    return first.first, end


def _timed(day: Day | None, hours: Hours, found: Found, calendar: Calendar) -> When:
    zone, named = _zone(hours.zone, calendar)
    base, end_day = _days(day, found, calendar)
    if hours.last is None:
        start, finish = settled(hours.first, hours.part), None
    else:
        start, finish = settled_range(hours.first, hours.last, hours.part)
    begins = _moment(base, start, zone)
    if day is None and begins < calendar.now - timedelta(minutes=5):
        begins, shift = _ahead(begins, hours.first, hours.part, calendar)
        finish = None if finish is None else finish + shift
    ends = None
    if hours.last is not None and end_day != base:
        ends = _moment(end_day, settled(hours.last, hours.part if not hours.last.half else "") % DAY, zone)
    elif finish is not None:
        ends = _moment(base, finish, zone)
    elif found.minutes:
        ends = begins + timedelta(minutes=found.minutes)
    return When(0, 0, "", begins, ends, zone_named=named, kind="window" if ends else "day", past=bool(day and day.past))


def _days(day: Day | None, found: Found, calendar: Calendar) -> tuple[date, date]:
    """The day on which it begins, and the one on which it ends."""
    if day is None:
        return calendar.today, calendar.today
    if found.last and found.last.day and found.first.day:
        day = Day(*_aligned(found.first.day, found.last.day))
    if day.last == day.first + timedelta(days=1) and _named(found, "part") == "night" and _small_hours(found):
        return day.last, day.last
    return day.first, day.last or day.first


def _small_hours(found: Found) -> bool:
    """In the night from the 9th to the 10th, an hour after midnight is the 10th's."""
    point = found.hours[0] if found.hours else found.first
    return point.clock is not None and point.clock.minutes < 7 * 60 and point.clock.half != "pm"


def _ahead(begins: datetime, clock: Clock, part: str, calendar: Calendar) -> tuple[datetime, int]:
    """An hour without a day that has passed: the evening's if it may be, else tomorrow's."""
    if not clock.half and not part and begins.hour < 12 and begins + timedelta(hours=12) > calendar.now:
        return begins + timedelta(hours=12), DAY // 2
    return begins + timedelta(days=1), DAY


def _zone(name: str, calendar: Calendar) -> tuple[tzinfo, bool]:
    office = calendar.now.tzinfo or UTC
    if not name:
        return office, False
    if name == "+0000":
        return UTC, True
    return ZoneInfo(name), True


def _moment(day: date, minutes: int, zone: tzinfo) -> datetime:
    """That wall-clock time; one that the change to summer time skips moves on by the hour skipped."""
    whole, rest = divmod(minutes, DAY)
    local = datetime(day.year, day.month, day.day, rest // 60, rest % 60, tzinfo=zone) + timedelta(days=whole)
    return local.astimezone(UTC).astimezone(zone)
