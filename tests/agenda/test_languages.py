"""The agenda in other languages: every text is there, with its names in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest
from babel.dates import get_day_names, get_month_names
from babel.messages.pofile import read_po
from icalendar import Calendar
from inscriptis import get_text

from assistant.agenda import Agenda, Period, compose, compose_whole, render
from assistant.agenda.calendars import calendar_files
from assistant.agenda.copies import compose_copy
from assistant.agenda.messages import messages
from assistant.agenda.monthly import compose_month
from assistant.agenda.reports import report
from assistant.agenda.voice import voice_of
from assistant.resources import folder, rules
from assistant.vocabulary import Facts, Office

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


def _known_words(language: str, *told: object) -> set[str]:
    """The words of the letters and of the office, of the language's own texts, and of its calendar."""
    with (folder("templates") / "agenda" / f"{language}.po").open("rb") as source:
        catalog = read_po(source, locale=language)
    texts = [text for entry in catalog if entry.id for text in _several(entry.string)]
    texts += [entry[language] for entry in rules("glossary")]
    for names in (get_month_names, get_day_names):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                texts += names(width, context, language).values()
    return set(_words(" ".join([*texts, *_told(told)])))


def _told(value: object) -> Iterator[str]:
    """The texts in a value: what letters and people say, without the program's own names and reasons."""
    if type(value) is str:  # an enumeration's is the program's
        yield value
    elif isinstance(value, (tuple, frozenset)):
        for one in value:
            yield from _told(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in ("state", "by", "kind", "flags", "reason", "source"):
                yield from _told(getattr(value, field.name))


def _several(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def _words(text: str) -> list[str]:
    """Its words in lower case; those that are cut at the line's end in the terrible week tell nothing."""
    found = (word.lower() for word in re.findall(r"[^\W\d_]{3,}", text))
    return [word for word in found if "verylong" not in word]


def _mails(facts: Facts, office: Office, period: Period) -> dict[str, str]:
    """All that goes out, as plain text."""
    month = Period(start=at("02-01", "00:00"), end=at("03-01", "00:00"), meetings=(at("02-02"), at("02-09")))
    files = calendar_files(facts, office, period, {})
    told = replace(facts, issues=tuple(one for one in facts.issues if one.provider == NORTHGATE)[:20])
    return {
        "agenda": _set(compose(facts, office, period)),
        "whole": _set(compose_whole(facts, office, period)),
        "month": _set(compose_month(facts, office, month)),
        "copy": _set(compose_copy(facts, office, NORTHGATE, period)),
        "calendar": " ".join(_of_event(file.content) for file in files),
        "report": get_text(report(told, office, NORTHGATE, period, {})),
    }


def _set(agenda: Agenda) -> str:
    mail = render(agenda)
    return f"{mail.subject} {agenda.preheader} {mail.text} {get_text(mail.html)}"


def _of_event(content: bytes) -> str:
    entries = Calendar.from_ical(content).walk("VEVENT")
    return " ".join(f"{entry['summary']} {entry['description']}" for entry in entries)


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("week", WEEKS)
def test_no_word_of_english_is_left_in_any_mail(language: str, week: str) -> None:
    facts, office, period = WEEKS[week]()
    office = replace(office, locale=LOCALES[language])
    known = _known_words(language, facts, office, "Workstations", "BUKB", "BARC")  # what the reasons are about
    for name, text in _mails(facts, office, period).items():
        assert set(_words(text)) - known == set(), name
