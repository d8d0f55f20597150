"""The provider's copy tells the provider's own part and nothing else."""

from __future__ import annotations

from dataclasses import replace

from assistant.agenda import render
from assistant.agenda.copies import compose_copy
from assistant.vocabulary import Facts, Note, Saying, Speaker, Status, Verb

from .agenda_factories import NORTHGATE, OFFICE, VANTAGE, WEEK, at, chased, issue, step, usual_week


def sayings_of(facts: Facts) -> tuple[Saying, ...]:
    """A saying for each letter of a provider, as if all of them were at hand."""
    theirs = [(step, one.provider) for one in facts.issues for step in one.history if step.by == "provider"]
    steps = tuple(Saying(s.at, name, Speaker.PROVIDER, s.evidence, s.message_id) for s, name in theirs)
    made = ((p.at, p.provider, Speaker.PROVIDER, p.evidence, p.message_id) for p in facts.commitments)
    return (*steps, *(Saying(*values) for values in made))


def text() -> str:
    facts = usual_week()
    facts = replace(facts, sayings=sayings_of(facts))
    secret = Note(at("03-05"), Verb.NOTE, "I think they are useless", "<n@mail.example>")
    issues = tuple(replace(one, notes=(secret, chased(one.number, at("03-04")))) for one in facts.issues)
    mail = render(compose_copy(replace(facts, issues=issues), OFFICE, NORTHGATE, WEEK))
    return f"{mail.subject}\n{mail.text}\n{mail.html}"


def test_the_provider_sees_its_open_points_with_its_promises() -> None:
    found = text()
    assert "Open points: Northgate IT" in found
    assert "Switch in the server cupboard" in found
    assert "Promised for 20 Feb → 27 Feb → 6 Mar: 3 days late" in found


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


def test_words_of_another_provider_on_the_same_issue_are_kept_from_it() -> None:
    theirs = step(at("03-06"), Status.OPEN, "It is all Northgate's doing.")
    one = issue(1, "Line drops", step(at("03-02"), Status.OPEN, "We look into the line."), theirs)
    says = [(one.history[0], NORTHGATE), (theirs, VANTAGE)]
    sayings = tuple(Saying(s.at, name, Speaker.PROVIDER, s.evidence, s.message_id) for s, name in says)
    told = render(compose_copy(Facts(issues=(one,), sayings=sayings), OFFICE, NORTHGATE, WEEK)).text
    assert "We look into the line." in told
    assert "doing" not in told


def test_a_name_that_the_owner_gave_in_a_reply_is_kept_from_the_provider() -> None:
    said = step(at("03-02"), Status.OPEN, "The portal is down.")
    named = Note(at("03-03"), Verb.RENAME, "Their useless portal", "<n@mail.example>")
    one = issue(1, "Their useless portal", said, notes=(named,))
    saying = Saying(said.at, NORTHGATE, Speaker.PROVIDER, said.evidence, said.message_id)
    told = render(compose_copy(Facts(issues=(one,), sayings=(saying,)), OFFICE, NORTHGATE, WEEK)).text
    assert "The portal is down." in told
    assert "useless" not in told
    assert "useless" not in render(compose_copy(Facts(issues=(one,)), OFFICE, NORTHGATE, WEEK)).text
