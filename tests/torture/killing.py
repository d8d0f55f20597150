"""Killed at every commit and at random moments, then started again: what is recorded, what was sent?"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path

from tests.app.offices import OWNER, command, mail, write_config
from tests.servers.dovecot import Account
from tests.servers.smtp import SmtpServer
from tests.torture.outcomes import Outcome, mails_in, recorded, sent

A_LEDGER = 20  # rounds with one ledger; then a new one, so that each start stays short
_names = count(1)


@dataclass(slots=True)
class Office:
    """One configuration on real servers, and what was delivered to it."""

    config: Path
    account: Account
    smtp: SmtpServer
    url: str
    delivered: list[str] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)

    @classmethod
    def on(cls, folder: Path, account: Account, smtp: SmtpServer, url: str = "") -> Office:
        mailbox = (
            f"{{kind: imap, host: 127.0.0.1, port: {account.port}, security: none, username: {account.user},"
            f" password: {account.password}, after: seen}}"
        )
        config = write_config(folder, mailbox, f"{{kind: smtp, host: 127.0.0.1, port: {smtp.port}, security: none}}")
        url = url or f"sqlite:///{folder / 'assistant.db'}"
        config.write_text(config.read_text().replace("sqlite:///assistant.db", url))
        return cls(config, account, smtp, url)

    def deliver(self, turn: int) -> None:
        """Two letters of a provider, and every other time an order of the owner's."""
        for name in (f"printer {turn} jams", f"line {turn} is down"):
            self._put(name, f"We are looking into it: {name}.\n", "desk@northgate-it.example")
        if turn % 2 == 0:
            self._put(f"reply {turn}", f"Decided: we buy lamp {turn}.\n", OWNER)
            self.replies.append(self.delivered[-1])

    def _put(self, name: str, words: str, sender: str) -> None:
        self.account.deliver(mail(name, words, sender))
        self.delivered.append(f"<{name.replace(' ', '-')}@{sender.partition('@')[2]}>")

    def finish(self) -> Outcome:
        """Two rounds in peace, then the account of it."""
        for _ in range(2):
            subprocess.run(command(self.config, "run", "--once"), check=True, stderr=subprocess.DEVNULL)
        outcome = recorded(mails_in(self.url), self.delivered)
        outcome.add(sent(self.smtp.post.taken, ["agenda.20260309", *self.replies]))
        unmarked = sum(rb"\Seen" not in flags for flags in self.account.flags().values())
        return Outcome(outcome.lost + unmarked, outcome.doubled, outcome.known_hole)


def kill(office: Office, rounds: range, dice: random.Random) -> Outcome:
    """So many times mail comes, and the program is killed: at the next commit in turn, or after a random time."""
    points = islice(count(1 + rounds.start), len(rounds))
    for turn, point in zip(rounds, points, strict=True):
        office.deliver(turn % A_LEDGER)
        if turn % 2:
            _after(command(office.config, "run"), dice.uniform(0.9, 2.2))
        else:
            _at_commit(1 + (point // 2) % 60, command(office.config, "run", "--once"))
    return office.finish()


def _after(words: list[str], seconds: float) -> None:
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()


def _at_commit(point: int, words: list[str]) -> None:
    """`words` are those of `python -m assistant …`."""
    victim = [sys.executable, "-m", "tests.torture.victim", str(point), *words[3:]]
    done = subprocess.run(victim, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    assert done.returncode in (-signal.SIGKILL, 0), done.stderr.decode()
