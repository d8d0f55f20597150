"""What a finding offers to be recognised by."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from assistant.ledger.matters import thread_subject, ticket_key, ticket_keys
from assistant.ledger.words import names, senses, stems
from assistant.vocabulary import Entry, IssueFinding

_TOKEN = re.compile(r"[^\W_](?:[^\W_]|[-–/_.](?=[^\W_]))*")
_FIGURES = 3  # of a word that may be somebody's number for something


@dataclass(frozen=True, slots=True)
class Clue:
    """A finding with its words and numbers."""

    entry: Entry
    finding: IssueFinding
    title: frozenset[str]
    words: frozenset[str]  # by their senses
    stems: frozenset[str]  # the same as written
    around: frozenset[str]  # what else the letter says, when all of it is about this
    tickets: frozenset[str]
    names: frozenset[str]  # in its title
    alone: bool  # the letter's only finding: all of the letter is about it
    near: str = ""  # the part of the letter that speaks of it


def clue(entry: Entry, finding: IssueFinding, near: str, known: Container[str] = ()) -> Clue:
    """The words and numbers of a finding, and of the part of the letter `near` it.

    A letter that speaks of one thing lends it its subject, and all else that it says counts a little. A number that
    is a `known` ticket is one wherever it stands and whatever its shape.
    """
    alone = len(entry.findings.issues) == 1
    subject = entry.subject if alone else ""
    told = f"{finding.title} {near} {finding.evidence.quote} {thread_subject(subject)}"
    words = senses(told)
    return Clue(
        entry=entry,
        finding=finding,
        title=senses(finding.title),
        words=words,
        stems=stems(told),
        around=senses(entry.text) - words if alone else frozenset(),
        tickets=ticket_keys(finding.tickets).union(
            number for number in figures(f"{subject} {near} {finding.evidence.quote}") if number in known
        ),
        names=names(finding.title),
        alone=alone,
        near=near,
    )


def figures(text: str) -> tuple[str, ...]:
    """What may be somebody's number for something, as tickets are compared."""
    tokens = (part for token in _TOKEN.findall(text) for part in dict.fromkeys((token, *token.split("/"))))
    return tuple(ticket_key(token) for token in tokens if sum(c.isdigit() for c in token) >= _FIGURES)
