"""The dates in a letter's sentences, read against the moment of writing."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from assistant.dates import Calendar, When, find_dates
from assistant.understanding.sentences import Sentence
from assistant.vocabulary import Letter, Office

LONGEST = 600  # characters of a sentence in which dates are looked for


def calendar_of(letter: Letter, office: Office) -> Calendar:
    """What the letter's dates are read against: its own moment in the office's zone."""
    zone = ZoneInfo(office.timezone)
    sent = letter.sent_at if letter.sent_at.tzinfo else letter.sent_at.replace(tzinfo=zone)
    return Calendar(
        sent.astimezone(zone),
        day_first(office),
        letter.language,
        workdays=office.workdays,
        close=office.closes,
    )


def day_first(office: Office) -> bool:
    """Is 3/4 the third of April? In the United States it is the fourth of March."""
    if office.locale:
        return office.locale.replace("_", "-").casefold() != "en-us"
    return not (office.timezone.startswith("America/") or office.timezone in ("US/Eastern", "US/Central", "US/Pacific"))


def dates_of(parts: tuple[Sentence, ...], calendar: Calendar) -> tuple[tuple[When, ...], ...]:
    """For each sentence the dates in its words (`When.start` counts in `words`)."""
    return tuple(find_dates(part.words[:LONGEST], calendar) for part in parts)


def flag(dates: tuple[When, ...], calendar: Calendar) -> str:
    """What the sentence's dates say of time, in a word: "future", "window", "today", "past", "hour" or ""."""
    ahead = [when for when in dates if is_ahead(when, calendar)]
    if any(when.kind == "window" and when.day_named for when in ahead):
        return "window"
    if any(when.day > calendar.today for when in ahead if when.day_named):
        return "future"
    if any(when.day_named for when in ahead):
        return "today"
    if any(when.day_named for when in dates):
        return "past"
    return "hour" if dates else ""


def is_ahead(when: When, calendar: Calendar) -> bool:
    """Does it lie ahead of the letter, or is it its day?"""
    if when.past or when.last_day < calendar.today:
        return False
    last = when.ends or when.begins
    return not (isinstance(last, datetime) and last < calendar.now and when.day_named)
