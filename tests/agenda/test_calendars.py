"""Calendar files as a calendar program reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from icalendar import Calendar

from assistant.agenda.calendars import calendar_file, calendar_files
from assistant.vocabulary import Event, EventKind, Facts

from .agenda_factories import MONDAY, OFFICE, WEEK, at, event


def read(one: Event) -> tuple[str, Any]:
    """METHOD and VEVENT of the file."""
    calendar = Calendar.from_ical(calendar_file(one, OFFICE, MONDAY))
    return str(calendar["METHOD"]), calendar.walk("VEVENT")[0]


OFF = event(
    EventKind.MAINTENANCE, "Phones off; “really”, all of them\nBEGIN:VEVENT", at("04-12", "22:00"), at("04-13", "02:00")
)


def test_a_summer_night_is_told_in_universal_time() -> None:
    method, entry = read(OFF)
    assert method == "PUBLISH"
    assert entry["DTSTART"].dt == datetime(2026, 4, 12, 21, 0, tzinfo=UTC)
    assert entry["DTEND"].dt == datetime(2026, 4, 13, 1, 0, tzinfo=UTC)


def test_a_title_cannot_break_out_of_its_line() -> None:
    assert len(Calendar.from_ical(calendar_file(OFF, OFFICE, MONDAY)).walk("VEVENT")) == 1


def test_a_moved_event_keeps_its_uid_with_a_higher_sequence() -> None:
    _, first = read(OFF)
    _, moved = read(replace(OFF, start=at("04-19", "22:00"), end=None, earlier=(OFF.start,)))
    assert moved["UID"] == first["UID"]
    assert (first["SEQUENCE"], moved["SEQUENCE"]) == (0, 1)


def test_a_cancelled_event_is_taken_out_of_the_calendar() -> None:
    method, entry = read(replace(OFF, state="cancelled"))
    assert (method, entry["STATUS"], entry["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)


def test_a_whole_day_ends_on_the_next() -> None:
    _, entry = read(event(EventKind.RENEWAL, "Domain", date(2026, 4, 30)))
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2026, 4, 30), date(2026, 5, 1))


def test_the_providers_own_uid_is_kept() -> None:
    _, entry = read(replace(OFF, uid="abc@vantage.example"))
    assert entry["UID"] == "abc@vantage.example"


def test_there_is_a_file_for_each_event_of_the_next_weeks() -> None:
    later = replace(OFF, start=at("07-01", "22:00"), end=None)
    called_off = replace(OFF, start=at("03-12", "22:00"), end=None, state="cancelled")
    soon = replace(OFF, start=at("03-11", "22:00"), end=None)
    files = calendar_files(Facts(events=(later, called_off, soon)), OFFICE, WEEK)
    assert [name for name, _ in files] == ["2026-03-11-1.ics", "2026-03-12-2.ics"]
    assert b"METHOD:CANCEL" in files[1][1]
