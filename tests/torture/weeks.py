"""Weeks of service in minutes: lines break, servers stop, disks fill, the clock jumps, the program is killed.

At several moments of each week the program runs for a few seconds while something is wrong; on Sunday evening all is
well again. Then each week must have its agenda, each reply its answer, each letter its place, once.
"""

from __future__ import annotations

import random
import re
import resource
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.app.offices import OWNER, command, mail, write_config
from tests.mailbox.torture import Luck
from tests.servers.dovecot import Account, Dovecot
from tests.servers.fault_proxy import FaultProxy
from tests.servers.smtp import SmtpServer
from tests.torture.outcomes import Outcome, mails_in, recorded, sent

LONDON = ZoneInfo("Europe/London")
BEGIN = datetime(2026, 10, 12, 7, 30, tzinfo=LONDON)  # 24 weeks from here cross both changes of the clock
_WEEK = timedelta(days=7)
_SECONDS = 1.5, 3.5  # that the program runs while something is wrong
_SIGNALS = (signal.SIGKILL, signal.SIGTERM)


@dataclass(slots=True)
class Life:
    """One office on real servers, reached over lines that break."""

    folder: Path
    server: Dovecot
    account: Account
    smtp: SmtpServer
    dice: random.Random
    imap_line: FaultProxy
    smtp_line: FaultProxy
    config: Path = Path()
    delivered: list[str] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        account = f"username: {self.account.user}, password: {self.account.password}, timeout: 1"
        self.config = write_config(
            self.folder,
            f"{{kind: imap, host: 127.0.0.1, port: {self.imap_line.port}, security: none, {account}, after: move}}",
            f"{{kind: smtp, host: 127.0.0.1, port: {self.smtp_line.port}, security: none, timeout: 1}}",
        )

    def week(self, monday: datetime) -> None:
        """The week that begins with the agenda's hour on that Monday."""
        hours = sorted([self.dice.uniform(0, 5), *(self.dice.uniform(6, 150) for _ in range(4))])
        for hour in hours:
            now = monday + timedelta(hours=hour)
            self._letters(now)
            with self._fault():
                self._run(now)
            if self.dice.random() < 0.2:  # the clock is set back
                self._run(now - timedelta(hours=self.dice.uniform(0, 3)))
        self.peace(monday + timedelta(days=6, hours=12))

    def peace(self, now: datetime) -> None:
        """All works: two rounds, the second for what waits for another try."""
        for later in (timedelta(), timedelta(hours=5)):
            words = command(self.config, "run", "--once", now=(now + later).isoformat())
            done = subprocess.run(words, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr

    def _letters(self, now: datetime) -> None:
        for _ in range(self.dice.randrange(3)):
            self._put(f"printer {len(self.delivered)} jams", "desk@northgate-it.example", now)
        if self.dice.random() < 0.3:
            self._put(f"reply {len(self.delivered)}", OWNER, now)
            self.replies.append(self.delivered[-1])

    def _put(self, name: str, sender: str, now: datetime) -> None:
        words = f"Decided: we buy lamp {name[6:]}.\n" if sender == OWNER else f"We are looking into it: {name}.\n"
        self.account.deliver(mail(name, words, sender, date=format_datetime(now)))
        self.account.close()  # the server may be stopped before the next one
        self.delivered.append(f"<{name.replace(' ', '-')}@{sender.partition('@')[2]}>")

    def _run(self, now: datetime) -> None:
        """The service, for a few seconds; it ends as told, or not at all as told."""
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(command(self.config, "run", now=now.isoformat()), stderr=log)
            self._fill_disk(process)
            time.sleep(self.dice.uniform(*_SECONDS))
            process.send_signal(self.dice.choice(_SIGNALS))
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _fill_disk(self, process: subprocess.Popen[bytes]) -> None:
        """Now and then there is no room for one letter more."""
        database = self.folder / "assistant.db"
        if self.dice.random() < 0.1 and database.exists():
            size = database.stat().st_size + 4096
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size, size))

    @contextmanager
    def _fault(self) -> Iterator[None]:
        """Something is wrong within, or nothing."""
        kind = self.dice.choice(["cut", "truncated", "silent", "stopped", "deferred", "dropped", "locked", ""])
        post = self.smtp.post
        if kind in ("cut", "truncated", "silent"):
            line = self.dice.choice([self.imap_line, self.smtp_line])
            line.from_server = Luck(kind, self.dice, 5)
        elif kind == "stopped":
            self.server.stop()
        elif kind == "deferred":
            post.answers["DATA"] = "451 try later"
        elif kind == "dropped":
            post.after_data = "drop"
        try:
            with self._locked() if kind == "locked" else nullcontext():
                yield
        finally:
            self.imap_line.from_server = self.smtp_line.from_server = bytes
            post.answers.clear()
            post.after_data = ""
            if kind == "stopped":
                self.server.start()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Another program holds the database."""
        with closing(sqlite3.connect(self.folder / "assistant.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield

    def outcome(self, weeks: int) -> Outcome:
        total = recorded(mails_in(f"sqlite:///{self.folder / 'assistant.db'}"), self.delivered)
        mondays = [BEGIN + _WEEK * n for n in range(weeks)]
        total.add(sent(self.smtp.post.taken, [*(f"agenda.{day:%Y%m%d}" for day in mondays), *self.replies]))
        total.add(Outcome(lost=len(self.account.uids()) + _outside_their_week(self.smtp)))
        return total


def _outside_their_week(smtp: SmtpServer) -> int:
    """Agendas that say that they were written before their hour, or a week after it or later."""
    wrong = 0
    for one in smtp.post.taken:
        head = message_from_bytes(one.raw)
        named = re.match(r"<agenda\.(\d{8})\.", str(head["Message-ID"]))
        if named:
            due = datetime.strptime(named[1], "%Y%m%d").replace(hour=7, minute=30, tzinfo=LONDON)
            wrong += not due <= parsedate_to_datetime(str(head["Date"])) < due + _WEEK
    return wrong


def live(folder: Path, server: Dovecot, smtp: SmtpServer, weeks: int, dice: random.Random) -> Outcome:
    """So many weeks of service."""
    account = server.account(f"weeks{weeks}")
    imap_line, smtp_line = FaultProxy(account.port), FaultProxy(smtp.port)
    life = Life(folder, server, account, smtp, dice, imap_line, smtp_line)
    try:
        life.peace(BEGIN - timedelta(days=4))
        for n in range(weeks):
            life.week(BEGIN + _WEEK * n)
        return life.outcome(weeks)
    finally:
        account.close()
        imap_line.close()
        smtp_line.close()
