"""What holds for every text and every moment of writing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dates import Calendar, When, absolute, due, find_dates, until

settings.register_profile("dates", max_examples=60, deadline=None)
BRIEF = settings.get_profile("dates")

ZONES = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Auckland", "UTC"]
MOMENTS = st.builds(
    lambda moment, zone: moment.replace(tzinfo=ZoneInfo(zone)),
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31)),  # noqa: DTZ001  the zone is put on beside it
    st.sampled_from(ZONES),
)
CALENDARS = st.builds(
    Calendar, MOMENTS, day_first=st.booleans(), language=st.sampled_from(["en", "de", "fr", "nl", "es", "pl", ""])
)
# pieces of dates in any order: what a careless or hostile hand may put together
PIECES = st.sampled_from(
    """
    on at by the of from until between and to - – : . , ( ) / @ 1 2 9 10 12 13 24 31 2026 '26 9:30 9.30 7am 10pm 14h30
    3/4 13/2/2026 1.2. 1.2.2026 2026-03-04 2026-03-04T10:00Z 4th 1st 6. half quarter past noon midnight Monday Friday
    sat may March Sept today tomorrow tonight next last this week month working days hours end mid Q2 EOD UTC ET +0100
    in within ago since about demain mardi à midi morgen Mittwoch 8_Uhr bis nächste overmorgen tussen mañana las media
    """.replace("_", " ").split()
)
SENTENCES = st.lists(PIECES, max_size=14).map(" ".join)


def _well_formed(when: When, text: str) -> bool:
    ordered = when.ends is None or type(when.ends) is not type(when.begins) or when.ends >= when.begins
    return 0 <= when.start < when.end <= len(text) and text[when.start : when.end] == when.quote and ordered


@BRIEF
@given(SENTENCES | st.text(max_size=80), CALENDARS)
def test_what_is_found_stands_in_the_text_in_order_and_does_not_overlap(text: str, calendar: Calendar):
    found = find_dates(text, calendar)
    assert all(_well_formed(when, text) for when in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert found == find_dates(text, calendar)


@BRIEF
@given(SENTENCES, CALENDARS)
def test_hours_are_aware_and_days_are_days(text: str, calendar: Calendar):
    for when in find_dates(text, calendar):
        for moment in (when.begins, when.ends):
            assert moment is None or not isinstance(moment, datetime) or moment.tzinfo is not None


@BRIEF
@given(SENTENCES, CALENDARS)
def test_a_due_day_or_a_day_to_come_back_is_never_behind(text: str, calendar: Calendar):
    for day in (due(text, calendar), until(text, calendar)):
        assert day is None or day >= calendar.today


@BRIEF
@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), CALENDARS)
def test_a_whole_date_is_read_whatever_the_moment_of_writing(day: date, calendar: Calendar):
    english = f"{day.day} {day:%B} {day.year}"
    for text in (english, f"{day:%B} {day.day}, {day.year}", day.isoformat(), f"{day.day}.{day.month}.{day.year}"):
        (when,) = find_dates(f"on {text} at the office", calendar)
        assert when.begins == day
        assert absolute(text) == day


@BRIEF
@given(MOMENTS, st.integers(1, 400))
def test_a_day_near_ahead_without_its_year_lies_ahead(now: datetime, days: int):
    day = now.date() + timedelta(days=days % 300 + 1)
    if (day.month, day.day) != (2, 29):
        (when,) = find_dates(f"on {day.day} {day:%B}", Calendar(now))
        assert when.begins == day


@BRIEF
@given(MOMENTS, st.integers(0, 6))
def test_a_weekday_is_within_the_next_seven_days(now: datetime, weekday: int):
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    (when,) = find_dates(f"by {name}", Calendar(now))
    assert when.day.weekday() == weekday
    assert 1 <= (when.day - now.date()).days <= 7


@BRIEF
@given(MOMENTS, st.times(), st.times())
def test_a_window_never_ends_before_it_begins_nor_lasts_a_day_and_more(now: datetime, first, last):
    (when,) = find_dates(f"tomorrow {first:%H:%M} - {last:%H:%M}", Calendar(now))
    assert timedelta(0) <= when.ends - when.begins <= timedelta(hours=25)


@settings(max_examples=30, deadline=None)
@given(PIECES, st.integers(100, 1500), CALENDARS)
def test_endless_repetition_is_read_without_harm(piece: str, times: int, calendar: Calendar):
    text = f"{piece} " * times
    assert all(_well_formed(when, text) for when in find_dates(text, calendar))


@BRIEF
@given(st.text(max_size=200))
def test_absolute_never_fails(text: str):
    found = absolute(text)
    assert found is None or isinstance(found, date)
