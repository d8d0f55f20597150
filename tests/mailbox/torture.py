"""Random bad luck for the mailbox, and what must hold after it: no mail lost, none recorded or moved twice.

The short form is a test; the long one is `make torture`.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.mailbox.errors import Deferred, MailboxError
from assistant.mailbox.incoming import open_incoming
from assistant.mailbox.outgoing import open_outgoing
from assistant.mailbox.settings import ImapSettings, SmtpSettings
from tests.servers.fault_proxy import FaultProxy
from tests.torture.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.mailbox.incoming import Arrived
    from tests.servers.dovecot import Account, Dovecot
    from tests.servers.smtp import SmtpServer

FAULTS = ("cut", "truncated", "silent", "stopped")
MAILS = 8


@dataclass(slots=True)
class Luck:
    """How a line misbehaves: one kind of fault, at random moments, for a while."""

    kind: str
    dice: random.Random
    misfortunes: int = 3  # how often it strikes before the line is good again

    def __call__(self, data: bytes) -> bytes | None:
        if not self.misfortunes or self.dice.random() > 0.15:
            return data
        self.misfortunes -= 1
        if self.kind == "truncated":
            return data[: self.dice.randrange(len(data))] or None
        return {"cut": None, "silent": b"", "stopped": None}.get(self.kind, data)


@dataclass(slots=True)
class Records:
    """A ledger's part in it: what is recorded is known from then on, and settled some time later."""

    mails: list[Arrived] = field(default_factory=list)
    unsettled: list[Arrived] = field(default_factory=list)

    def known(self, mailbox: str, uidvalidity: int) -> set[str]:
        return {m.uid for m in self.mails if (m.mailbox, m.uidvalidity) == (mailbox, uidvalidity)}


def mail(number: int, dice: random.Random) -> bytes:
    return b"Subject: %d\r\n\r\n" % number + b"line\r\n" * dice.randrange(1, 4000)


def read_through_faults(server: Dovecot, account: Account, kind: str, dice: random.Random) -> Outcome:
    """Deliver, read and move all mails over a line that misbehaves; then compare with what was delivered."""
    sent = [mail(number, dice) for number in range(MAILS)]
    for raw in sent:
        account.deliver(raw)
    proxy = FaultProxy(account.port)
    proxy.from_server = Luck(kind, dice)
    records = Records()
    given = {"host": account.host, "port": proxy.port, "security": "none", "username": account.user, "after": "move"}
    settings = ImapSettings.model_validate({**given, "password": account.password, "timeout": 0.3})
    try:
        _until_done(lambda: _read_round(settings, records, dice), lambda: _misfortune(server, kind, dice))
    finally:
        proxy.close()
    account.close()
    found = Counter(m.raw for m in records.mails)
    moved = Counter(account.bodies("Filed"))
    doubled = sum((found - Counter(sent)).values()) + sum((moved - Counter(sent)).values())
    return Outcome(lost=sum((Counter(sent) - found).values()) + len(account.uids()), doubled=doubled)


def _read_round(settings: ImapSettings, records: Records, dice: random.Random) -> bool:
    """A program that may end at any moment: with a fault, or on its own account."""
    with open_incoming(settings, Path()) as incoming:
        for arrived in incoming.new(records.known):
            records.mails.append(arrived)
            records.unsettled.append(arrived)
            if dice.random() < 0.05:
                return False
        while records.unsettled:
            incoming.settle(records.unsettled[0])
            records.unsettled.pop(0)
    return True


def _misfortune(server: Dovecot, kind: str, dice: random.Random) -> None:
    if kind == "stopped" and dice.random() < 0.3:
        server.stop()
        server.start()


def send_through_faults(server: SmtpServer, kind: str, dice: random.Random) -> Outcome:
    """Send all mails over a line that misbehaves, each until it is taken; then compare with what arrived."""
    server.post.taken.clear()
    proxy = FaultProxy(server.port)
    proxy.from_server = Luck(kind, dice)
    settings = SmtpSettings.model_validate(
        {"host": server.host, "port": proxy.port, "security": "none", "timeout": 0.3}
    )
    outgoing = open_outgoing(settings, Path())
    sent = [mail(number, dice) for number in range(MAILS)]
    holes = 0
    try:
        for raw in sent:
            for _ in range(40):
                try:
                    outgoing.send(raw, "assistant@bergdental.example", ["anna@bergdental.example"])
                except Deferred as error:
                    holes += error.maybe_sent
                else:
                    break
    finally:
        proxy.close()
    arrived = Counter(taken.raw for taken in server.post.taken)
    doubled = sum((arrived - Counter(sent)).values())
    return Outcome(sum((Counter(sent) - arrived).values()), max(0, doubled - holes), min(doubled, holes))


def _until_done(round_once: Callable[[], bool], between: Callable[[], None]) -> None:
    for _ in range(60):
        try:
            if round_once():
                return
        except MailboxError:
            between()
    raise AssertionError("it never came to an end")
