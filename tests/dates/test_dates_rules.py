"""Every word of `rules/dates.yaml` and `rules/calendar.yaml` is understood as the rules say."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.dates import Calendar, absolute, find_dates
from assistant.dates.lexicon import lexicon, meaning
from assistant.resources import rules

LANGUAGES = [language for language in rules("dates") if language != "shared"]
NOW = datetime(2026, 3, 4, 10, tzinfo=ZoneInfo("Europe/London"))


def words(language: str, kind: str) -> list[tuple[str, str]]:
    """(meaning, spelling) of all single meanings of a kind."""
    table = rules("dates")[language]
    names = [name for name in table if name.startswith(kind) and " " not in name]
    return [(name, spelling.rstrip("*")) for name in names for spelling in table[name]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_is_read_beside_a_day(language: str):
    for name, spelling in words(language, "month"):
        (when,) = find_dates(f"12 {spelling} 2027", Calendar(NOW, language=language))
        assert when.begins == date(2027, int(meaning(name).value), 12), spelling


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_weekday_is_read_beside_an_hour(language: str):
    for name, spelling in words(language, "weekday"):
        (when,) = find_dates(f"{spelling} 10:15", Calendar(NOW, language=language))
        assert (when.begins.isoweekday(), when.begins.hour) == (int(meaning(name).value), 10), spelling


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_for_a_day_near_by_is_read_alone(language: str):
    table = rules("dates")[language]
    for name in (name for name in table if name.startswith("day") and name[3:4] in "+-"):
        for spelling in (spelling for spelling in table[name] if not spelling.endswith("*")):
            (when,) = find_dates(spelling, Calendar(NOW, language=language))
            assert (when.day - NOW.date()).days == int(meaning(name.split()[0]).value), spelling


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_stands_for_two_things(language: str):
    seen: dict[str, str] = {}
    for name, spellings in rules("dates")[language].items():
        for spelling in spellings if isinstance(spellings, list) else []:
            assert seen.setdefault(spelling.rstrip("*").lower(), name) == name, spelling


def test_an_unknown_language_reads_english():
    assert lexicon("xx") == lexicon("en")


def test_every_month_of_the_calendar_is_read_in_a_whole_date():
    for language, table in rules("calendar")["languages"].items():
        for place, spellings in enumerate(table["months"]):
            for spelling in spellings:
                found = absolute(f"7 {spelling} 2026")
                # two languages may give one name to different months; a weekday or a small word tells them apart
                shared = spelling in {"listopada", "lis", "lip", "srp", "srpna", "listopad"}
                assert shared or found == date(2026, place + 1, 7), (language, spelling)
