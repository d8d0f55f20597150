"""The report on one provider as a self-contained page, and the same as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.agenda.figures_json import figures_json
from assistant.agenda.jsonable import commitment_json, event_json, invoice_json, issue_json, moment
from assistant.agenda.period import Period
from assistant.agenda.rendering import set_in
from assistant.agenda.reports.entries import Entry, bill_entries, event_entries, issue_entries, promise_entries
from assistant.agenda.reports.letters import Piece, anchor, pieces, unplaced
from assistant.agenda.reports.monthly_bars import MonthlyBars, monthly_bars
from assistant.agenda.reports.numbers import Number, numbers
from assistant.agenda.reports.story import Story, quotes_of, story
from assistant.agenda.reports.timeline import Mark, Strip, months, strips
from assistant.vocabulary import Facts, Letter, Office


@dataclass(frozen=True, slots=True)
class Life:
    """One line of the overview: an issue and its strips."""

    number: int
    title: str
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A letter at the end of the page."""

    anchor: str
    subject: str
    source: str
    pieces: tuple[Piece, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The report, ready to be set. `legend` names the colours of the strips."""

    language: str
    title: str
    dated: str
    lede: str
    numbers: tuple[Number, ...]
    bars: tuple[MonthlyBars, ...]
    overview: str
    marks: tuple[Mark, ...]
    lives: tuple[Life, ...]
    legend: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    letters_title: str
    letters: tuple[Reading, ...]


def report(facts: Facts, office: Office, provider: str, period: Period, letters: Mapping[str, Letter]) -> str:
    """The whole story of `provider` in `period` as one HTML page without anything from outside.

    `letters` holds the letters by Message-ID; a fact whose letter is not among them is told without a link.
    """
    return set_in("report/page.html", {"page": _page(story(facts, office, provider, period, letters))})


def report_json(facts: Facts, office: Office, provider: str, period: Period) -> dict[str, Any]:
    """The same as plain values."""
    told = story(facts, office, provider, period, {})
    return {
        "provider": provider,
        "period": {"start": moment(period.start), "end": moment(period.end)},
        "figures": figures_json(told.figures),
        "issues": [issue_json(issue) for issue in told.issues],
        "commitments": [commitment_json(promise) for promise in told.promises],
        "events": [event_json(event) for event in told.events],
        "invoices": [invoice_json(bill) for bill in told.bills],
    }


def _page(told: Story) -> Page:
    say, voice, period = told.view.voice.say, told.view.voice, told.view.period
    return Page(
        language=str(voice.locale).replace("_", "-"),
        title=told.provider,
        dated=f"{voice.dated(period.start)} – {voice.dated(period.end)}",
        lede=say("Every line rests on a sentence in a letter. Follow its date to the letter, where it is marked."),
        numbers=numbers(told),
        bars=monthly_bars(told),
        overview=say("The issues over time"),
        marks=months(period, voice),
        lives=tuple(Life(issue.number, issue.title, strips(issue, period)) for issue in told.issues),
        legend=_legend(told),
        chapters=_chapters(told),
        letters_title=say("The letters"),
        letters=readings(told),
    )


def _legend(told: Story) -> tuple[tuple[str, str], ...]:
    say = told.view.voice.say
    return (
        ("open", say("open, in progress or planned")),
        ("waiting_on_you", say("waiting for you")),
        ("fixed", say("said to be fixed")),
    )


def _chapters(told: Story) -> tuple[Chapter, ...]:
    say = told.view.voice.say
    every = (
        Chapter(say("Issues"), issue_entries(told)),
        Chapter(say("Promises"), promise_entries(told)),
        Chapter(say("Events"), event_entries(told)),
        Chapter(say("Bills"), bill_entries(told)),
    )
    return tuple(chapter for chapter in every if chapter.entries)


def readings(told: Story) -> tuple[Reading, ...]:
    """The letters of the story, with the sentences marked that something rests on."""
    quotes = quotes_of(told.view.facts)
    return tuple(_reading(letter, quotes.get(letter.message_id, []), told) for letter in told.letters)


def _reading(letter: Letter, quotes: list[str], told: Story) -> Reading:
    voice = told.view.voice
    return Reading(
        anchor=anchor(letter.message_id),
        subject=letter.subject or voice.say("no subject"),
        source=f"{letter.sender} · {voice.full_day(letter.sent_at)}, {voice.hour(letter.sent_at)}",
        pieces=pieces(letter, quotes),
        elsewhere=unplaced(letter, quotes),
    )
