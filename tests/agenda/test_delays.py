"""Why an issue is not done yet: promises put off, silence, come-backs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.agenda import compose
from assistant.vocabulary import Commitment, Event, EventKind, Facts, Issue, Severity, Status

from .agenda_factories import OFFICE, WEEK, at, chased, event, issue, promise, step

DOWN = issue(
    1, "Line down", step(at("02-24"), Status.OPEN, "Down.", "owner"), step(at("02-25"), Status.IN_PROGRESS, "We look.")
)


def told(one: Issue, *promises: Commitment, events: tuple[Event, ...] = ()) -> list[str]:
    """The lines under the issue's row."""
    agenda = compose(Facts(issues=(one,), commitments=promises, events=events), OFFICE, WEEK)
    above, below = agenda.section("needs_you").body, agenda.section("challenges").body
    rows = [row for group in getattr(above, "groups", ()) for row in group.rows] + list(getattr(below, "rows", ()))
    return [line.text.replace("\N{NO-BREAK SPACE}", " ") for row in rows for line in row.lines]


def test_a_day_put_off_twice_is_told_as_a_chain() -> None:
    first = promise(1, "fit the new switch", at("02-24", "10:00"), date(2026, 2, 27), "broken")
    second = promise(1, "the switch will be fitted", at("02-27", "17:00"), date(2026, 3, 5), "broken")
    third = promise(1, "switch on site", at("03-05", "17:00"), date(2026, 3, 12))
    assert told(DOWN, first, second, third) == ["Promised for 27 Feb → 5 Mar → 12 Mar"]


def test_two_different_promises_are_no_chain() -> None:
    statement = promise(1, "a written statement of the reason", at("02-26"), date(2026, 3, 5), "broken")
    visit = promise(1, "engineer attends the exchange", at("03-06"), date(2026, 3, 11))
    assert told(DOWN, statement, visit) == ["Promised for Thu 5 Mar: 4 days late", "Promised for Wed 11 Mar"]


def test_a_promise_that_names_nothing_goes_with_the_one_before() -> None:
    first = promise(1, "replace the router", at("02-25"), date(2026, 3, 3), "broken")
    second = promise(1, "it will be done by Tuesday", at("03-04"), date(2026, 3, 10))
    assert "Promised for 3 Mar → 10 Mar" in told(DOWN, first, second)


def test_a_kept_promise_is_not_late() -> None:
    assert told(DOWN, promise(1, "ring back", at("02-25"), date(2026, 2, 26), "kept"))[:1] != [
        "Promised for Thu 26 Feb"
    ]


def test_a_promise_of_an_earlier_life_is_forgotten_when_the_fault_comes_back() -> None:
    back = issue(
        1,
        "Line down",
        step(at("01-05"), Status.OPEN, "Down.", "owner"),
        step(at("01-20"), Status.FIXED, "Mended."),
        step(at("03-06"), Status.OPEN, "Down again.", "owner"),
    )
    old = promise(1, "mend the line", at("01-06"), date(2026, 1, 9), "broken")
    assert told(back, old) == ["Back 45 days after it was called fixed"]


def test_silence_counts_working_days_from_the_providers_last_word() -> None:
    # last word Wednesday 25 February; Thursday, Friday, then Monday to Friday lie between it and Monday 9 March
    assert told(DOWN) == ["No word for 7 working days"]


def test_silence_starts_anew_with_the_owners_report_that_it_is_back() -> None:
    again = replace(
        DOWN, history=(*DOWN.history, step(at("03-06"), Status.OPEN, "Down again.", "owner")), updated_at=at("03-06")
    )
    assert told(again) == []


def test_a_letter_that_changes_nothing_still_breaks_the_silence() -> None:
    assert told(replace(DOWN, updated_at=at("03-06"))) == []


def test_the_owners_reminder_does_not_break_the_silence() -> None:
    reminded = replace(DOWN, updated_at=at("03-06"), notes=(chased(1, at("03-06")),))
    assert told(reminded) == ["No word for 7 working days", "You reminded them on Fri 6 Mar"]


def test_nobody_owes_a_word_while_a_visit_is_planned() -> None:
    visit = event(EventKind.VISIT, "Engineer", at("03-11", "10:00"), issue=1)
    assert told(DOWN, events=(visit,)) == ["Planned for Wed 11 Mar, 10:00"]


def test_an_urgent_matter_is_silent_sooner() -> None:
    quiet = replace(DOWN, updated_at=at("03-03"))
    assert told(quiet) == []
    assert told(replace(quiet, severity=Severity.HIGH)) == ["No word for 3 working days"]


def test_a_broken_promise_that_belongs_to_no_issue_needs_the_owner_for_two_weeks() -> None:
    fresh = promise(None, "send the quote", at("03-02"), date(2026, 3, 5), "broken")
    stale = promise(None, "send the old quote", at("02-02"), date(2026, 2, 5), "broken")
    found = compose(Facts(commitments=(fresh, stale)), OFFICE, WEEK).section("needs_you").body
    rows = [row for group in found.groups for row in group.rows]
    assert [(row.title, row.taps[0].body) for row in rows] == [("Send the quote", "chase Northgate IT: Send the quote")]


def test_a_day_from_which_the_planned_visit_was_moved_is_put_off_and_not_broken() -> None:
    fit = promise(1, "fit the new switch", at("02-27"), date(2026, 3, 6), "broken")
    visit = event(EventKind.VISIT, "New switch", date(2026, 3, 13), issue=1, earlier=(date(2026, 3, 6),))
    assert told(DOWN, fit, events=(visit,)) == ["Planned for 6 Mar → 13 Mar"]
    assert told(DOWN, fit)[0] == "Promised for Fri 6 Mar: 3 days late"


def test_a_visit_and_the_promise_of_it_in_one_letter_are_told_once() -> None:
    visit = event(EventKind.VISIT, "New switch", date(2026, 3, 13), message_id="<a@mail.example>")
    fit = promise(None, "fit the new switch", at("03-05"), date(2026, 3, 13), message_id="<a@mail.example>")
    days = compose(Facts(commitments=(fit,), events=(visit,)), OFFICE, WEEK).section("ahead").body.days  # type: ignore[attr-defined]
    assert [thing.title for day in days for thing in day.things] == ["New switch"]
