"""What a torture came to: letters and mails that are missing, and those that are there twice."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from email import message_from_bytes

from tests.servers.smtp import Taken


@dataclass(slots=True)
class Outcome:
    """`known_hole`: mails that came twice under the same Message-ID, as SMTP cannot rule out when a line is lost."""

    lost: int = 0
    doubled: int = 0
    known_hole: int = 0

    def add(self, other: Outcome) -> None:
        self.lost += other.lost
        self.doubled += other.doubled
        self.known_hole += other.known_hole


def recorded(rows: Iterable[tuple[str, str]], delivered: Iterable[str]) -> Outcome:
    """Compare (Message-ID, state) of what is in the ledger with the Message-IDs of what was delivered."""
    found = list(rows)
    kept, wanted = Counter(message_id for message_id, _ in found), Counter(delivered)
    unread = sum(state not in ("read", "copy") for _, state in found)
    return Outcome(sum((wanted - kept).values()) + unread, sum((kept - wanted).values()))


def sent(taken: Iterable[Taken], wanted: Iterable[str]) -> Outcome:
    """Compare what the SMTP server took with what should have been sent: "agenda", or the Message-ID answered."""
    mails = [message_from_bytes(one.raw) for one in taken]
    purpose_of = {str(m["Message-ID"]): str(m["In-Reply-To"] or "agenda") for m in mails}
    purposes, due = Counter(purpose_of.values()), Counter(wanted)
    again = len(mails) - len(purpose_of)
    return Outcome(sum((due - purposes).values()), sum((purposes - due).values()), again)


def mails_in(url: str) -> list[tuple[str, str]]:
    """(Message-ID, state) of every mail in a ledger, seen without the program."""
    question = "SELECT message_id, state FROM mail"
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            return connection.execute(question).fetchall()
    import psycopg

    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        return connection.execute(question).fetchall()
