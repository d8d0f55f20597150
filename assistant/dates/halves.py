"""Before or after noon? Settle an hour by the part of the day, by the other end of its range, or by what offices do."""

from __future__ import annotations

from dataclasses import replace

from assistant.dates.clocks import DAY, NOON, Clock

# A bare hour before this one is meant after noon: offices don't meet at three in the morning.
OFFICE_OPENS = 7 * 60
# In the evening and at night an hour before this one lies behind midnight.
LATE = 5 * 60
_HALF_OF_PART = {"morning": "am", "afternoon": "pm", "evening": "late", "night": "late", "small": "am"}


def settled(clock: Clock, part: str) -> int:
    """Minutes since midnight, once the part of the day is known ("" when it is not)."""
    if clock.half == "24" or clock.minutes > NOON + 59:
        return clock.minutes + (NOON if _is_late(clock.minutes, part) else 0)
    hour = clock.minutes % NOON
    half = clock.half or _HALF_OF_PART.get(part, "")
    if half == "late":
        return hour if hour < LATE else hour + NOON
    if half:
        return hour + (NOON if half == "pm" else 0)
    opens = OFFICE_OPENS if (clock.minutes % 60 == 0 and not clock.exact) or clock.spoken else OFFICE_OPENS - 60
    return clock.minutes + (NOON if clock.minutes < opens else 0)


def _is_late(minutes: int, part: str) -> bool:
    """ "8 Uhr abends", "'s middags 3 uur", "10:30 in the evening"."""
    return minutes < NOON and (part == "afternoon" or (part == "evening" and minutes >= LATE))


def settled_range(first: Clock, last: Clock, part: str) -> tuple[int, int]:
    """Both ends in minutes since the first day's midnight; the end may lie beyond it ("22:00–02:00")."""
    if not first.half and last.half == "24" and first.minutes < last.minutes:
        first = replace(first, half="24")
    elif not first.half and last.half in {"am", "pm"}:
        first = _before(first, last)
    elif not part and not last.half and first.half in {"am", "pm"}:
        last = _behind(first, last)
    begin = settled(first, part)
    same = not last.half or (last.half == first.half and (last.half != "24" or first.minutes < last.minutes))
    finish = settled(last, part if same else "")
    if last.minutes == DAY or (last.minutes == 0 and begin > 0):
        return begin, DAY
    if finish <= begin and not last.half and last.minutes <= NOON and begin < last.minutes % NOON + NOON:
        return begin, last.minutes % NOON + NOON
    return begin, finish if finish > begin else finish + DAY


def _before(first: Clock, last: Clock) -> Clock:
    """ "7 to 8pm" starts after noon, "10 to 2pm" and "8 to 12 pm" before it."""
    same = settled(replace(first, half=last.half), "")
    if same < settled(last, "") or last.half == "am":
        return replace(first, half=last.half if same < settled(last, "") else "pm")
    return replace(first, half="am")


def _behind(first: Clock, last: Clock) -> Clock:
    """ "7am to 10" ends in the morning, "10am to 2" after noon, "10 pm to 2" in the night."""
    same = replace(last, half=first.half)
    if settled(same, "") > settled(first, ""):
        return same
    return replace(last, half="pm" if first.half == "am" else "am")
