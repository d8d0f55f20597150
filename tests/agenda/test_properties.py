"""Whatever the letters say, the mail keeps its form."""

from __future__ import annotations

import json
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.agenda import as_json, compose, render
from assistant.vocabulary import EventKind, Facts, Issue, Severity, Status, Unread

from .agenda_factories import MONDAY, NORTHGATE, OFFICE, VANTAGE, WEEK, event, issue, promise, step

words = st.text(min_size=1, max_size=300).filter(lambda text: bool(text.strip()))
odd = st.sampled_from(["<i>&amp;", "\ud800", "\u202eevil", "{n}{0}%s", "a" * 400, "٣ numbers", "\x00\x07", "12  Row"])
texts = words | odd
moments = st.integers(0, 60 * 24 * 200).map(lambda minutes: MONDAY - timedelta(minutes=minutes))
firms = st.sampled_from([NORTHGATE, VANTAGE, "Ünïcode & Söhne <GmbH>"])


@st.composite
def issues(draw: st.DrawFn, number: int) -> Issue:
    times = sorted(draw(st.lists(moments, min_size=1, max_size=5, unique=True)))
    speakers = st.sampled_from(["provider", "owner", "assistant"])
    history = [step(at, draw(st.sampled_from(Status)), draw(texts), draw(speakers)) for at in times]
    return issue(number, draw(texts), *history, provider=draw(firms), severity=draw(st.sampled_from(Severity)),
                 confidence=draw(st.floats(0, 1)))  # fmt: skip


@st.composite
def all_facts(draw: st.DrawFn) -> Facts:
    lives = tuple(draw(issues(number)) for number in range(1, draw(st.integers(0, 6)) + 1))
    days = st.integers(-60, 60).map(lambda days: date(2026, 3, 9) + timedelta(days=days))
    states = st.sampled_from(["open", "kept", "broken"])
    promises = tuple(
        promise(draw(st.none() | st.integers(1, 6)), draw(texts), draw(moments), draw(st.none() | days), draw(states))
        for _ in range(draw(st.integers(0, 4)))
    )
    starts = days | st.integers(-900, 9000).map(lambda hours: MONDAY + timedelta(hours=hours))
    events = tuple(
        event(draw(st.sampled_from(EventKind)), draw(texts), draw(starts), evidence=draw(texts))
        for _ in range(draw(st.integers(0, 4)))
    )
    unread = tuple(Unread(draw(moments), draw(texts), draw(texts), draw(texts), "<u@x>") for _ in range(2))
    return Facts(issues=lives, commitments=promises, events=events, unread=unread)


@settings(max_examples=25, deadline=None)
@given(all_facts())
def test_any_facts_make_a_mail_of_the_right_form(facts: Facts) -> None:
    agenda = compose(facts, OFFICE, WEEK)
    mail = render(agenda)
    assert max(map(len, mail.text.splitlines())) <= 78
    assert len(mail.html.encode()) < 100_000
    assert "\n" not in mail.subject
    assert "<i>" not in mail.html
    assert "\u202e" not in mail.html + mail.text
    assert json.dumps(as_json(agenda))
    assert render(compose(facts, OFFICE, WEEK)) == mail


@settings(max_examples=25, deadline=None)
@given(all_facts())
def test_every_open_issue_is_told_once_in_full(facts: Facts) -> None:
    agenda = compose(facts, OFFICE, WEEK)
    above, below = agenda.section("needs_you").body, agenda.section("challenges").body
    rows = [row for group in getattr(above, "groups", ()) for row in group.rows] + list(getattr(below, "rows", ()))
    numbers = [row.number for row in rows if row.number is not None]
    expected = {one.number for one in facts.issues if one.status is not Status.RESOLVED}
    assert sorted(numbers) == sorted(expected)
