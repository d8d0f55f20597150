"""Days named by their number: all in figures, with their month, or with a weekday that tells the month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.dates import reckon
from assistant.dates.day import Day
from assistant.dates.tokens import Token
from assistant.dates.values import Calendar
from assistant.dates.words import number_of, one, weekday_of, year_of


def numeric(text: str, *, day_first: bool) -> date | None:
    """A date all in figures; an order of day and month that cannot be is turned round."""
    figures = [int(part) for part in re.findall(r"\d+", text)]
    if len(figures) != 3:
        return None
    if len(re.findall(r"\d+", text)[0]) == 4:
        return reckon.day_of(*figures)
    first, second, year = figures
    year += 2000 if year < 100 else 0
    # a full stop between the figures is only written by those who put the day first
    day_leads = day_first or "." in text
    orders = [(second, first), (first, second)] if day_leads else [(first, second), (second, first)]
    return next((found for month, day in orders if (found := reckon.day_of(year, month, day))), None)


def complete(found: Sequence[Token], calendar: Calendar) -> Day | None:
    day = numeric(one(found, "D").value, day_first=calendar.day_first)
    return Day(day) if day else None


def partial(found: Sequence[Token], calendar: Calendar) -> Day | None:
    text = one(found, "d").value
    first, second = (int(part) for part in re.findall(r"\d+", text))
    day_leads = calendar.day_first or "." in text
    orders = [(second, first), (first, second)] if day_leads else [(first, second), (second, first)]
    for month, day in orders:
        if 1 <= month <= 12 and (when := reckon.nearest(month, day, calendar.today, weekday_of(found))):
            return Day(when, yearless=True)
    return None


def day_of_month(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "6 March 2026", "March 6th", "Friday the 6th of March"."""
    number = next((number_of(token) for token in found if token.tag in "ntO"), 0)
    day = in_month(number, found, calendar)
    return Day(day, yearless=all(token.tag != "Y" for token in found)) if day else None


def days_of_month(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "4 to 8 May", "26–27 September", "June 2 and 3"."""
    numbers = [number_of(token) for token in found if token.tag in "nt"]
    last = in_month(numbers[1], [t for t in found if t.tag != "w"], calendar)
    first = last and reckon.day_of(last.year, last.month, numbers[0])
    if first is None or last is None:
        return None
    if first > last:
        return None
    return Day(first, last, "span")


def numbered_weekday(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "Friday 6th", "Monday the 23rd": the weekday tells the month."""
    token = next(token for token in found if token.tag in "nt")
    weekday, number = weekday_of(found), number_of(token)
    # a bare figure may be an hour, so it has to fit soon; one with its ending is a day's number
    within = 200 if token.tag == "t" else 46
    day = reckon.weekday_numbered(weekday or 0, number, calendar.today, within)
    if day is None and token.tag == "t":
        day = reckon.next_number(number, calendar.today)
    return Day(day, loose=True, number=number if token.tag == "n" else 0) if day else None


def numbered(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "the 14th"."""
    day = reckon.next_number(number_of(one(found, "n" if found[0].tag == "A" else "t")), calendar.today)
    return Day(day, loose=True) if day else None


def two_numbers(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "the 15th and 16th": two days in a row."""
    first, last = (number_of(token) for token in found if token.tag == "t")
    day = reckon.next_number(first, calendar.today)
    return Day(day, day + timedelta(days=1), "span", loose=True) if day and last == first + 1 else None


def ordinal(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "14th" without an article; "14." without one counts the points of a list."""
    return None if found[0].value.endswith(".") else numbered(found, calendar)


def in_month(number: int, found: Sequence[Token], calendar: Calendar) -> date | None:
    month = int(one(found, "m").value)
    year = next((year_of(token) for token in found if token.tag == "Y"), None) or _short_year(found)
    if year is not None:
        return reckon.day_of(year, month, number)
    return reckon.nearest(month, number, calendar.today, weekday_of(found))


def _short_year(found: Sequence[Token]) -> int | None:
    """ "25-Apr-26"."""
    tags = "".join(token.tag for token in found)
    return year_of(found[-1]) if re.search(r"nkmkn$", tags) else None
