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
    """Compare what the SMTP server took with what should have been sent: "agenda.DAY", or the Message-ID answered."""
    purposes: dict[str, str] = {}
    copies = 0
    for one in taken:
        head = message_from_bytes(one.raw)
        copies += head["Message-ID"] in purposes
        purposes[head["Message-ID"]] = str(head["In-Reply-To"] or _named(head["Message-ID"]))
    found, due = Counter(purposes.values()), Counter(wanted)
    again = sum(n - max(1, due[purpose]) for purpose, n in found.items() if n > 1)
    early = sum(purpose.startswith("agenda.") and purpose not in due for purpose in found)
    return Outcome(sum((due - found).values()), again + early, copies)


def _named(message_id: str) -> str:
    """What our own Message-IDs begin with: "agenda.20260309"."""
    return ".".join(message_id.strip("<").split(".")[:2])


def mails_in(url: str) -> list[tuple[str, str]]:
    """(Message-ID, state) of every mail in a ledger, seen without the program."""
    question = "SELECT message_id, state FROM mail"
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            return connection.execute(question).fetchall()
    import psycopg

    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        return connection.execute(question).fetchall()
