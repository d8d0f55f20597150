"""The questions for the meeting, and the feelings that the figures answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from assistant.agenda import as_json, compose, render
from assistant.vocabulary import EventKind, Facts, InvoiceLine, Issue, Note, Question, Status, Verb

from .agenda_factories import NORTHGATE, OFFICE, VANTAGE, WEEK, at, bill, event, issue, promise, step, usual_week


def asked(facts: Facts) -> list[tuple[str, str]]:
    """Topic and reason of each question."""
    return [(one["topic"], one["because"]) for one in as_json(compose(facts, OFFICE, WEEK))["questions"]]


def line_down(words: str, provider: str, number: int = 1) -> Issue:
    return issue(
        number,
        f"Line {number} down",
        step(at("03-02"), Status.OPEN, "Down.", "owner"),
        step(at("03-05"), Status.IN_PROGRESS, words),
        provider=provider,
    )


def test_two_providers_who_blame_each_other_are_put_side_by_side() -> None:
    ours = line_down("Everything is clean on our side, please speak to Vantage Telecom.", NORTHGATE, 1)
    theirs = line_down("The fault lies with Northgate, their router drops the line.", VANTAGE, 2)
    (first, *_) = asked(Facts(issues=(ours, theirs)))
    assert "please speak to Vantage Telecom" in first[1]
    assert "The fault lies with Northgate" in first[1]


def test_a_friendly_word_about_another_provider_is_no_blame() -> None:
    assert asked(Facts(issues=(line_down("Vantage sends an engineer tomorrow.", NORTHGATE),))) == []


def test_a_promise_put_off_is_asked_about_with_all_its_days() -> None:
    switch = asked(usual_week())[0]
    assert switch[0] == "Switch in the server cupboard to be replaced"
    assert "20\xa0Feb → 27\xa0Feb → 6\xa0Mar" in switch[1]


def test_what_was_to_cost_nothing_and_is_billed_is_asked_about() -> None:
    lamp = issue(
        3,
        "Projector lamp in the meeting room",
        step(at("02-20"), Status.OPEN, "The lamp is dark.", "owner"),
        step(at("02-23"), Status.FIXED, "We replaced it free of charge."),
    )
    line = InvoiceLine("Projector lamp, meeting room", Decimal(1), Decimal(80), Decimal(80))
    charged = bill("NG-9", "96.00", date(2026, 3, 4), lines=(line,))
    (found,) = asked(Facts(issues=(lamp,), invoices=(charged,)))
    assert found[0] == "Projector lamp in the meeting room"
    assert "free of charge" in found[1]
    other = replace(line, description="Managed workstation, March")
    assert asked(Facts(issues=(lamp,), invoices=(bill("NG-9", "96.00", date(2026, 3, 4), lines=(other,)),))) == []


def test_planned_work_in_office_hours_is_asked_about_and_at_night_is_not() -> None:
    noon = event(EventKind.CHANGE, "Mail moves", at("03-18", "12:00"), at("03-18", "14:00"))
    night = replace(noon, start=at("03-18", "22:00"), end=at("03-19", "02:00"))
    assert [topic for topic, _ in asked(Facts(events=(noon,)))] == ["Mail moves"]
    assert asked(Facts(events=(night,))) == []


def test_what_the_owner_wanted_asked_comes_first() -> None:
    mine = Question(at("03-05"), Verb.ASK, NORTHGATE, "when does the new firewall come?", "<q@mail.example>")
    old = replace(mine, at=at("02-20"))
    found = asked(replace(usual_week(), questions=(mine, old)))
    assert found[0] == (NORTHGATE, "Your question of Thu\xa05\xa0Mar.")
    assert [topic for topic, _ in found].count(NORTHGATE) == 1


def test_there_are_never_more_than_seven_questions_and_none_twice_on_one_matter() -> None:
    many = tuple(line_down("We look.", NORTHGATE, number) for number in range(1, 30))
    promises = tuple(promise(number, "mend it", at("03-02"), date(2026, 3, 4), "broken") for number in range(1, 30))
    topics = [topic for topic, _ in asked(Facts(issues=many, commitments=promises))]
    assert len(topics) == len(set(topics)) == 7


def test_a_feeling_is_answered_by_the_figures() -> None:
    reported = at("03-02", "10:00")
    four = tuple(
        issue(
            n,
            f"Matter {n}",
            step(reported, Status.OPEN, "Broken.", "owner"),
            *([step(reported + timedelta(hours=n), Status.IN_PROGRESS, "On it.")] if n < 4 else []),
        )
        for n in (1, 2, 3, 4)
    )
    note = Note(at("03-06"), Verb.NOTE, "they never answer!", "<n@mail.example>")
    facts = Facts(issues=(*four[:3], replace(four[3], notes=(note,))))
    text = " ".join(render(compose(facts, OFFICE, WEEK)).text.split())
    assert "You wrote “they never answer!”: in 13 weeks they answered 3 of 4, the median after 2 h at work." in text
