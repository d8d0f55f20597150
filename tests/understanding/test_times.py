"""When events begin and end, by the examples of their rules."""

from datetime import UTC

import pytest

from assistant.resources import rules
from assistant.understanding.heard import hear
from assistant.understanding.times import span_of

from .understanding_letters import OFFICE, letter


@pytest.mark.parametrize("example", rules("events")["matches"], ids=lambda e: e["text"][:40])
def test_an_event_begins_and_ends_as_its_sentence_says(example):
    heard = hear(letter(example["text"]), OFFICE)
    spans = [
        span_of(heard.body.view.sentences, heard.body.dates, i, heard.calendar) for i in range(len(heard.body.dates))
    ]
    span = next(span for span in spans if span is not None)
    assert _plain(span.begins).startswith(example["start"])
    assert _plain(span.ends)[: len(example["end"] or "")] == (example["end"] or "")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (
            "Window start: 07/10/2026 22:00 UTC\nWindow end: 08/10/2026 02:00 UTC",
            "2026-10-07T22:00",
            "2026-10-08T02:00",
        ),
        ("Date: Saturday 14 March 2026\nTime: 22:00 to 02:00", "2026-03-14T22:00", "2026-03-15T02:00"),
    ],
)
def test_an_event_over_two_lines_is_one(text, start, end):
    heard = hear(letter(text), OFFICE)
    span = span_of(heard.body.view.sentences, heard.body.dates, 0, heard.calendar)
    assert (_utc(span.begins), _utc(span.ends)) == (start, end)
    assert span.used == (0, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Mon-Fri 8.00-18.00",
        "We read every report between 7 and 7, Monday through Friday.",
        "Here is what renews on your account in the next 30 days:",
        "Diese Verträge enden in den nächsten 60 Tagen:",
    ],
)
def test_opening_hours_and_the_heading_of_a_list_are_no_event(text):
    heard = hear(letter(text), OFFICE)
    assert span_of(heard.body.view.sentences, heard.body.dates, 0, heard.calendar) is None


def _plain(moment):
    return "" if moment is None else moment.isoformat()


def _utc(moment):
    return moment.astimezone(UTC).isoformat()[:16]
