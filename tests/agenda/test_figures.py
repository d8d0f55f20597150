"""The providers' figures against counts made by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from assistant.agenda.figures import Figures, figures, records
from assistant.vocabulary import Facts, Flag, Status

from .agenda_factories import NORTHGATE, OFFICE, at, bill, chased, issue, promise, step

END = at("03-09", "07:30")


def over(weeks: int, facts: Facts, end: datetime = END) -> Figures:
    """Northgate's figures over the weeks before `end`."""
    record = next(one for one in records(facts, end - timedelta(weeks=26)) if one.provider == NORTHGATE)
    return figures(record, end - timedelta(weeks=weeks), end, OFFICE)


def solved(number: int, reported: datetime, answered: datetime, fixed: datetime) -> Facts:
    return Facts(
        issues=(
            issue(
                number,
                f"Trouble {number}",
                step(reported, Status.OPEN, "It is broken.", "owner"),
                step(answered, Status.IN_PROGRESS, "We are on it."),
                step(fixed, Status.FIXED, "Done."),
            ),
        )
    )


def together(*all_facts: Facts) -> Facts:
    return Facts(issues=tuple(one for facts in all_facts for one in facts.issues))


# Office hours are 9:00 to 17:30, a day of 8.5 hours; 2 March 2026 is a Monday.
THREE = together(
    solved(
        1, at("03-02", "10:00"), at("03-02", "11:00"), at("03-03", "10:00")
    ),  # answer 1 h; fix 8.5 h, 24 h by calendar
    solved(2, at("03-03", "16:30"), at("03-04", "10:00"), at("03-05", "16:30")),  # answer 2 h, 17.5 h; fix 17 h, 48 h
    solved(3, at("03-06", "17:00"), at("03-09", "07:00"), at("03-09", "07:10")),  # Friday to Monday: 0.5 h, 62 h; 0.5 h
)


def test_the_median_first_answer_counts_office_hours_and_the_calendar() -> None:
    answer = over(4, THREE).answer
    assert answer is not None
    assert (answer.working, answer.calendar) == (timedelta(hours=1), timedelta(hours=17.5))
    assert answer.cases == (1, 2, 3)


def test_the_median_time_to_fix_counts_office_hours_and_the_calendar() -> None:
    fix = over(4, THREE).fix
    assert fix is not None
    assert (fix.working, fix.calendar) == (timedelta(hours=8.5), timedelta(hours=48))


def test_an_issue_that_the_provider_reported_itself_has_no_first_answer() -> None:
    own = issue(
        1, "Disk full", step(at("03-02"), Status.OPEN, "We see a full disk."), step(END, Status.FIXED, "Cleaned.")
    )
    assert over(4, Facts(issues=(own,))).answer is None


def test_a_public_holiday_is_no_working_time() -> None:
    # Thursday 2 April 17:00 to Tuesday 7 April 9:30: Good Friday and Easter Monday lie between
    easter = solved(1, at("04-02", "17:00"), at("04-07", "09:30"), at("04-07", "09:30"))
    fix = over(4, easter, at("04-10")).fix
    assert fix is not None
    assert fix.working == timedelta(hours=0.5 + 0.5)


def test_an_issue_that_came_back_counts_as_returned_and_no_longer_as_fixed() -> None:
    back = issue(
        5,
        "Phones",
        step(at("02-20"), Status.OPEN, "Dead.", "owner"),
        step(at("02-23"), Status.FIXED, "Done."),
        step(at("03-02"), Status.OPEN, "Dead again.", "owner"),
    )
    found = over(4, Facts(issues=(back,)))
    assert (found.reported, found.fixed, found.returned) == ((5,), (), (5,))


def test_promises_count_in_the_weeks_of_their_day_once_decided() -> None:
    made = at("02-16")
    promises = (
        promise(1, "mend it", made, date(2026, 3, 2), "kept"),
        promise(1, "mend it", made, date(2026, 3, 3), "broken"),
        promise(1, "mend it", made, date(2026, 3, 12), "open"),  # still ahead
        promise(1, "mend it", made, None, "open"),  # no day, cannot be broken
        promise(1, "mend it", made, date(2026, 1, 5), "broken"),  # before the four weeks
    )
    found = over(4, Facts(commitments=promises))
    assert (found.kept, found.promised) == (1, 2)


def test_reminders_are_counted_by_the_owners_word() -> None:
    one = issue(
        1,
        "Switch",
        step(at("02-20"), Status.OPEN, "Dead.", "owner"),
        notes=(chased(1, at("02-25")), chased(1, at("03-02"))),
    )
    assert over(4, Facts(issues=(one,))).reminded == (1, 1)


def test_spend_takes_credit_notes_off_and_leaves_copies_out() -> None:
    bills = (
        bill("1", "100.00", date(2026, 3, 2)),
        bill("2", "-30.00", date(2026, 3, 3)),
        bill("1", "100.00", date(2026, 3, 4), Flag("duplicate", "The same bill came on 2 March.")),
        bill("3", "50.00", date(2026, 3, 5), currency="EUR"),
        bill("4", "500.00", date(2026, 1, 5)),
    )
    assert over(4, Facts(invoices=bills)).spend == (("EUR", Decimal("50.00")), ("GBP", Decimal("70.00")))
