"""The long form of all torture, with its table: what was lost, what was doubled. All zeros is the aim.

The known hole of SMTP is counted apart: a line that is lost between the last byte of a mail and the server's answer, or
a program that is killed there; then the mail comes twice under the same Message-ID. `make torture` runs it all;
`make torture ARGS="killed --rounds 20"` a part. With `--write` the table goes into docs/reliability.md.
"""

from __future__ import annotations

import argparse
import logging
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.mailbox.torture import FAULTS, MAILS, read_through_faults, send_through_faults
from tests.servers.dovecot import Account, Dovecot, Options
from tests.servers.places import place
from tests.servers.postgresql import PostgreSql, binaries
from tests.servers.smtp import SmtpServer
from tests.torture.flood import flood
from tests.torture.killing import A_LEDGER, Office, kill
from tests.torture.outcomes import Outcome
from tests.torture.powering import compiler, cut, record
from tests.torture.weeks import live

PAGE = Path(__file__).parents[1] / "docs" / "reliability.md"
_TABLE = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- end -->)", re.DOTALL)
_HEAD = "| fault | rounds | lost | doubled | known hole |\n|---|---:|---:|---:|---:|\n"


@dataclass(slots=True)
class Servers:
    """The servers of one run, all on loopback."""

    stack: ExitStack
    dovecot: Dovecot
    smtp: SmtpServer
    numbers: Iterator[int]

    def account(self) -> Account:
        account = self.dovecot.account(f"torture{next(self.numbers)}")
        self.stack.callback(account.close)
        return account

    def folder(self) -> Path:
        return Path(self.stack.enter_context(tempfile.TemporaryDirectory()))

    def postgresql(self) -> PostgreSql | None:
        programs = binaries()
        if programs is None:
            return None
        server = PostgreSql(self.stack.enter_context(place("postgresql")), programs)
        server.create()
        server.start()
        self.stack.callback(server.stop)
        return server


Row = tuple[str, int, Outcome]


def killed(servers: Servers, rounds: int) -> Iterator[Row]:
    """At each commit in turn, and at random moments."""
    yield "killed, SQLite", rounds, _killed(servers, rounds, lambda: "")
    postgresql = servers.postgresql()
    if postgresql is not None:
        yield "killed, PostgreSQL", rounds, _killed(servers, rounds, postgresql.database)


def _killed(servers: Servers, rounds: int, new_url: Callable[[], str]) -> Outcome:
    total, dice = Outcome(), random.Random(rounds)
    for start in range(0, rounds, A_LEDGER):
        servers.smtp.post.taken.clear()
        office = Office.on(servers.folder(), servers.account(), servers.smtp, new_url())
        total.add(kill(office, range(start, min(start + A_LEDGER, rounds)), dice))
    return total


def power(servers: Servers, rounds: int) -> Iterator[Row]:
    """Unsynced writes dropped, kept or torn, at a random write."""
    if compiler() is not None:
        folder = servers.folder()
        yield "power cut, SQLite", rounds * 5, cut(record(folder, 60), folder, rounds * 5, random.Random(rounds))


def lines(servers: Servers, rounds: int) -> Iterator[Row]:
    """The line to IMAP and to SMTP."""
    for kind in FAULTS:
        total = Outcome()
        for seed in range(rounds // 4):
            total.add(read_through_faults(servers.dovecot, servers.account(), kind, random.Random(seed)))
        yield f"reading, {kind} ({MAILS} mails each)", rounds // 4, total
    for kind in FAULTS[:3]:
        total = Outcome()
        for seed in range(rounds // 4):
            total.add(send_through_faults(servers.smtp, kind, random.Random(seed)))
        yield f"sending, {kind} ({MAILS} mails each)", rounds // 4, total


def weeks(servers: Servers, rounds: int) -> Iterator[Row]:
    """Everything at random, week by week."""
    servers.smtp.post.taken.clear()
    number = max(1, rounds * 24 // 200)
    outcome = live(servers.folder(), servers.dovecot, servers.smtp, number, random.Random(rounds))
    yield "weeks of service, all faults at random", number, outcome


def many(servers: Servers, rounds: int) -> Iterator[Row]:
    """A flood, with one letter that cannot be read."""
    yield f"{rounds * 50:,} mails at once, one poisonous", 1, flood(servers.folder(), servers.account(), rounds * 50)


PARTS = {"killed": killed, "power": power, "lines": lines, "weeks": weeks, "many": many}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    rows = []
    with ExitStack() as stack:
        servers = _started(stack)
        for part in asked.parts or PARTS:
            for row in PARTS[part](servers, asked.rounds):
                rows.append(row)
                print(_line(*row), end="", flush=True)
    if asked.write:
        table = _HEAD + "".join(_line(*row) for row in rows)
        PAGE.write_text(_TABLE.sub(lambda _: table, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return int(any(outcome.lost or outcome.doubled for _, _, outcome in rows))


def _started(stack: ExitStack) -> Servers:
    dovecot, smtp = Dovecot(stack.enter_context(place("dovecot")), Options()), SmtpServer()
    dovecot.start()
    stack.callback(dovecot.stop)
    smtp.start()
    stack.callback(smtp.stop)
    return Servers(stack, dovecot, smtp, count(1))


def _line(name: str, rounds: int, outcome: Outcome) -> str:
    hole = outcome.known_hole or ""
    return f"| {name} | {rounds:,} | {outcome.lost} | {outcome.doubled} | {hole} |\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
