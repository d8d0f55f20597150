"""What an event is called: the subject of its mail, or its sentence where the subject tells nothing of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.agenda.naming import announced, headline
from assistant.vocabulary import EventKind

from .agenda_factories import at, event

WORK = event(EventKind.MAINTENANCE, "Drive running low", at("03-21", "18:00"))


@pytest.mark.parametrize(
    ("title", "said", "called"),
    [
        (
            "Drive running low",
            "One for the diary: the quarterly server patching is on Saturday 21 March.",
            "The quarterly server patching is on Saturday 21 March",
        ),
        ("Planned work on the line", "We work on the line on Saturday, 18:00 to 20:00.", "Planned work on the line"),
        ("Planned works", "Window start:   21/03/2026 18:00", "Planned works"),
        ("Your appointment", "On Saturday 21 March, 18:00 to 20:00.", "Your appointment"),
        ("New room", "moved you to sat 3/21 same deal as before", "New room"),
    ],
)
def test_work_to_come_is_called_by_its_sentence_where_the_subject_is_of_something_else(
    title: str, said: str, called: str
) -> None:
    assert headline(replace(WORK, title=title, evidence=said)) == called


def test_what_is_called_by_its_sentence_does_not_quote_it_too() -> None:
    assert announced(replace(WORK, evidence="The quarterly server patching is on Saturday 21 March.")) == ""


def test_a_renewal_is_called_by_what_renews() -> None:
    said = "One for the calendar: your Tallypine licence, four users, renews on November 30."
    found = replace(WORK, kind=EventKind.RENEWAL, title="Sales missing from Tallypine since the 14th", evidence=said)
    assert headline(found) == "Your Tallypine licence, four users, renews on November 30"
