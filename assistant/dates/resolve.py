"""From points to moments: what is missing at one end is taken from the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from assistant.dates import reckon
from assistant.dates.clocks import DAY, Clock, settled, settled_range
from assistant.dates.days import Day
from assistant.dates.expressions import Found
from assistant.dates.values import Calendar, When

_RELATIONS = {
    "b": "by", "u": "until", "7": "until", "e": "before", "a": "after", "f": "from", "s": "since", "Z": "for",
    "<": "instead",
}  # fmt: skip
_COUNTED = frozenset("x#iQUW")  # behind a bare figure: it counts something, and is no hour
_VOUCHERS = frozenset("@>G~fbue")  # before a bare figure: it is an hour
_PART_VOUCHERS = frozenset("bueM")  # "by lunch" is today's


@dataclass(frozen=True, slots=True)
class Hours:
    """The hour or hours of an expression, with the part of the day and the zone that go with them."""

    first: Clock
    last: Clock | None
    part: str
    zone: str


def names_day(found: Found) -> bool:
    """Whether a day stands in the expression itself."""
    return bool(found.first.day or (found.last and found.last.day))


def resolved(found: Found, calendar: Calendar, given: When | None = None) -> When | None:
    """The expression's meaning (its place in the text left 0); None when it is no date after all.

    `given` is the expression elsewhere in the sentence whose day it shares, when it names none itself.
    """
    relation = next((_RELATIONS[letter] for letter in found.lead if letter in _RELATIONS), "")
    day = found.first.day or (found.last.day if found.last else None)
    if relation == "since" and day:
        day = _looking_back(day, calendar.today)
    hours = _hours(found, _named(found, "part") or (given.part if given else ""), given)
    if day is None and hours is None:
        return _part_alone(found, relation, calendar) if given is None else None
    if day is None and given:
        day = Day(given.day, given.last_day if given.kind == "span" else None)
    when = _timed(day, hours, found, calendar) if hours else _whole(day, _named(found, "part"), found, calendar)
    return replace(
        when,
        kind="deadline" if when.kind == "day" and relation in {"by", "until", "before"} else when.kind,
        past=when.past or relation == "since" or when.last_day < calendar.today,
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
    said = next((getattr(point, what) for point in points if point and getattr(point, what)), "")
    return said or (found.zone if what == "zone" else "")


def _hours(found: Found, part: str, given: When | None) -> Hours | None:
    points = found.hours or (found.first, found.last)
    first, last = points[0].clock, points[1].clock if points[1] else None
    if first is None:
        return Hours(last, None, part, _named(found, "zone")) if last and points[0].day is None else None
    if not points[0].sure and not _vouched(found, last, given):
        return None
    return Hours(first, last, part, _named(found, "zone"))


def _vouched(found: Found, last: Clock | None, given: When | None) -> bool:
    """Something about a bare figure says that it is an hour."""
    stands = found.follow not in _COUNTED
    if last and (names_day(found) or not last.weak or (given and stands and not given.has_hour)):
        return True
    if given and found.first.clock and found.first.clock.dotted and "a" in found.lead:
        return True
    quarter = bool(found.first.clock and found.first.clock.dotted and found.first.clock.minutes % 15 == 0)
    if given and not given.has_hour and quarter:
        return True
    if last and last.marked and found.first.clock and found.first.clock.marked:
        return True
    if (
        not names_day(found)
        and (found.follow == "o" or found.lead[:1] in {"o", "A"} or _one(found))
        and not set(found.lead) & set("@~")
    ):
        return False
    return bool(set(found.lead) & (_VOUCHERS | {"Z", "a"} if names_day(found) else _VOUCHERS)) and (
        names_day(found) or stands
    )


def _one(found: Found) -> bool:
    """ "by one", "from one": more often a number than an hour."""
    return found.first.clock is not None and found.first.clock.minutes == 60


def _part_alone(found: Found, relation: str, calendar: Calendar) -> When | None:
    """ "EOD", "by lunch", "before supper": today's."""
    part = found.first.part
    if found.last or not (found.first.alone or (part and set(found.lead) & _PART_VOUCHERS)):
        return None
    day = calendar.today
    if (part == "morning" and calendar.now.hour >= 5) or (part in {"noon", "afternoon"} and calendar.now.hour >= 16):
        day += timedelta(days=1)
    kind = "deadline" if relation in {"by", "until", "before"} else "day"
    return When(0, 0, "", day, part=part, approximate=True, kind=kind, relation=relation, day_named=False)


