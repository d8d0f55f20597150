"""Calendar files as a calendar program reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from assistant.agenda import compose
from assistant.agenda.calendars import File, Sent, calendar_files, meeting_file
from assistant.vocabulary import Event, EventKind, Facts

from .agenda_factories import OFFICE, WEEK, at, event, usual_week

OFF = event(
    EventKind.MAINTENANCE, "Phones off; “really”, all of them\nBEGIN:VEVENT", at("03-29", "22:00"), at("03-30", "02:00")
)


def files(*events: Event, sent: Mapping[str, Sent] | None = None) -> tuple[File, ...]:
    return calendar_files(Facts(events=events), OFFICE, WEEK, sent or {})


def read(file: File) -> tuple[str, Any]:
    """METHOD and VEVENT of the file."""
    calendar = Calendar.from_ical(file.content)
    (entry,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), entry


def memory(*made: File) -> dict[str, Sent]:
    return {file.uid: file.sent for file in made}


def test_a_summer_night_is_told_in_universal_time() -> None:
    method, entry = read(files(OFF)[0])
    assert method == "PUBLISH"
    assert entry["DTSTART"].dt == datetime(2026, 3, 29, 21, 0, tzinfo=UTC)
    assert entry["DTEND"].dt == datetime(2026, 3, 30, 1, 0, tzinfo=UTC)


def test_a_title_cannot_break_out_of_its_line() -> None:
    assert len(Calendar.from_ical(files(OFF)[0].content).walk("VEVENT")) == 1


def test_a_moved_event_keeps_its_uid_with_a_higher_sequence() -> None:
    first = files(OFF)
    moved = replace(OFF, start=at("04-01", "22:00"), end=None, earlier=(OFF.start,))
    (_, before), (_, after) = read(first[0]), read(files(moved, sent=memory(*first))[0])
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)


def test_what_went_along_before_and_has_not_changed_does_not_go_along_again() -> None:
    assert files(OFF, sent=memory(*files(OFF))) == ()


def test_another_end_is_a_change_though_the_event_was_not_moved() -> None:
    first = files(OFF)
    (_, entry) = read(files(replace(OFF, end=at("03-30", "04:00")), sent=memory(*first))[0])
    assert entry["SEQUENCE"] == 1


def test_a_cancelled_event_is_taken_out_of_the_calendar_that_has_it() -> None:
    called_off = replace(OFF, state="cancelled")
    method, entry = read(files(called_off, sent=memory(*files(OFF)))[0])
    assert (method, entry["STATUS"], entry["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert files(called_off) == ()  # nobody has it


def test_a_whole_day_ends_on_the_next() -> None:
    _, entry = read(files(event(EventKind.RENEWAL, "Domain", date(2026, 3, 30)))[0])
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2026, 3, 30), date(2026, 3, 31))


def test_the_providers_own_uid_is_kept() -> None:
    assert files(replace(OFF, uid="abc@vantage.example"))[0].uid == "abc@vantage.example"


def test_two_renewals_on_one_day_are_two_events() -> None:
    day = date(2026, 3, 30)
    both = files(event(EventKind.RENEWAL, "Domain", day), event(EventKind.RENEWAL, "Certificate", day))
    assert len({file.uid for file in both}) == 2


def test_there_is_a_file_for_each_event_of_the_next_weeks() -> None:
    later, soon = replace(OFF, start=at("07-01", "22:00"), end=None), replace(OFF, start=at("03-11"), end=None)
    assert [file.name for file in files(later, soon, OFF)] == ["2026-03-11-1.ics", "2026-03-29-2.ics"]


def test_the_meeting_brings_the_questions_into_the_calendar_once() -> None:
    start = at("03-09", "14:00")
    week = replace(WEEK, meeting=(start, start + timedelta(minutes=45)))
    agenda = compose(usual_week(), OFFICE, week)
    assert agenda.dated == "Monday, 9 March 2026 · meeting today, 14:00"
    (file,) = meeting_file(agenda, OFFICE, week, {})
    method, entry = read(file)
    assert (method, entry["SUMMARY"], entry["DTSTART"].dt) == ("PUBLISH", "IT meeting", start)
    assert "Why was the day put off" in entry["DESCRIPTION"]
    assert meeting_file(agenda, OFFICE, week, memory(file)) == ()
    assert meeting_file(compose(usual_week(), OFFICE, WEEK), OFFICE, WEEK, {}) == ()
