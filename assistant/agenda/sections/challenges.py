"""Current challenges: what is wrong now and does not wait for the owner, worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.agenda.jsonable import issue_json
from assistant.agenda.life import URGENT
from assistant.agenda.rows import issue_row
from assistant.agenda.sections.needs_you import is_let_down
from assistant.agenda.values import Row, Section
from assistant.agenda.view import View, limit, room
from assistant.vocabulary import Issue, Status


@dataclass(frozen=True, slots=True)
class Challenges:
    """`issues` are all that are open; `rows` those shown in full; `rest` counts what is left out, by provider."""

    issues: tuple[Issue, ...]
    rows: tuple[Row, ...]
    rest: tuple[str, ...]
    above: str  # how many of the open ones stand under "Needs you" already
    aside: str  # what the owner put off, and until when


def compose(view: View) -> Section:
    """The open issues that do not stand under "Needs you" already."""
    others = [issue for issue in view.current if not _stands_above(issue, view)]
    above = len(view.current) - len(others)
    most = room("challenges", len(others))
    body = None
    if view.current or view.aside:
        rows = tuple(issue_row(issue, view) for issue in others[:most])
        if most < len(others):  # there is too much to read as it is
            rows = tuple(replace(row, quote=None) for row in rows)
        body = Challenges(view.current, rows, _rest(others[most:], view), _above(above, view), _aside(view))
    return Section("challenges", view.voice.say("Current challenges"), body)


def as_json(body: Challenges | None) -> dict[str, Any]:
    return {"challenges": [issue_json(issue) for issue in body.issues] if body else []}


def _stands_above(issue: Issue, view: View) -> bool:
    return issue.status is Status.WAITING_ON_YOU or is_let_down(issue, view)


def _above(n: int, view: View) -> str:
    if not n:
        return ""
    return view.voice.count(
        "Under “Needs you”: {n} more that is open.", "Under “Needs you”: {n} more that are open.", n
    )


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


def _rest(issues: Sequence[Issue], view: View) -> tuple[str, ...]:
    """ "Northgate IT: 70 more, 12 of them urgent", the longest list first."""
    counts = Counter(issue.provider for issue in issues)
    urgent = Counter(issue.provider for issue in issues if issue.severity in URGENT)
    return tuple(
        _counted(provider, n, urgent[provider], view)
        for provider, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _counted(provider: str, n: int, urgent: int, view: View) -> str:
    text = view.voice.count("{provider}: {n} more", "{provider}: {n} more", n, provider=provider)
    if urgent:
        text += ", " + view.voice.count("{n} of them urgent", "{n} of them urgent", urgent)
    return text
