"""Needs you: what only the owner can do. Answers owed, promises to remind of, claims to confirm, bills to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import Any

from assistant.agenda.bills import bill_row, is_grave, redirect_row
from assistant.agenda.fitting import fitted, shorter
from assistant.agenda.jsonable import moment
from assistant.agenda.life import chases
from assistant.agenda.promises import is_call
from assistant.agenda.rows import issue_row, promise_row
from assistant.agenda.values import Group, Row, Section
from assistant.agenda.view import View, is_warned, limit
from assistant.agenda.wording import groups
from assistant.vocabulary import Commitment, Issue, Redirect, Speaker, Status


@dataclass(frozen=True, slots=True)
class NeedsYou:
    """`count` is how many rows there are in all, also those left out; `numbers` are the issues among them."""

    groups: tuple[Group, ...]
    count: int
    numbers: frozenset[int]
    note: str = ""  # what silence means, where something is said to be fixed
    redirects: tuple[Redirect, ...] = ()


def compose(view: View) -> Section:
    """The rows that wait for the owner, most pressing kind first."""
    say = view.voice.say
    waiting = [issue for issue in view.current if issue.status is Status.WAITING_ON_YOU]
    broken = [issue for issue in view.current if is_let_down(issue, view)]
    loose = [promise_row(promise, view) for promise in loose_ends(view)]
    warned = sorted((b for b in view.facts.invoices if is_warned(b, view.today)), key=lambda bill: not is_grave(bill))
    bills = [bill_row(bill, view) for bill in warned]
    moved = [redirect_row(one, view) for one in view.facts.redirects]
    shown = groups(
        (say("Money is to go to another account: call them first"), moved),
        (say("They wait for your answer"), _rows(waiting, view)),
        (say("Promised, and no sign of it"), [*_rows(broken, view), *loose]),
        (say("Bills that need a look"), bills),
        (say("Said to be fixed: is it?"), _rows(view.claimed, view)),
    )
    count = len(waiting) + len(broken) + len(loose) + len(bills) + len(moved) + len(view.claimed)
    numbers = frozenset(issue.number for issue in (*waiting, *broken, *view.claimed))
    body = NeedsYou(shown, count, numbers, _silence(view), view.facts.redirects) if shown else None
    return Section("needs_you", say("Needs you"), body)


def fit(body: NeedsYou, view: View) -> NeedsYou:
    """Each kind with its fair share; those that wait for an answer are first to be quoted."""
    first = fitted(body.groups, "needs_you", view)
    rows = iter(shorter([row for group in first for row in group.rows], view.most("asked"), view))
    return replace(body, groups=tuple(replace(group, rows=tuple(islice(rows, len(group.rows)))) for group in first))


def as_json(body: NeedsYou | None) -> dict[str, Any]:
    numbers, moved = (sorted(body.numbers), body.redirects) if body else ([], ())
    return {"needs_you": numbers, "redirects": [asdict(one) | {"at": moment(one.at)} for one in moved]}


def _silence(view: View) -> str:
    days = view.period.objection_days
    if not view.claimed or not days:
        return ""
    return view.voice.count(
        "Without a word from you, these count as closed after {n} day.",
        "Without a word from you, these count as closed after {n} days.",
        days,
    )


def is_let_down(issue: Issue, view: View) -> bool:
    """A promise on it was broken, and the owner has not reminded them since."""
    if issue.status is Status.WAITING_ON_YOU:
        return False
    promise = view.broken(issue)
    if promise is None or promise.due is None:
        return False
    return not any(view.voice.day_of(at) > promise.due for at in chases(issue))


def is_told_of(promise: Commitment, view: View) -> bool:
    """Whether the promise stands here already: as one that nobody keeps, by itself or in its issue's row."""
    if promise.issue is None:
        return promise in loose_ends(view)
    row = next((issue for issue in view.current if issue.number == promise.issue), None)
    return row is not None and is_let_down(row, view) and view.broken(row) == promise


def loose_ends(view: View) -> list[Commitment]:
    """Promises that belong to no issue and were broken in the last weeks, the newest first."""
    first = view.today - timedelta(limit("loose_days"))
    found = [
        promise
        for promise in view.facts.commitments
        if promise.issue is None and promise.state != "kept" and promise.by not in (Speaker.OWNER, Speaker.STAFF)
        if promise.due is not None and first <= promise.due < view.today and not is_call(promise)
    ]
    return sorted(found, key=lambda promise: (promise.due or view.today, promise.what), reverse=True)


def _rows(issues: Sequence[Issue], view: View) -> list[Row]:
    return [issue_row(issue, view) for issue in issues]
