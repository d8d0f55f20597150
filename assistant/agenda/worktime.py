"""Time as the office lives it: its working days and hours, without public holidays."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel.core import get_global

from assistant.resources import rules
from assistant.vocabulary import Office


def holiday(day: date, office: Office) -> str:
    """The name of the public holiday in the office's country, "" on any other day. Source: the `holidays` package."""
    return _holidays(office.timezone, day.year).get(day, "")


def is_workday(day: date, office: Office) -> bool:
    return day.weekday() in office.workdays and not holiday(day, office)


def quiet_days(since: datetime, now: datetime, office: Office) -> int:
    """Whole working days that lie between the two moments, neither's own day counted."""
    zone = ZoneInfo(office.timezone)
    first, last = since.astimezone(zone).date(), now.astimezone(zone).date()
    days = (first + timedelta(n) for n in range(1, (last - first).days))
    return sum(is_workday(day, office) for day in days)


def working_time(start: datetime, end: datetime, office: Office) -> timedelta:
    """How much of the time between two moments lies within office hours; zero when they are out of order."""
    zone = ZoneInfo(office.timezone)
    day, last, total = start.astimezone(zone).date(), end.astimezone(zone).date(), timedelta()
    while day <= last:
        if is_workday(day, office):
            total += _overlap(start, end, *_hours(day, office, zone))
        day += timedelta(1)
    return total


def day_length(office: Office) -> timedelta:
    """The length of one working day."""
    return datetime.combine(date.min, office.closes) - datetime.combine(date.min, office.opens)


def in_hours(start: datetime, end: datetime | None, office: Office) -> bool:
    """Whether any of it falls into office hours; without an end an hour is taken."""
    return working_time(start, end or start + timedelta(hours=1), office) > timedelta()


def _hours(day: date, office: Office, zone: ZoneInfo) -> tuple[datetime, datetime]:
    return datetime.combine(day, office.opens, zone), datetime.combine(day, office.closes, zone)


def _overlap(start: datetime, end: datetime, opens: datetime, closes: datetime) -> timedelta:
    # aware times of one zone subtract by the wall clock, which is what office hours are
    return max(min(end.astimezone(opens.tzinfo), closes) - max(start.astimezone(opens.tzinfo), opens), timedelta())


@cache
def _holidays(timezone: str, year: int) -> dict[date, str]:
    """The public holidays of the zone's country; none where the country is not known to the package."""
    import holidays  # slow to load, and wanted by the agenda alone

    country = get_global("zone_territories").get(timezone, "")
    if country not in holidays.list_supported_countries():
        return {}
    region = rules("agenda")["regions"].get(country)
    return dict(holidays.country_holidays(country, subdiv=region, years=year))
