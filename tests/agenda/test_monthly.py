"""The monthly summary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.agenda import Agenda, Period, render
from assistant.agenda.month_sections import Trends
from assistant.agenda.monthly import compose_month, month_json
from assistant.vocabulary import Decision, EventKind, Facts, Note, Status, Verb

from .agenda_factories import NORTHGATE, OFFICE, at, event, issue, step, usual_week

FEBRUARY = Period(start=at("02-01", "00:00"), end=at("03-01", "00:00"), letters=160)


@pytest.fixture(name="summary")
def _summary() -> Agenda:
    return compose_month(usual_week(), OFFICE, FEBRUARY)


def test_the_subject_says_what_the_month_was(summary: Agenda) -> None:
    assert summary.subject == "IT in February: 5 reported, 1 fixed, £879 billed"


def test_there_are_three_things_to_know(summary: Agenda) -> None:
    assert len(month_json(summary)["things"]) == 3


def test_what_was_open_at_the_end_of_each_month_is_counted_from_the_histories() -> None:
    lives = (
        issue(1, "A", step(at("01-10"), Status.OPEN, "Broken.", "owner"), step(at("02-10"), Status.FIXED, "Done.")),
        issue(2, "B", step(at("01-20"), Status.OPEN, "Broken.", "owner")),
        issue(3, "C", step(at("02-20"), Status.OPEN, "Broken.", "owner")),
    )
    body = compose_month(Facts(issues=lives), OFFICE, FEBRUARY).section("trends").body
    assert isinstance(body, Trends)
    line = next(line for line in body.lines if line.name == "Open at its end")
    assert line.cells == ("2", "2")


def test_renewals_reach_a_quarter_ahead_and_no_further() -> None:
    renewals = (
        event(EventKind.RENEWAL, "Domain", date(2026, 5, 29)),
        event(EventKind.RENEWAL, "Certificate", date(2026, 6, 30)),
        event(EventKind.RENEWAL, "Old", date(2026, 2, 1)),
    )
    summary = compose_month(Facts(events=renewals), OFFICE, FEBRUARY)
    assert [one["title"] for one in month_json(summary)["renewals"]] == ["Domain"]


MONDAYS = tuple(at(day, "14:00") for day in ("02-02", "02-09", "02-16", "02-23"))
MEETINGS = replace(FEBRUARY, meetings=MONDAYS)


def outcomes(facts: Facts) -> list[str]:
    return [one["outcome"] for one in month_json(compose_month(facts, OFFICE, MEETINGS))["meetings"]]


def decision(day: str, words: str) -> Decision:
    return Decision(at(day, "16:30"), words, "<d@mail.example>")


def test_a_meeting_after_which_something_was_decided_or_noted_took_place() -> None:
    noted = issue(1, "Line down", step(at("02-10"), Status.OPEN, "Down."))
    note = Note(at("02-16", "17:00"), Verb.NOTE, "Sam looks into the cable", "<n@mail.example>")
    facts = Facts(decisions=(decision("02-02", "We buy a lamp."),), issues=(replace(noted, notes=(note,)),))
    assert outcomes(facts) == ["held", "unknown", "held", "unknown"]


def test_a_meeting_that_was_called_off_or_of_which_the_owner_says_so_did_not() -> None:
    off = event(EventKind.MEETING, "Weekly", at("02-16", "14:00"), provider=NORTHGATE, state="cancelled")
    facts = Facts(events=(off,), decisions=(decision("02-09", "No meeting, Sam is ill."),))
    assert outcomes(facts) == ["unknown", "off", "off", "unknown"]


def test_of_a_meeting_of_which_nobody_spoke_nothing_is_claimed() -> None:
    text = render(compose_month(Facts(decisions=(decision("02-02", "We buy a lamp."),)), OFFICE, MEETINGS)).text
    assert "Planned: 4 times, decisions noted: 1" in text
    assert "Took place, as your notes show · 2 Feb" in text
    assert "Nothing tells whether it took place · 9 Feb, 16 Feb, 23 Feb" in text


def test_a_meeting_of_the_letters_on_a_day_of_its_own_counts_as_well() -> None:
    extra = event(EventKind.MEETING, "Review", at("02-12", "10:00"), provider=NORTHGATE)
    same = replace(extra, start=at("02-09", "14:00"))
    assert len(outcomes(Facts(events=(extra, same)))) == 5


def test_a_month_without_a_meeting_is_told_so() -> None:
    assert "None was planned, and nothing was noted." in render(compose_month(Facts(), OFFICE, FEBRUARY)).text


def test_a_month_before_the_first_letter_is_no_month_without_trouble() -> None:
    one = issue(1, "A", step(at("02-10"), Status.OPEN, "Broken.", "owner"))
    body = compose_month(Facts(issues=(one,)), OFFICE, FEBRUARY).section("trends").body
    assert isinstance(body, Trends)
    assert body.columns == ("February",)


def test_the_summary_is_one_page_in_text_of_78_columns(summary: Agenda) -> None:
    mail = render(summary)
    assert max(map(len, mail.text.splitlines())) <= 78
    assert len(mail.html.encode()) < 30_000
