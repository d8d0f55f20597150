"""The agenda as values: who stands where, and what --json promises."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from inscriptis import get_text

from assistant.agenda import Agenda, as_json, compose, render
from assistant.vocabulary import EventKind, Facts, Flag, Status

from .agenda_factories import (
    MONDAY,
    OFFICE,
    WEEK,
    at,
    bill,
    blind,
    chased,
    event,
    first_week,
    issue,
    step,
    usual_week,
)

CONTRACT_KEYS = {"at", "period", "challenges", "previous", "ahead", "money", "providers", "unread"}


@pytest.fixture(name="agenda")
def _agenda() -> Agenda:
    return compose(usual_week(), OFFICE, blind(WEEK))


def test_the_subject_says_it_all(agenda: Agenda) -> None:
    assert agenda.subject == "IT this week: 4 need you, 2 urgent, 2 fixed"


def test_json_has_every_key_of_the_contract_even_when_nothing_happened() -> None:
    found = as_json(compose(Facts(), OFFICE, WEEK))
    assert set(found) >= CONTRACT_KEYS
    assert [found[key] for key in ("challenges", "previous", "ahead", "providers", "unread")] == [[]] * 5


def test_json_is_plain_json(agenda: Agenda) -> None:
    assert json.loads(json.dumps(as_json(agenda)))["at"] == "2026-03-09T07:30:00+00:00"


def test_challenges_are_all_open_issues_worst_first(agenda: Agenda) -> None:
    assert [one["number"] for one in as_json(agenda)["challenges"]] == [13, 7, 9, 12, 14]


def test_previous_are_the_issues_that_changed_since_the_agenda_before(agenda: Agenda) -> None:
    assert {one["number"] for one in as_json(agenda)["previous"]} == {7, 11, 12, 14, 15}


def test_a_snoozed_issue_is_left_out_until_its_day() -> None:
    one = issue(3, "Old scanner", step(at("03-03"), Status.OPEN, "It squeaks."), snoozed_until=date(2026, 3, 10))
    early = as_json(compose(Facts(issues=(one,)), OFFICE, WEEK))
    later = as_json(compose(Facts(issues=(one,)), OFFICE, replace(WEEK, end=MONDAY.replace(day=10))))
    assert [len(found["challenges"]) for found in (early, later)] == [0, 1]
    assert "Set aside by you: 3 until 10 Mar" in render(compose(Facts(issues=(one,)), OFFICE, WEEK)).text


def test_a_broken_promise_needs_the_owner_until_they_are_reminded() -> None:
    facts = usual_week()
    assert 9 in as_json(compose(facts, OFFICE, WEEK))["needs_you"]
    switch = next(one for one in facts.issues if one.number == 9)
    reminded = replace(switch, notes=(chased(9, at("03-08")),))
    issues = tuple(reminded if one.number == 9 else one for one in facts.issues)
    assert 9 not in as_json(compose(replace(facts, issues=issues), OFFICE, WEEK))["needs_you"]


def test_an_overdue_bill_needs_the_owner_for_two_weeks_and_is_then_only_listed() -> None:
    overdue = Flag("overdue", "It was due.")
    fresh = bill("A-1", "10.00", date(2026, 2, 3), overdue)  # due on 5 March
    stale = bill("A-2", "10.00", date(2026, 1, 10), overdue)  # due on 9 February
    agenda = compose(Facts(invoices=(fresh, stale)), OFFICE, WEEK)
    assert [row.title for group in agenda.section("needs_you").body.groups for row in group.rows] == [
        "Northgate IT: A-1"
    ]
    assert [one["number"] for one in as_json(agenda)["money"]["due"]] == ["A-2"]


def test_a_warning_about_a_bill_is_not_repeated_for_ever() -> None:
    copy = Flag("duplicate", "The same bill came before.")
    fresh, stale = bill("A-1", "10.00", date(2026, 2, 3), copy), bill("A-2", "10.00", date(2025, 11, 10), copy)
    found = compose(Facts(invoices=(fresh, stale)), OFFICE, WEEK).section("needs_you").body
    assert [row.title for group in found.groups for row in group.rows] == ["Northgate IT: A-1"]


def test_json_has_all_that_is_ahead_and_the_mail_the_next_weeks_of_it() -> None:
    near = event(EventKind.MAINTENANCE, "Near work", at("03-20", "22:00"))
    far = event(EventKind.MAINTENANCE, "Far work", at("06-20", "22:00"))
    over = event(EventKind.MAINTENANCE, "Past work", at("03-01", "22:00"))
    off = event(EventKind.MAINTENANCE, "Cancelled work", at("03-21", "22:00"), state="cancelled")
    agenda = compose(Facts(events=(far, near, over, off)), OFFICE, WEEK)
    assert [one["title"] for one in as_json(agenda)["ahead"]] == ["Near work", "Far work"]
    text = render(agenda).text
    assert ("Near work" in text, "Far work" in text) == (True, False)


def test_the_same_facts_give_the_same_bytes() -> None:
    mails = {render(compose(usual_week(), OFFICE, WEEK), "a@b.example") for _ in range(3)}
    assert len(mails) == 1


def test_the_plain_text_keeps_to_78_columns(agenda: Agenda) -> None:
    assert max(map(len, render(agenda).text.splitlines())) <= 78


def test_one_tap_opens_a_mail_with_the_number_the_order_and_the_secret(agenda: Agenda) -> None:
    html = render(agenda, "assistant+x@bergdental.example", "agenda.20260309.k3j9").html
    links = [urlsplit(unescape(link)) for link in re.findall(r'href="(mailto:[^"]+)"', html)]
    asked = {parse_qs(link.query)["body"][0]: parse_qs(link.query)["subject"][0] for link in links}
    assert {link.path for link in links} == {"assistant+x@bergdental.example"}
    assert asked["11 still broken"] == "Re: 11 VPN drops when working from… [agenda.20260309.k3j9]"
    assert {"12 works", "9 chase", "paid NG-2603", "report Northgate IT"} <= set(asked)


def test_words_of_a_letter_cannot_become_markup() -> None:
    nasty = issue(1, "<script>alert(1)</script>", step(at("03-03"), Status.OPEN, "<img src=x onerror=alert(1)> {n} %s"))
    html = render(compose(Facts(issues=(nasty,)), OFFICE, WEEK)).html
    assert "<script" not in html
    assert "<img" not in html
    assert "{n} %s" in html


def test_in_a_quoted_mail_only_the_rows_look_like_rows() -> None:
    """A reply's reader takes "  12  Words" for a row; a number at the head of any other line would be one too."""
    facts = usual_week()
    numbers = {one.number for one in facts.issues}
    mail = render(compose(facts, OFFICE, blind(WEEK)))
    for text in (mail.text, get_text(mail.html)):
        heads = re.findall(r"^[>\s|*•-]*(\d+)(?:[.):] |[ |])[ |]*(?=[^\W\d_]|['\"„«(])", text, re.MULTILINE)
        assert {7, 9, 11, 12, 13, 14, 15} == {int(head) for head in heads}
        assert {int(head) for head in heads} <= numbers


def test_the_owner_is_told_what_silence_means_where_something_is_said_to_be_fixed() -> None:
    told = render(compose(usual_week(), OFFICE, replace(WEEK, objection_days=14))).text
    assert "Without a word from you, these count as closed after 14 days." in told
    assert "count as closed" not in render(compose(first_week(), OFFICE, replace(WEEK, objection_days=14))).text
