"""Weeks, months, quarters, years as a whole, their edges, and days counted inside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from assistant.dates import reckon
from assistant.dates.dated import day_of_month, days_of_month
from assistant.dates.day import Day
from assistant.dates.relative import stepped
from assistant.dates.tokens import Token
from assistant.dates.values import Calendar
from assistant.dates.words import number_of, one, step_of, weekday_of, year_of


def this_unit(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "within the hour", "in the next hour", "in the week"."""
    name = found[-1].value
    if name in {"hour", "uur"}:
        return stepped(1, name, calendar)
    return whole(name, 0, calendar.today) if len(found) == 3 else None


def unit(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "next week", "this month", "la semaine prochaine"."""
    return whole(one(found, "U").value, step_of(found), calendar.today)


def whole(unit: str, step: int, today: date) -> Day | None:
    if unit == "week":
        first = reckon.monday(today) + timedelta(days=7 * step)
        return Day(first, first + timedelta(days=6), "week", past=step < 0)
    if unit == "month":
        first = reckon.add_months(today.replace(day=1), step)
        return Day(first, reckon.month_end(first), "month", past=step < 0)
    if unit == "quarter":
        first = reckon.add_months(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3 * step)
        return Day(first, reckon.month_end(reckon.add_months(first, 2)), "quarter", past=step < 0)
    if unit == "year":
        year = today.year + step
        return Day(date(year, 1, 1), date(year, 12, 31), "year", past=step < 0)
    return None


def edge(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "end of next week", "mid-March", "Anfang Mai", "end of the month", "end of 2026"."""
    whole = edged(found, calendar)
    if whole is None or whole.last is None:
        return Day(calendar.today, approximate=True) if found[-1].value == "day" and found[0].tag == "E" else None
    edge, last = next(token.tag for token in found if token.tag in "EBIq"), whole.last
    if whole.kind == "week":
        return Day(whole.first + timedelta(days={"E": 4, "B": 0, "I": 2, "q": 2}[edge]), approximate=True)
    if edge == "E":
        return Day(last, approximate=True)
    middle = whole.first + (last - whole.first) / 2 if whole.kind != "month" else whole.first.replace(day=15)
    return Day(whole.first if edge == "B" else middle, approximate=True)


def edged(found: Sequence[Token], calendar: Calendar) -> Day | None:
    tags = {token.tag for token in found}
    if "m" in tags:
        return month(found, calendar)
    if "R" in tags:
        return quarter([token for token in found if token.tag in "RY"], calendar)
    if "U" in tags:
        return whole(one(found, "U").value, step_of(found), calendar.today)
    return whole("year", year_of(one(found, "Y")) - calendar.today.year, calendar.today)


def month(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "in March", "March 2027": the whole month."""
    month, year = int(one(found, "m").value), next((year_of(t) for t in found if t.tag == "Y"), None)
    today = calendar.today
    if year is None:
        year = today.year + (month < today.month)
    first = date(year, month, 1)
    return Day(first, reckon.month_end(first), "month")


def dated_weekend(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "the weekend of 14 March", "in het weekend van 13 en 14 juni"."""
    day = days_of_month(found, calendar) if sum(t.tag in "nt" for t in found) > 1 else day_of_month(found, calendar)
    if day is None or day.last:
        return day
    saturday = reckon.monday(day.first) + timedelta(days=5)
    return Day(saturday, saturday + timedelta(days=1), "weekend")


def weekend(found: Sequence[Token], calendar: Calendar) -> Day | None:
    step = step_of(found)
    saturday = reckon.monday(calendar.today) + timedelta(days=5 + 7 * max(step, -1))
    return Day(saturday, saturday + timedelta(days=1), "weekend", past=step < 0)


def week_number(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "KW 23", "semaine 23": ISO 8601 weeks."""
    number, year = number_of(next(t for t in found if t.tag in "nt")), calendar.today.year
    if found[0].tag == "U" and found[0].value != "week":
        return None
    if not 1 <= number <= 53:
        return None
    year += number < calendar.today.isocalendar().week
    first = date.fromisocalendar(year, min(number, 52), 1) + timedelta(days=7 * (number == 53))
    return Day(first, first + timedelta(days=6), "week")


def quarter(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "Q2", "Q3 2027", "the third quarter"."""
    number, today = number_of(found[0]), calendar.today
    if found[0].tag != "R" and not (found[1].value == "quarter" and 1 <= number <= 4):
        return None
    # the one that is running, or that ended just now; else the next
    behind = (today.month + 2) // 3 - number
    year = next((year_of(t) for t in found if t.tag == "Y"), today.year + (behind > 1))
    first = date(year, 3 * number - 2, 1)
    return Day(first, reckon.month_end(reckon.add_months(first, 2)), "quarter")


def number_of_month(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "the 1st of next month"."""
    month = edged(found[-2:], calendar)
    number = next((number_of(token) for token in found if token.tag in "tO"), 0)
    if month is None or month.kind != "month":
        return None
    day = reckon.day_of(month.first.year, month.first.month, number)
    return Day(day) if day else None


def month_of_year(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "March next year", "volgend jaar maart"."""
    if one(found, "U").value != "year":
        return None
    first = date(calendar.today.year + step_of(found), int(one(found, "m").value), 1)
    return Day(first, reckon.month_end(first), "month", past=reckon.month_end(first) < calendar.today)


def nth_day(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "the third day of October"."""
    month = edged(found[2:], calendar)
    if month is None or month.kind != "month" or found[1].value != "day":
        return None
    day = reckon.day_of(month.first.year, month.first.month, number_of(found[0]))
    return Day(day) if day else None


def after_weekend(_: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "after the weekend": the Monday behind it."""
    return Day(reckon.monday(calendar.today) + timedelta(days=7))


def nth_weekday(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "the first Monday in April", "the last Friday of the month"."""
    nth = -1 if found[0].tag == "L" else number_of(found[0])
    month = edged(found, calendar)
    if month is None or month.kind != "month":
        return None
    day = reckon.nth_weekday(weekday_of(found) or 0, nth, month.first)
    return Day(day) if day else None


def nth_weekend(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "the first weekend in October"."""
    inside = edged(found[2:], calendar)
    nth = -1 if found[0].tag == "L" else number_of(found[0])
    saturday = reckon.nth_weekday(5, nth, inside.first) if inside and inside.kind == "month" else None
    return Day(saturday, saturday + timedelta(days=1), "weekend") if saturday else None


def week_of_month(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "the first week of January": the one in which the month has most of the working days."""
    month = edged(found[2:], calendar)
    if month is None or month.last is None or (found[1].tag == "U" and found[1].value != "week"):
        return None
    nth = -1 if found[0].tag == "L" else number_of(found[0])
    start = reckon.monday(month.last) if nth < 0 else reckon.monday(month.first)
    if nth > 0:
        start += timedelta(days=7 * (nth - 1 + (month.first.weekday() > 2)))
    return Day(start, start + timedelta(days=6), "week")


def last_workday(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "the last working day of the month"."""
    unit = found[1].value
    month = edged(found[2:], calendar)
    if month is None or month.last is None or unit not in {"day", "workday"}:
        return None
    day = month.last
    while unit == "workday" and day.weekday() not in calendar.workdays:
        day -= timedelta(days=1)
    return Day(day)
