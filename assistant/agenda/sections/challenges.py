"""Current challenges: what is wrong now and does not wait for the owner, worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.agenda.fitting import fitting, shorter
from assistant.agenda.jsonable import issue_json
from assistant.agenda.life import URGENT
from assistant.agenda.rows import issue_row
from assistant.agenda.sections.needs_you import is_let_down
from assistant.agenda.values import Row, Section
from assistant.agenda.view import View, limit
from assistant.agenda.wording import left_out, listed
from assistant.vocabulary import Issue, Status


@dataclass(frozen=True, slots=True)
class Challenges:
    """`issues` are all that are open; `rows` those shown in full; `rest` tells what is left out."""

    issues: tuple[Issue, ...]
    rows: tuple[Row, ...]
    rest: str
    aside: str  # what the owner put off, and until when


def compose(view: View) -> Section:
    """The open issues that do not stand under "Needs you" already."""
    others = [issue for issue in view.current if not _stands_above(issue, view)]
    rows = tuple(issue_row(issue, view) for issue in others)
    body = Challenges(view.current, rows, "", _aside(view))
    told = bool(rows or body.aside)
    return Section("challenges", view.voice.say("Current challenges"), body if told or view.current else None, not told)


def fit(body: Challenges, view: View) -> Challenges:
    """The worst in full, the rest by number."""
    most = fitting(len(body.rows), view.most("challenges"))
    rows, rest = shorter(body.rows[:most], view.most("quotes"), view), body.rows[most:]
    return replace(body, rows=rows, rest=_rest([row.issue for row in rest if row.issue is not None], view))


def as_json(body: Challenges | None) -> dict[str, Any]:
    return {"challenges": [issue_json(issue) for issue in body.issues] if body else []}


def _stands_above(issue: Issue, view: View) -> bool:
    return issue.status is Status.WAITING_ON_YOU or is_let_down(issue, view)


def _aside(view: View) -> str:
    """ "Set aside by you: 12 until 20 Mar, 14 until 1 Apr", the first few of them."""
    if not view.aside:
        return ""
    days = (
        view.voice.say("{n} until {day}", n=issue.number, day=view.voice.short_day(issue.snoozed_until))
        for issue in view.aside[: limit("aside")]
        if issue.snoozed_until is not None
    )
    return view.voice.say("Set aside by you: {issues}", issues=", ".join(days))


def _rest(issues: Sequence[Issue], view: View) -> str:
    """ "and 12 more, 2 of them urgent: 14, 19, 23…"."""
    if not issues:
        return ""
    text, urgent = left_out(len(issues), view), sum(issue.severity in URGENT for issue in issues)
    if urgent:
        text += ", " + view.voice.count("{n} of them urgent", "{n} of them urgent", urgent)
    return f"{text}: {listed([issue.number for issue in issues])}"
