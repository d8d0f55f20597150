"""The whole way, delivered in Dovecot → recorded in the ledger, beside what each part could do alone, in one run.

Prints letters per second of: the plain FETCH of the same letters, mail-parser alone, a blank spaCy pipeline with
sentences alone; this program with one process and with all cores; and, where `--helpdesk PYTHON` names an interpreter
that has django-helpdesk, its `get_email` on the same letters. Then the shares: of the slowest part's rate, and how many
times django-helpdesk's. Last, how long a letter takes from its delivery to the answer with IDLE.
    .venv/bin/python -m benchmarks.whole_way [letters] [--helpdesk PYTHON]
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import spacy
from imapclient import IMAPClient
from mailparser import MailParser

from assistant.app.backfill import Extent, backfill
from assistant.app.clock import system_clock
from assistant.app.rounds import run_once
from assistant.app.service import Stop, serve
from assistant.config import Settings, parse
from assistant.reading import read
from benchmarks.letters import letters
from tests.app.offices import OWNER, mail
from tests.servers.dovecot import PASSWORD, Dovecot, Options
from tests.servers.places import place, until
from tests.servers.smtp import SmtpServer
from tests.torture.outcomes import mails_in

_CONFIG = """\
owner: {{name: Anna Berg, addresses: [{owner}], timezone: Europe/London, trust: address}}
assistant: {{address: assistant@bergdental.example}}
mailbox: {{kind: imap, host: 127.0.0.1, port: {port}, security: none, username: {user}, password: {password}}}
outgoing: {{kind: smtp, host: 127.0.0.1, port: {smtp}, security: none}}
"""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("letters", nargs="?", type=int, default=1000)
    parser.add_argument("--helpdesk", metavar="PYTHON")
    asked = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    raws = list(letters(asked.letters))
    smtp = SmtpServer()
    smtp.start()
    with place("dovecot") as folder, tempfile.TemporaryDirectory() as home:
        server = Dovecot(folder, Options())
        server.start()
        try:
            return _compare(server, smtp, raws, Path(home), asked.helpdesk)
        finally:
            server.stop()
            smtp.stop()


@dataclass(frozen=True, slots=True)
class Rate:
    """Letters per second: of the clock on the wall, and of processor time, which a busy machine does not change."""

    wall: float
    processor: float

    def __str__(self) -> str:
        return f"{self.wall:9.0f} letters/s {self.processor:9.0f} a processor second"


def _compare(server: Dovecot, smtp: SmtpServer, raws: list[bytes], home: Path, helpdesk: str | None) -> int:
    deliver(server, "anna", raws)
    texts = [read(raw).text for raw in raws]
    parts = {
        "plain FETCH": _rate(len(raws), lambda: fetch(server, "anna")),
        "mail-parser alone": _rate(len(raws), lambda: [MailParser.from_bytes(raw).mail for raw in raws]),
        "spaCy alone (blank, sentences)": _rate(len(raws), lambda: _spacy(texts)),
    }
    one = _ours(server, smtp, home / "one", raws, lambda s: run_once(s, system_clock()))
    cores = _ours(server, smtp, home / "all", raws, _on_all_cores)
    for name, rate in {**parts, "this program, one process": one, "this program, all cores": cores}.items():
        print(f"{name:<32}{rate}", flush=True)
    slowest = min(parts, key=lambda name: parts[name].processor)
    share = cores.wall / parts[slowest].wall
    print(
        f"{share:.2f} of the slowest part ({slowest}); by processor time {one.processor / parts[slowest].processor:.2f}"
    )
    good = share >= 0.5
    if helpdesk:
        good = _beside(_helpdesk(server, helpdesk, home), len(raws), one, cores) and good
    print(f"delivered to answered with IDLE: {_latency(server, smtp, home / 'idle'):.2f} s (median of 5)")
    return 0 if good else 1


def _beside(theirs: dict[str, Any], count: int, one: Rate, cores: Rate) -> bool:
    rate = Rate(theirs["letters"] / theirs["seconds"], theirs["letters"] / theirs["processor"])
    died = f"; died of {theirs['died']}" if theirs["died"] else ""
    print(f"{'django-helpdesk get_email':<32}{rate}, {theirs['letters']} of {count} letters{died}")
    print(f"{cores.wall / rate.wall:.1f} times django-helpdesk; by processor time {one.processor / rate.processor:.1f}")
    return cores.wall >= 5 * rate.wall


def _rate(count: int, work: Callable[[], object]) -> Rate:
    begin, used = time.perf_counter(), _processor()
    work()
    return Rate(count / (time.perf_counter() - begin), count / max(0.001, _processor() - used))


def _processor() -> float:
    """Seconds of processor time, those of children that have ended too."""
    return sum(os.times()[:4])


def fetch(server: Dovecot, user: str) -> None:
    """All bodies, a hundred at a time."""
    client = IMAPClient("127.0.0.1", server.port, ssl=False)
    client.login(user, PASSWORD)
    client.select_folder("INBOX", readonly=True)
    uids = client.search("ALL")
    for start in range(0, len(uids), 100):
        client.fetch(uids[start : start + 100], ["BODY.PEEK[]"])
    client.logout()


def _spacy(texts: list[str]) -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    for document in pipeline.pipe(texts):
        list(document.sents)


def _on_all_cores(settings: Settings) -> None:
    backfill(settings, Extent(), system_clock(), lambda items, *_: items)


def _ours(server: Dovecot, smtp: SmtpServer, home: Path, raws: list[bytes], work: Callable[[Settings], object]) -> Rate:
    settings = _settings(server, smtp, home, "anna")
    rate = _rate(len(raws), lambda: work(settings))
    recorded = mails_in(f"sqlite:///{home / 'assistant.db'}")
    lost = len(raws) - sum(state in ("read", "copy") for _, state in recorded)
    assert lost == 0, f"{lost} letters are missing"
    return rate


def _settings(server: Dovecot, smtp: SmtpServer, home: Path, user: str) -> Settings:
    home.mkdir()
    text = _CONFIG.format(owner=OWNER, port=server.port, user=user, password=PASSWORD, smtp=smtp.port)
    return parse(text, home / "config.yaml")


def _helpdesk(server: Dovecot, python: str, home: Path) -> dict[str, Any]:
    script = Path(__file__).with_name("get_email.py")
    words = [python, str(script), str(server.port), "anna", PASSWORD, str(home)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=home)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def _latency(server: Dovecot, smtp: SmtpServer, home: Path) -> float:
    settings, stop = _settings(server, smtp, home, "idle"), Stop()
    account = server.account("idle")
    account.uids()
    thread = threading.Thread(target=serve, args=(settings, system_clock, stop))
    thread.start()
    time.sleep(3)
    found = [_answered(account, smtp, number) for number in range(5)]
    stop.given = True
    thread.join()
    account.close()
    return statistics.median(found)


def _answered(account: object, smtp: SmtpServer, number: int) -> float:
    wanted = f"<order-{number}@bergdental.example>"
    raw = mail(f"order {number}", f"Decided: we buy lamp {number}.\n", OWNER, date=format_datetime(system_clock()))
    begin = time.perf_counter()
    account.deliver(raw)  # type: ignore[attr-defined]
    answers = lambda: [m for m in smtp.post.taken if message_from_bytes(m.raw)["In-Reply-To"] == wanted]  # noqa: E731
    assert until(lambda: bool(answers()), 120)
    return time.perf_counter() - begin


def deliver(server: Dovecot, user: str, raws: list[bytes]) -> None:
    """Straight into the Maildir, as a delivery agent does."""
    account = server.account(user)
    account.uids()  # makes the folder
    inbox = server.folder / "home" / user / "Maildir" / "new"
    for number, raw in enumerate(raws):
        file = inbox / f"{1_700_000_000 + number}.M{number}.host"
        file.write_bytes(raw)
        file.chmod(0o644)
    assert len(account.uids()) == len(raws)  # Dovecot gives out the UIDs now
    account.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
