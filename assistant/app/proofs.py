"""What "show 12" brings: a page of its letters with the sentences marked that it rests on, and the newest letter."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.agenda import Period
from assistant.agenda.reports import proof
from assistant.app.letters import letters_at_hand
from assistant.app.replying import Desk
from assistant.mailbox.compose import Enclosure
from assistant.vocabulary import Issue


def proofs_of(issue: Issue, desk: Desk) -> Iterator[Enclosure]:
    """The files that prove it."""
    end = desk.now.astimezone(desk.settings.zone)
    letters = letters_at_hand(issue.messages, desk.ledger)
    page = proof(issue, desk.facts, desk.settings.office, Period(start=issue.opened_at, end=end), letters)
    yield Enclosure(f"{issue.number}.html", "text/html", page.encode())
    raw = desk.ledger.raw(issue.history[-1].message_id)
    if raw is not None:
        yield Enclosure(f"{issue.number}.eml", "application/octet-stream", raw)
