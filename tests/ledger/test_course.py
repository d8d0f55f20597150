"""What a letter says is read in the light of where the matter stood, and of who speaks."""

from __future__ import annotations

import pytest

from assistant.ledger.course import standing
from assistant.resources import rules
from assistant.vocabulary import Evidence, IssueFinding, Severity, Speaker, Status


def finding(speaker: Speaker, *course: float) -> IssueFinding:
    return IssueFinding("Till", Status.FIXED, Severity.NORMAL, Evidence(0, 1, "x"), speaker=speaker, course=course)


# open, in_progress, waiting_on_you, scheduled, fixed
DOUBTFUL = (0.4, 0.05, 0.0, 0.05, 0.5)


def test_what_our_own_people_tell_first_is_trouble():
    assert standing(finding(Speaker.STAFF, *DOUBTFUL), None) is Status.OPEN


def test_what_our_own_people_tell_after_it_was_fixed_is_that_it_came_back():
    assert standing(finding(Speaker.STAFF, *DOUBTFUL), Status.FIXED) is Status.OPEN


def test_what_a_provider_tells_after_the_appointment_is_that_it_is_done():
    assert standing(finding(Speaker.PROVIDER, 0.5, 0.05, 0.0, 0.05, 0.4), Status.SCHEDULED) is Status.FIXED


def test_plain_words_count_whatever_was_before():
    assert standing(finding(Speaker.PROVIDER, 0.97, 0.01, 0.0, 0.0, 0.02), Status.SCHEDULED) is Status.OPEN


def test_what_was_told_outright_counts():
    assert standing(finding(Speaker.STAFF), None) is Status.FIXED


@pytest.mark.parametrize("who", ["ours", "provider"])
def test_the_table_is_whole(who):
    table = rules("course")
    assert set(table[who]) == {"new", *Status}
    assert all(len(row) == len(table["statuses"]) == len(Status) - 1 for row in table[who].values())
