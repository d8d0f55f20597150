from datetime import date, datetime
from zoneinfo import ZoneInfo

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
