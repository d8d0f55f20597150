"""From expressions to their meaning: what is missing at one end of a range is taken from the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from assistant.dates import reckon
from assistant.dates.day import Day
from assistant.dates.expressions import Found
from assistant.dates.moments import Days, Hours, timed
from assistant.dates.ranges import aligned
from assistant.dates.values import Calendar, When
from assistant.dates.vouching import part_alone, vouched

_RELATIONS = {
    "b": "by", "u": "until", "7": "until", "e": "before", "a": "after", "f": "from", "s": "since", "Z": "for",
    "<": "instead",
}  # fmt: skip


def resolved(found: Found, calendar: Calendar, given: When | None = None) -> When | None:
    """The expression's meaning (its place in the text left 0); None when it is no date after all.

    `given` is the expression elsewhere in the sentence whose day it shares, when it names none itself.
    """
    relation = next((_RELATIONS[letter] for letter in found.lead if letter in _RELATIONS), "")
    day = _day(found, relation, given, calendar)
    hours = _hours(found, given)
    if hours is None and (day is None or given):
        # "tonight, and report back in the morning": another part than today's
        apart = given is None or (found.first.alone and given.day == calendar.today)
        return part_alone(found, relation, calendar) if apart else None
    if hours:
        when: When | None = timed(_days(day, found, hours.part, calendar), hours, calendar)
    else:
        when = _whole(day, found) if day else None
    if when is None:
        return None
    return replace(
        when,
        kind="deadline" if when.kind == "day" and relation in {"by", "until", "before"} else when.kind,
        past=bool(day and day.past) or relation == "since" or when.last_day < calendar.today,
        relation=relation,
        approximate=when.approximate or "~" in found.lead or found.first.approximate,
        day_named=day is not None,
    )


def _day(found: Found, relation: str, given: When | None, calendar: Calendar) -> Day | None:
    day = found.first.day or (found.last.day if found.last else None)
    if day is None and given:
        return Day(given.day, given.last_day if given.kind == "span" else None)
    return _looking_back(day, calendar.today) if day and relation == "since" else day


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


def _hours(found: Found, given: When | None) -> Hours | None:
    points = found.hours or (found.first, found.last)
    first, last = points[0].clock, points[1].clock if points[1] else None
    if first is None:
        first, last = (None if points[0].day else last), None
    elif not points[0].sure and not vouched(found, last, given):
        first = None
    part = _named(found, "part") or (given.part if given else "")
    zone = _named(found, "zone")
    return Hours(first, last, part, zone, found.minutes, "f" in found.lead) if first else None


def _whole(day: Day, found: Found) -> When:
    """Days without an hour."""
    if day.moment:
        return When(0, 0, "", day.moment.replace(second=0, microsecond=0))
    if found.last and found.last.day and found.first.day:
        first, last = aligned(day, found.last.day)
        return When(0, 0, "", first, last, kind="span")
    if found.days > 1:
        return When(0, 0, "", day.first, day.first + timedelta(days=found.days - 1), kind="span")
    part = _named(found, "part")
    return When(0, 0, "", day.first, day.last, kind=day.kind, part=part, approximate=day.approximate or bool(part))


def _days(day: Day | None, found: Found, part: str, calendar: Calendar) -> Days:
    """The day on which its hours begin, and the one on which they end."""
    if day is None:
        return Days(calendar.today, calendar.today, named=False)
    vague = not found.first.dated and names_one(found)
    if found.last and found.last.day and found.first.day:
        day = Day(*aligned(day, found.last.day))
    if day.last == day.first + timedelta(days=1) and part == "night" and _small_hours(found):
        return Days(day.last, day.last)
    return Days(day.first, day.last or day.first, vague=vague)


def names_one(found: Found) -> bool:
    """Whether it names one day only, and that itself."""
    return found.first.day is not None and not (found.last and found.last.day)


def _small_hours(found: Found) -> bool:
    """In the night from the 9th to the 10th, an hour after midnight is the 10th's."""
    point = found.hours[0] if found.hours else found.first
    return point.clock is not None and point.clock.minutes < 7 * 60 and point.clock.half != "pm"