def _whole(day: Day | None, part: str, found: Found, calendar: Calendar) -> When:
    if day is None:
        return When(0, 0, "", calendar.today, part=part)
    if day.moment:
        return When(0, 0, "", day.moment.replace(second=0, microsecond=0), past=day.past)
    last = found.last.day if found.last and found.first.day else None
    if last:
        first, end = _aligned(day, last)
        return When(0, 0, "", first, end, kind="span", past=day.past)
    if found.days > 1:
        return When(0, 0, "", day.first, day.first + timedelta(days=found.days - 1), kind="span", past=day.past)
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
    base, end_day = _days(day, found, hours.part, calendar)
    if hours.last is None:
        start, finish = settled(hours.first, hours.part), None
    else:
        start, finish = settled_range(hours.first, hours.last, hours.part)
    begins = _moment(base, start, zone)
    if day is None and begins <= calendar.now:
        begins, shift = _ahead(begins, hours, calendar)
        finish = None if finish is None else finish + shift
    if day and hours.first.midnight and finish is None and not found.minutes and "f" not in found.lead:
        return _end_of(day, zone, named, calendar)
    ends = None
    if hours.last is not None and end_day != base:
        ends = _moment(end_day, settled(hours.last, hours.part if not hours.last.half else "") % DAY, zone)
    elif finish is not None:
        ends = _moment(base, finish, zone)
    elif found.minutes:
        ends = begins + timedelta(minutes=found.minutes)
    return When(0, 0, "", begins, ends, zone_named=named, kind="window" if ends else "day", past=bool(day and day.past))


def _end_of(day: Day, zone: tzinfo, named: bool, calendar: Calendar) -> When:  # noqa: FBT001  a fact, no switch
    """ "midnight on Friday" is where Friday ends; midnight tonight is where today does."""
    if day.first == calendar.today:
        return When(0, 0, "", _moment(day.first, DAY, zone), zone_named=named)
    return When(0, 0, "", day.first, part="midnight")


def _days(day: Day | None, found: Found, part: str, calendar: Calendar) -> tuple[date, date]:
    """The day on which it begins, and the one on which it ends."""
    if day is None:
        return calendar.today, calendar.today
    if found.last and found.last.day and found.first.day:
        day = Day(*_aligned(found.first.day, found.last.day))
    if day.last == day.first + timedelta(days=1) and part == "night" and _small_hours(found):
        return day.last, day.last
    return day.first, day.last or day.first


def _small_hours(found: Found) -> bool:
    """In the night from the 9th to the 10th, an hour after midnight is the 10th's."""
    point = found.hours[0] if found.hours else found.first
    return point.clock is not None and point.clock.minutes < 7 * 60 and point.clock.half != "pm"


def _ahead(begins: datetime, hours: Hours, calendar: Calendar) -> tuple[datetime, int]:
    """Hours without a day that have passed: the evening's if they may be, else tomorrow's."""
    evening = begins + timedelta(hours=12)
    open_half = not hours.part and not hours.first.half and not (hours.last and hours.last.half)
    if open_half and begins.hour < 12 and calendar.now < evening and evening.hour <= 20:
        return evening, DAY // 2
    return begins + timedelta(days=1), DAY


def _zone(name: str, calendar: Calendar) -> tuple[tzinfo, bool]:
    office = calendar.now.tzinfo or UTC
    if not name:
        return office, False
    if "/" in name:
        return ZoneInfo(name), True
    offset = re.search(r"([+-])(\d{1,2}):?(\d\d)?", name)
    if offset is None:
        return UTC, True
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes)), True


def _moment(day: date, minutes: int, zone: tzinfo) -> datetime:
    """That wall-clock time; one that the change to summer time skips moves on by the hour skipped."""
    whole, rest = divmod(minutes, DAY)
    local = datetime(day.year, day.month, day.day, rest // 60, rest % 60, tzinfo=zone) + timedelta(days=whole)
    return local.astimezone(UTC).astimezone(zone)
