"""Is it a date at all? What has to vouch for a bare figure before it counts as an hour, and for a part of the day."""

from __future__ import annotations

from datetime import timedelta

from assistant.dates.clocks import Clock
from assistant.dates.expressions import Found
from assistant.dates.values import Calendar, When

_COUNTED = frozenset("x#iQUW")  # behind a bare figure: it counts something, and is no hour
_VOUCHERS = frozenset("@>G~fbue")  # before a bare figure: it is an hour
_VOUCHERS_BESIDE_A_DAY = _VOUCHERS | {"Z", "a"}
_PART_VOUCHERS = frozenset("bueM")  # "by lunch" is today's


def names_day(found: Found) -> bool:
    """Whether a day stands in the expression itself."""
    return bool(found.first.day or (found.last and found.last.day))


def vouched(found: Found, last: Clock | None, given: When | None) -> bool:
    """Whether something says that the bare figure at the start is an hour: a range, a day, a word before it.

    `given` is the expression elsewhere in the sentence whose day it would share.
    """
    lone_day = given is not None and not given.has_hour
    if last and (names_day(found) or not last.weak or (lone_day and found.follow not in _COUNTED)):
        return True
    if _vouched_by_shape(found, last, given, lone_day=lone_day):
        return True
    if names_day(found):
        return bool(set(found.lead) & _VOUCHERS_BESIDE_A_DAY)
    return _stands_alone(found)


def _vouched_by_shape(found: Found, last: Clock | None, given: When | None, *, lone_day: bool) -> bool:
    clock = found.first.clock
    if clock is None:
        return False
    if clock.marked and last and last.marked:
        return True
    after = given is not None and "a" in found.lead
    return clock.dotted and (after or (lone_day and clock.minutes % 15 == 0))


def _stands_alone(found: Found) -> bool:
    """ "at 10", "by nine", but not "by one", "van de 10", "à trois de nos clients"."""
    one = found.first.clock is not None and found.first.clock.minutes == 60
    doubtful = one or found.follow == "o" or found.lead[:1] in {"o", "A"}
    if doubtful and not set(found.lead) & set("@~"):
        return False
    return bool(set(found.lead) & _VOUCHERS) and found.follow not in _COUNTED


def part_alone(found: Found, relation: str, calendar: Calendar) -> When | None:
    """ "EOD", "by lunch", "before supper", "in the morning": the next one."""
    part = found.first.part
    if found.last or not (found.first.alone or (part and set(found.lead) & _PART_VOUCHERS)):
        return None
    hour, day = calendar.now.hour, calendar.today
    if (part == "morning" and hour >= 5) or (part in {"noon", "afternoon"} and hour >= 16):
        day += timedelta(days=1)
    kind = "deadline" if relation in {"by", "until", "before"} else "day"
    return When(0, 0, "", day, part=part, approximate=True, kind=kind, relation=relation, day_named=False)
