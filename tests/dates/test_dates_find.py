from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.dates import Calendar, due, find_dates

LONDON = ZoneInfo("Europe/London")
CALENDAR = Calendar(datetime(2026, 3, 4, 10, 0, tzinfo=LONDON))  # a Wednesday


def test_a_weekday_is_the_next_one_and_by_makes_it_a_deadline():
    (when,) = find_dates("I'll have it fixed by Friday.", CALENDAR)
    assert (when.begins, when.kind, when.relation) == (date(2026, 3, 6), "deadline", "by")


def test_a_window_over_midnight_ends_on_the_next_day():
    (when,) = find_dates("Sunday 8 March, 22:00-02:00", CALENDAR)
    assert when.begins == datetime(2026, 3, 8, 22, tzinfo=LONDON)
    assert when.ends == datetime(2026, 3, 9, 2, tzinfo=LONDON)


def test_the_end_of_next_week_is_its_friday():
    assert due("You'll have it by the end of next week", CALENDAR) == date(2026, 3, 13)


def test_words_that_only_look_like_dates_are_left_alone():
    assert find_dates("We may ask you a second time, 24/7, on 10.1.2.3 about INC0012345.", CALENDAR) == ()


def test_a_window_over_the_change_to_summer_time_is_an_hour_shorter():
    (when,) = find_dates("Sunday 29 March, 00:30 to 03:30", CALENDAR)
    assert when.ends.astimezone(UTC) - when.begins.astimezone(UTC) == timedelta(hours=2)


def test_a_window_over_the_change_to_winter_time_is_an_hour_longer():
    (when,) = find_dates("Sunday 25 October, 00:30 to 03:30", CALENDAR)
    assert when.ends.astimezone(UTC) - when.begins.astimezone(UTC) == timedelta(hours=4)


def test_an_hour_that_summer_time_skips_moves_on():
    (when,) = find_dates("Sunday 29 March at 01:30", CALENDAR)
    assert (when.begins.hour, when.begins.minute) == (2, 30)


def test_a_length_in_hours_is_counted_on_the_real_clock():
    (when,) = find_dates("Saturday 28 March at 23:00 for three hours", CALENDAR)
    assert when.ends.astimezone(UTC) == when.begins.astimezone(UTC) + timedelta(hours=3)


def test_what_looks_back_is_marked():
    assert [when.past for when in find_dates("last Friday it broke, on Monday we come", CALENDAR)] == [True, False]


def test_the_word_before_is_told():
    relations = [
        find_dates(f"{word} Friday", CALENDAR)[0].relation for word in ("by", "until", "before", "from", "after")
    ]
    assert relations == ["by", "until", "before", "from", "after"]


def test_of_a_moved_visit_the_old_day_is_marked():
    old, new = find_dates("The visit moves from Tuesday 10 March to Thursday 12 March at 9.", CALENDAR)
    assert (old.relation, new.relation) == ("instead", "")
    assert new.begins == datetime(2026, 3, 12, 9, tzinfo=LONDON)


def test_an_hour_alone_says_that_its_day_is_not_named():
    (alone,) = find_dates("I'll ring you at ten.", CALENDAR)
    (beside,) = find_dates("I'll ring you on Friday at ten.", CALENDAR)
    assert (alone.day_named, beside.day_named) == (False, True)


def test_a_zone_in_the_text_is_kept_and_told():
    (when,) = find_dates("12 March at 3pm ET", CALENDAR)
    assert (when.zone_named, when.begins.utcoffset()) == (True, timedelta(hours=-4))


def test_a_moment_of_writing_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        Calendar(datetime(2026, 3, 4, 10))  # noqa: DTZ001  that is the point


def test_a_letter_from_another_age_names_no_dates():
    assert find_dates("on Friday", Calendar(datetime(9999, 12, 31, 23, tzinfo=LONDON))) == ()
