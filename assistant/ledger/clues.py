"""What a finding offers to be recognised by."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.ledger.matters import thread_subject, ticket_key
from assistant.ledger.words import names, stems
from assistant.vocabulary import Entry, IssueFinding


@dataclass(frozen=True, slots=True)
class Clue:
    """A finding with its words and numbers."""

    entry: Entry
    finding: IssueFinding
    title: frozenset[str]
    words: frozenset[str]
    around: frozenset[str]  # what else the letter says, when all of it is about this
    tickets: frozenset[str]
    names: frozenset[str]  # in its title
    alone: bool  # the letter's only finding: all of the letter is about it
    near: str = ""  # the part of the letter that speaks of it


def clue(entry: Entry, finding: IssueFinding, near: str) -> Clue:
    """The words and numbers of a finding, and of the part of the letter `near` it.

    A letter that speaks of one thing lends it its subject, and all else that it says counts a little.
    """
    alone = len(entry.findings.issues) == 1
    title = stems(finding.title)
    words = title | stems(f"{near} {finding.evidence.quote}")
    return Clue(
        entry=entry,
        finding=finding,
        title=title,
        words=words | (stems(thread_subject(entry.subject)) if alone else frozenset()),
        around=stems(entry.text) - words if alone else frozenset(),
        tickets=frozenset(map(ticket_key, finding.tickets)),
        names=names(finding.title),
        alone=alone,
        near=near,
    )
