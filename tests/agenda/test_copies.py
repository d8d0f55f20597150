"""The provider's copy tells the provider's own part and nothing else."""

from __future__ import annotations

from dataclasses import replace

from assistant.agenda import render
from assistant.agenda.copies import compose_copy
from assistant.vocabulary import Note, Verb

from .agenda_factories import NORTHGATE, OFFICE, WEEK, at, chased, usual_week


def text() -> str:
    facts = usual_week()
    secret = Note(at("03-05"), Verb.NOTE, "I think they are useless", "<n@mail.example>")
    issues = tuple(replace(one, notes=(secret, chased(one.number, at("03-04")))) for one in facts.issues)
    mail = render(compose_copy(replace(facts, issues=issues), OFFICE, NORTHGATE, WEEK))
    return f"{mail.subject}\n{mail.text}\n{mail.html}"


def test_the_provider_sees_its_open_points_with_its_promises() -> None:
    found = text()
    assert "Open points: Northgate IT" in found
    assert "Switch in the server cupboard" in found
    assert "Promised for Fri 6 Mar: 3 days late" in found


def test_nothing_of_others_of_money_or_of_the_owners_words_is_told() -> None:
    found = text()
    hidden = (
        "Vantage",
        "Copypoint",
        "£",
        "NG-2603",
        "useless",
        "reminded",
        "nobody at home can work",
        "budget",
        "mailto:",
    )
    assert [word for word in hidden if word in found] == []
