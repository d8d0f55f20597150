"""What a letter settles without saying so in a sentence about the matter.

- A credit note answers the bill that was objected to: the provider calls it put right.
- An appointment under a matter's number, and under no other number, is the matter's appointment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache

from assistant.ledger.clues import figures
from assistant.ledger.matters import Matter, State
from assistant.ledger.words import stems
from assistant.resources import rules
from assistant.vocabulary import Entry, EventFinding, EventKind, Evidence, IssueFinding, Speaker, Status

_OURS = (Speaker.OWNER, Speaker.STAFF)
_VISITS = (EventKind.VISIT, EventKind.CHANGE, EventKind.MAINTENANCE)
_GAP = re.compile(r"(?<=[.!?])\s+|\n[ \t]*\n")  # between sentences
_LONGEST = 300  # characters of evidence


def implied(state: State, entry: Entry) -> tuple[Matter, IssueFinding] | None:
    """The matter that a letter without a word about any settles, and how it stands now."""
    if entry.findings.issues or entry.speaker in _OURS:
        return None
    return _credited(state, entry) or _appointed(state, entry)


def answered(matter: Matter | None, entry: Entry, finding: IssueFinding) -> IssueFinding:
    """The finding, as put right where the letter brings the credit note for a bill that was objected to."""
    settles = matter is not None and entry.speaker not in _OURS and _credit_note(entry) and _is_about_a_bill(matter)
    return replace(finding, status=Status.FIXED, course=()) if settles else finding


# --- a credit note ---


def _credited(state: State, entry: Entry) -> tuple[Matter, IssueFinding] | None:
    note = _credit_note(entry)
    matters = [m for m in _of_provider(state, entry.provider) if _is_about_a_bill(m)] if note else []
    matter = _closest(matters, stems(f"{entry.subject} {entry.text}"))
    if note is None or matter is None:
        return None
    return matter, _finding(matter, Status.FIXED, _sentence(entry) or note, entry)


def _credit_note(entry: Entry) -> Evidence | None:
    return next((bill.evidence for bill in entry.findings.invoices if bill.kind == "credit_note"), None)


def _of_provider(state: State, provider: str) -> Iterator[Matter]:
    """The matters of a provider that wait for an answer."""
    known = (state.matters.get(serial) for serial in sorted(state.by_provider.get(provider, ())))
    return (m for m in known if m and not m.dropped and m.issue.status not in (Status.FIXED, Status.RESOLVED))


def _is_about_a_bill(matter: Matter) -> bool:
    """Did our own people object to a bill? A bill that was passed on with an objection is named after it."""
    return any(
        finding.named or (finding.speaker in _OURS and stems(f"{finding.title} {finding.evidence.quote}") & _billing())
        for finding in matter.heard
    )


def _closest(matters: list[Matter], words: frozenset[str]) -> Matter | None:
    """The matter that shares most words; None where two share as many."""
    shared = sorted(((len(words & m.words.keys()), m.serial) for m in matters), reverse=True)
    if not shared or (len(shared) > 1 and shared[0][0] == shared[1][0]):
        return None
    return next(m for m in matters if m.serial == shared[0][1])


def _sentence(entry: Entry) -> Evidence | None:
    """The sentence of the letter that tells of the credit."""
    start = 0
    for end in (*(gap.start() for gap in _GAP.finditer(entry.text)), len(entry.text)):
        words = entry.text[start:end].strip()
        if len(words) <= _LONGEST and stems(words) & _crediting():
            return Evidence(start, end, words)
        start = end
    return None


# --- an appointment ---


def _appointed(state: State, entry: Entry) -> tuple[Matter, IssueFinding] | None:
    event = next((one for one in entry.findings.events if _is_visit(one, entry.at)), None)
    matter = _numbered(state, entry.subject) if event else None
    if event is None or matter is None:
        return None
    return matter, _finding(matter, Status.SCHEDULED, event.evidence, entry)


def _is_visit(event: EventFinding, at: datetime) -> bool:
    start = event.start
    ahead = start >= at if isinstance(start, datetime) else start >= at.date()
    return event.kind in _VISITS and ahead and not event.cancelled


def _numbered(state: State, subject: str) -> Matter | None:
    """The one matter whose numbers a subject bears; None where it bears another number too: that one's its own."""
    found = [state.by_ticket.get(number, set()) & state.matters.keys() for number in figures(subject)]
    if not found or not all(found) or len(set[int]().union(*found)) != 1:
        return None
    matter = state.matters[next(iter(found[0]))]
    return None if matter.dropped or matter.issue.status is Status.RESOLVED else matter


def _finding(matter: Matter, status: Status, evidence: Evidence, entry: Entry) -> IssueFinding:
    title, severity, speaker = matter.issue.title, matter.issue.severity, entry.speaker
    return IssueFinding(title, status, severity, evidence, speaker=speaker, reasons=("implied",))


@cache
def _billing() -> frozenset[str]:
    return _stems("billing")


@cache
def _crediting() -> frozenset[str]:
    return _stems("crediting")


def _stems(name: str) -> frozenset[str]:
    words: Iterable[str] = rules("linking")[name]
    return stems(" ".join(words))
