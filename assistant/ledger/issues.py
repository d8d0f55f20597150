"""One finding of an issue: a new matter, or the next step in the life of a known one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from assistant.ledger.clues import Clue, clue
from assistant.ledger.course import standing
from assistant.ledger.gravity import severity_of
from assistant.ledger.implied import answered, implied
from assistant.ledger.linking import Link, link
from assistant.ledger.matters import Matter, State, thread_subject
from assistant.ledger.segments import segments
from assistant.ledger.title_hearing import names_it, said
from assistant.ledger.titles import hear
from assistant.ledger.words import plain_words, senses
from assistant.vocabulary import Change, Entry, Issue, IssueFinding, Speaker, Status

_UNSURE = 0.5


def record_issues(state: State, entry: Entry, numbers: Mapping[str, int]) -> tuple[int, ...]:
    """Record the issues of a letter; returns the serials of their matters."""
    found = entry.findings.issues
    clues = [clue(entry, finding, near, state.by_ticket) for finding, near in zip(found, segments(entry), strict=True)]
    matters = []
    for place, (what, known) in enumerate(zip(clues, link(state, clues), strict=True)):
        told = replace(what, finding=answered(known.matter, entry, what.finding))
        matter = _record(state, told, known, f"{entry.key}#{place}", numbers)
        remember(state, matter, entry, told)
        matters.append(matter)
    return tuple(matter.serial for matter in matters) or _record_implied(state, entry)


def _record_implied(state: State, entry: Entry) -> tuple[int, ...]:
    found = implied(state, entry)
    if found is None:
        return ()
    matter, finding = found
    matter.issue = step(matter.issue, entry, finding, f"{entry.key}#implied")
    matter.letters.add(entry.key)
    matter.people.add(entry.sender.address)
    state.index(matter)
    return (matter.serial,)


def _record(state: State, what: Clue, known: Link, anchor: str, numbers: Mapping[str, int]) -> Matter:
    if known.matter is None:
        return open_matter(state, new_issue(what.entry, what.finding, anchor, numbers))
    matter = known.matter
    matter.issue = step(matter.issue, what.entry, what.finding, anchor)
    if not known.sure:
        matter.issue = replace(matter.issue, confidence=min(matter.issue.confidence, _UNSURE))
    return matter


def open_matter(state: State, issue: Issue) -> Matter:
    state.serials += 1
    matter = Matter(serial=state.serials, issue=issue)
    state.matters[matter.serial] = matter
    return matter


def new_issue(entry: Entry, finding: IssueFinding, anchor: str, numbers: Mapping[str, int]) -> Issue:
    """The issue as its first letter gives it."""
    fresh = Issue(
        number=numbers.get(anchor, 0),
        provider=entry.provider,
        title=finding.title,
        status=Status.OPEN,
        severity=finding.severity,
        opened_at=entry.at,
        updated_at=entry.at,
        confidence=finding.confidence,
    )
    return step(fresh, entry, finding, anchor)


def step(issue: Issue, entry: Entry, finding: IssueFinding, anchor: str) -> Issue:
    """The issue after one more letter."""
    said = standing(finding, issue.status if issue.history else None)
    status = next_status(issue, said) if issue.history else said
    changed = not issue.history or status is not issue.status
    by = "owner" if finding.speaker in (Speaker.OWNER, Speaker.STAFF) else "provider"
    change = Change(entry.at, status, by, finding.evidence.quote, entry.message_id, entry.key)
    return replace(
        issue,
        provider=issue.provider or entry.provider,
        status=status,
        tickets=tuple(dict.fromkeys((*issue.tickets, *finding.tickets))),
        updated_at=max(issue.updated_at, entry.at),
        fixed_at=_fixed_at(issue, status, entry),
        resolved_at=issue.resolved_at if status is Status.RESOLVED else None,
        messages=tuple(dict.fromkeys((*issue.messages, entry.message_id))),
        history=(*issue.history, change) if changed else issue.history,
        keys=tuple(dict.fromkeys((*issue.keys, anchor))),
    )


def next_status(issue: Issue, said: Status) -> Status:
    """What the owner closed stays closed when the provider only repeats that it is fixed; anything else reopens it."""
    if issue.status is Status.RESOLVED and said is Status.FIXED:
        return Status.RESOLVED
    return said


def _fixed_at(issue: Issue, status: Status, entry: Entry) -> datetime | None:
    if status is Status.FIXED:
        return issue.fixed_at if issue.status is Status.FIXED and issue.fixed_at else entry.at
    return issue.fixed_at if status is Status.RESOLVED else None


def remember(state: State, matter: Matter, entry: Entry, what: Clue) -> None:
    """Keep what later letters will be recognised by, and what the matter may be called."""
    words = what.words | what.stems
    state.frequency.update(words - matter.words.keys())
    matter.words.update(Counter(words))
    matter.title_words |= senses(matter.issue.title)
    matter.letters.add(entry.key)
    matter.people.add(entry.sender.address)
    if subject := thread_subject(entry.subject):
        matter.subjects.add(subject)
    state.index(matter)
    matter.renamed = matter.renamed or names_it(what.finding)
    matter.heard.append(what.finding)
    about = thread_subject(entry.subject) if what.alone else ""
    matter.spoken |= dict.fromkeys(plain_words(f"{about} {what.near} {what.finding.evidence.quote}"))
    if what.alone:
        matter.around |= dict.fromkeys(plain_words(entry.text))
    if not matter.weighed:
        matter.issue = replace(matter.issue, severity=severity_of(matter.heard))
    hear(matter.naming, said(what), state.frequency, len(state.matters))
    if not matter.renamed:
        _name(state, matter)


def _name(state: State, matter: Matter) -> None:
    """Give the matter the best of its titles that no other matter bears at the same time."""

    def taken(title: str) -> bool:
        other = state.matters.get(state.by_title.get(title, matter.serial), matter)
        return other is not matter and other.issue.title == title and other.issue.updated_at >= matter.issue.opened_at

    title = matter.naming.title_beside(taken) or matter.issue.title
    matter.issue = replace(matter.issue, title=title)
    state.by_title[title] = matter.serial
