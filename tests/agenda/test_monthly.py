"""The monthly summary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.agenda import Agenda, Period, render
from assistant.agenda.month_sections import Trends
from assistant.agenda.monthly import compose_month, month_json
from assistant.vocabulary import EventKind, Facts, Status

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


def test_meetings_called_off_are_told_and_none_is_claimed_to_have_been_held() -> None:
    held = event(EventKind.MEETING, "Weekly", at("02-09", "14:00"), provider=NORTHGATE)
    off = replace(held, start=at("02-16", "14:00"), state="cancelled")
    text = render(compose_month(Facts(events=(held, off)), OFFICE, FEBRUARY)).text
    assert "Planned: 2 times, called off: 1 time, decisions noted: 0" in text


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
