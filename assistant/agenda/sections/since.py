"""Since last time: what is new, fixed, closed or back again, what came of the week's promises, what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from assistant.agenda.fitting import fitted
from assistant.agenda.jsonable import issue_json
from assistant.agenda.life import MENDED, mended_at, returns, steps_in
from assistant.agenda.rows import outcome, short_row
from assistant.agenda.sections.needs_you import is_told_of
from assistant.agenda.values import Group, Row, Section
from assistant.agenda.view import View, limit
from assistant.agenda.wording import groups, listed, sentence
from assistant.vocabulary import Commitment, Issue, Speaker, Status


@dataclass(frozen=True, slots=True)
class Since:
    """`issues` are all that changed; `lines` name those that stand above by their numbers, `groups` tell the rest."""

    issues: tuple[Issue, ...]
    lines: tuple[str, ...]
    groups: tuple[Group, ...]
    fixed: int  # how many were mended and are so now


def compose(view: View) -> Section:
    """Everything that changed after the agenda before."""
    changed = tuple(issue for issue in view.facts.issues if has_changed(issue, view))
    say, fixed = view.voice.say, [issue for issue in changed if _was_mended(issue, view)]
    shown = groups(
        (say("Closed"), [short_row(i) for i in fixed if i.status is Status.RESOLVED]),
        (say("Promised for these days"), _promised(view)),
        (say("Decided"), _decided(view)),
    )
    lines = tuple(_above(changed, fixed, view))
    body = Since(changed, lines, shown, len(fixed)) if lines or shown or changed else None
    return Section("since", say("Since last time"), body, quiet=not (lines or shown))


def fit(body: Since, view: View) -> Since:
    """Each kind of news with its fair share."""
    return replace(body, groups=fitted(body.groups, "since", view))


def as_json(body: Since | None) -> dict[str, Any]:
    return {"previous": [issue_json(issue) for issue in body.issues] if body else []}


def _above(changed: Iterable[Issue], fixed: Iterable[Issue], view: View) -> Iterator[str]:
    """What stands in full or by its number above already."""
    say = view.voice.say
    if back := [issue.number for issue in changed if _came_back(issue, view)]:
        yield say("Came back: {numbers}", numbers=listed(back))
    if new := [issue.number for issue in changed if _is_new(issue, view)]:
        yield say("New: {numbers}", numbers=listed(new))
    if claimed := [issue.number for issue in fixed if issue.status is Status.FIXED]:
        yield say("Said to be fixed: {numbers}", numbers=listed(claimed))


def has_changed(issue: Issue, view: View) -> bool:
    """Whether anything was said or done about it after the agenda before."""
    start, end = view.period.start, view.period.end
    if issue.updated_at <= start:
        return False
    return bool(steps_in(issue, start, end)) or start < issue.opened_at <= end


def _was_mended(issue: Issue, view: View) -> bool:
    at = mended_at(issue)
    if issue.status is Status.RESOLVED and issue.resolved_at is not None:
        at = issue.resolved_at
    return at is not None and view.period.start < at <= view.period.end


def _came_back(issue: Issue, view: View) -> bool:
    if issue.status in MENDED:
        return False
    return any(view.period.start < back.at <= view.period.end for _, back in returns(issue))


def _is_new(issue: Issue, view: View) -> bool:
    return view.period.start < issue.opened_at <= view.period.end and issue.status not in MENDED


def _promised(view: View) -> list[Row]:
    """The providers' promises whose day fell into the period, with what came of them, but for those told above."""
    first, last = view.voice.day_of(view.period.start), view.today
    due = [p for p in view.facts.commitments if p.due is not None and first <= p.due < last]
    theirs = [promise for promise in due if promise.by not in (Speaker.OWNER, Speaker.STAFF)]
    return [_outcome(promise, view) for promise in theirs if not is_told_of(promise, view)]


def _outcome(promise: Commitment, view: View) -> Row:
    day = view.voice.day(promise.due) if promise.due else ""
    return Row(
        title=sentence(promise.what, limit("title")),
        number=promise.issue,
        provider=promise.provider,
        badges=(outcome(promise, view),),
        meta=day if promise.issue is not None else f"{promise.provider} · {day}",
    )


def _decided(view: View) -> list[Row]:
    return [
        Row(title=sentence(decision.text, limit("quote")), meta=view.voice.day(decision.at))
        for decision in view.facts.decisions
        if view.period.start < decision.at <= view.period.end
    ]
