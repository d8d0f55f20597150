"""What the meeting decided comes back: at once, on its day, and as a question afterwards; the owner's notes too."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from assistant.agenda import Period, compose, render
from assistant.vocabulary import Decision, Facts, Note, Status, Verb

from .agenda_factories import MONDAY, OFFICE, WEEK, at, issue, step

DECIDED = Decision(at("03-09", "15:00"), "Northgate sends the quote by Friday 20 March", "<d@mail.example>")
FACTS = Facts(decisions=(DECIDED,))


def text(weeks: int, facts: Facts = FACTS) -> str:
    """The agenda so many weeks after 9 March, its lines joined."""
    end = MONDAY + timedelta(weeks=weeks)
    return " ".join(render(compose(facts, OFFICE, Period(end - timedelta(weeks=1), end))).text.split())


def test_a_decision_comes_back_in_the_next_agenda_with_its_day() -> None:
    assert "Decided · Northgate sends the quote by Friday 20 March · Mon 9 Mar" in text(1)


def test_what_was_decided_for_a_day_stands_ahead_until_then() -> None:
    assert "Friday 20 March · Northgate sends the quote by Friday 20 March · decided on Mon 9 Mar" in text(1)


def test_the_agenda_after_that_day_asks_whether_it_was_done() -> None:
    assert "Was it done? Decided on Mon 9 Mar, for Fri 20 Mar." in text(2)
    assert "Was it done?" not in text(1) + text(3)


def test_a_decision_without_a_day_is_told_once() -> None:
    plain = Facts(decisions=(replace(DECIDED, text="We stay with the old firewall"),))
    assert "We stay with the old firewall" in text(1, plain)
    assert "firewall" not in text(2, plain)


def test_the_owners_newest_note_stands_with_its_issue() -> None:
    notes = tuple(
        Note(at(day), Verb.NOTE, words, "<n@mail.example>")
        for day, words in (("03-03", "old words"), ("03-04", "they need the key"))
    )
    one = issue(3, "Alarm in the hall", step(at("03-02"), Status.OPEN, "It beeps.", "owner"), notes=notes)
    told = render(compose(Facts(issues=(one,)), OFFICE, WEEK)).text
    assert "Your note of Wed 4 Mar: they need the key" in told
    assert "old words" not in told
