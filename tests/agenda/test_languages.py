"""The agenda in other languages: every text is there, with its names in place."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from babel.messages.pofile import read_po

from assistant.agenda import Period, compose, render
from assistant.agenda.messages import messages
from assistant.agenda.monthly import compose_month
from assistant.agenda.reports import report
from assistant.agenda.voice import voice_of
from assistant.resources import folder

from .agenda_factories import MONDAY, NORTHGATE, OFFICE, WEEKS, at, letters_of, usual_week

LOCALES = {"de": "de-DE", "fr": "fr-FR", "nl": "nl-NL", "es": "es-ES"}


@pytest.mark.parametrize("language", LOCALES)
def test_every_text_is_translated_with_its_names(language: str) -> None:
    with (folder("templates") / "agenda" / f"{language}.po").open("rb") as source:
        catalog = read_po(source, locale=language)
    known = {entry.id: entry.string for entry in catalog if entry.id}
    assert set(known) == set(messages())
    for text, translated in known.items():
        originals = text if isinstance(text, tuple) else (text,)
        results = translated if isinstance(translated, tuple) else (translated,)
        for original, result in zip(originals, results, strict=True):
            assert result
            assert _names(result) == _names(original), result


def _names(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("week", WEEKS)
def test_each_week_can_be_told_in_each_language(language: str, week: str) -> None:
    facts, office, period = WEEKS[week]()
    mail = render(compose(facts, replace(office, locale=LOCALES[language]), period))
    assert f'lang="{LOCALES[language]}"' in mail.html
    assert "Needs you" not in mail.text
    assert len(mail.html.encode()) < 100_000
    assert max(map(len, mail.text.splitlines())) <= 78


def test_days_and_money_are_written_as_the_country_does() -> None:
    german = voice_of(replace(OFFICE, timezone="Europe/Berlin", locale="de-DE"))
    assert german.long_day(MONDAY) == "Montag, 9. März"
    american = voice_of(replace(OFFICE, timezone="America/New_York"))
    assert american.long_day(MONDAY) == "Monday, March 9"
    assert voice_of(OFFICE).long_day(MONDAY) == "Monday 9 March"


def test_an_unknown_locale_falls_back_to_english() -> None:
    assert voice_of(replace(OFFICE, locale="xx-YY")).say("Ahead") == "Ahead"


def test_report_and_summary_speak_the_language_too() -> None:
    facts, office = usual_week(), replace(OFFICE, locale="de-DE")
    page = report(facts, office, NORTHGATE, Period(start=at("01-01"), end=MONDAY), letters_of(facts))
    assert "Die Briefe" in page
    month = compose_month(facts, office, Period(start=at("02-01", "00:00"), end=at("03-01", "00:00")))
    assert month.subject == "IT im Februar: 5 gemeldet, 1 behoben, 879\xa0£ berechnet"
