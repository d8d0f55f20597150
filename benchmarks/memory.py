"""Memory and time over years of mail in one process: Dovecot → ledger, round after round.

Prints, after each thousand letters, the resident memory, the seconds of the round, and how many of them the fold took.
The line is 1.2 times the memory after 2,000 letters. Run from the repository:
    .venv/bin/python -m benchmarks.memory [letters] [letters a round]
"""

from __future__ import annotations

import gc
import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from assistant.app import rounds
from assistant.config import Settings, parse
from assistant.mailbox.incoming import open_incoming
from assistant.mailbox.outgoing import open_outgoing
from benchmarks.letters import letters
from tests.servers.dovecot import PASSWORD, Dovecot, Options
from tests.servers.places import place

_FIRST = 2000
_NOW = datetime(2026, 3, 9, 7, 30, tzinfo=UTC)
_CONFIG = """\
owner: {{name: Anna Berg, addresses: [anna@bergdental.example], timezone: Europe/London}}
assistant: {{address: assistant@bergdental.example}}
mailbox: {{kind: imap, host: 127.0.0.1, port: {port}, security: none, username: anna, password: {password}}}
outgoing: {{kind: folder, path: outbox}}
"""


def main(wanted: int, a_round: int) -> int:
    logging.disable(logging.WARNING)
    with place("dovecot") as folder, tempfile.TemporaryDirectory() as home:
        server = Dovecot(folder, Options())
        server.start()
        try:
            path = Path(home) / "config.yaml"
            settings = parse(_CONFIG.format(port=server.port, password=PASSWORD), path)
            return _measure(server, settings, wanted, a_round)
        finally:
            server.stop()


def _measure(server: Dovecot, settings: Settings, wanted: int, a_round: int) -> int:
    supply, first, last, done = letters(wanted), 0.0, 0.0, 0
    outgoing = open_outgoing(settings.outgoing, settings.base)
    print(f"{'letters':>8}{'resident MB':>13}{'round s':>9}{'fold s':>8}", flush=True)
    with rounds.working_ledger(settings) as ledger, open_incoming(settings.mailbox, settings.base) as incoming:
        while batch := list(islice(supply, a_round)):
            _deliver(server, batch, done)
            done += len(batch)
            begin, folding = time.perf_counter(), _Timed(rounds.lay_down)
            rounds.lay_down = folding
            incoming.wait(10)
            found = rounds.one_round(ledger, settings, incoming, outgoing, _NOW)
            rounds.lay_down = folding.work
            assert found.filed == len(batch), found
            last = _resident()
            first = last if done <= _FIRST else first
            print(f"{done:>8,}{last:>13.0f}{time.perf_counter() - begin:>9.1f}{folding.seconds:>8.1f}", flush=True)
    print(f"resident memory at the end: {last / first:.2f} times that after {min(done, _FIRST):,} letters")
    return 0 if last <= 1.2 * first else 1


class _Timed:
    """A function with a watch."""

    def __init__(self, work: Callable[..., None]) -> None:
        self.work, self.seconds = work, 0.0

    def __call__(self, *arguments: object) -> None:
        begin = time.perf_counter()
        self.work(*arguments)
        self.seconds = time.perf_counter() - begin


def _deliver(server: Dovecot, batch: list[bytes], number: int) -> None:
    """Straight into the Maildir, as a delivery agent does."""
    account = server.account("anna")
    account.uids()  # makes the folder
    inbox = server.folder / "home" / "anna" / "Maildir" / "new"
    for place_in_line, raw in enumerate(batch, number):
        file = inbox / f"{1_700_000_000 + place_in_line}.M{place_in_line}.host"
        file.write_bytes(raw)
        file.chmod(0o644)
    assert len(account.uids()) == number + len(batch)  # Dovecot gives out the UIDs now
    account.close()


def _resident() -> float:
    """Megabytes, now."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    sys.exit(main(numbers[0] if numbers else 20_000, numbers[1] if len(numbers) > 1 else 1000))
