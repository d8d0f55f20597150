"""A power cut for SQLite: what was written and not yet synced is lost, or not, or half; what was claimed must be there.

A process works on a ledger and writes down what it was told is done; powercut.c notes every write and sync beneath it.
Then the file is put together as the disk may have been at any moment: synced writes whole, the others each by chance,
some of them torn at a sector. Making and removing a file is taken to be at once, as journalling file systems do.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from assistant.ledger.copying import damage_of
from assistant.ledger.store import Ledger, LedgerError
from tests.torture.outcomes import Outcome

_HEAD = struct.Struct("<BQQI")
_SECTOR = 512
_CLAIMS = "claims"
_WORK = """
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from assistant.ledger.store import Ledger, Mail, Post

NOW = datetime(2026, 3, 9, tzinfo=UTC)
folder, count = Path(sys.argv[1]), int(sys.argv[2])
ledger = Ledger(f"sqlite:///{folder / 'assistant.db'}")
with (folder / "claims").open("w", buffering=1) as claims:
    for n in range(count):
        raw = b"letter %d\\n" % n * (1 + n * 37 % 900)
        digest = sha256(raw).hexdigest()
        identity = {"mailbox": "m", "uidvalidity": 1, "uid": str(n), "message_id": f"<{n}@x>", "sha256": digest}
        ledger.file(Mail(**identity, raw=raw, filed_at=NOW))
        print("mail", n, file=claims)
        ledger.post(Post(f"answer:{n}", f"<a{n}@x>", "a@x.example", ("b@x.example",), raw), NOW)
        for waiting in ledger.due(NOW):
            ledger.sent(waiting.place, NOW)
        print("sent", n, file=claims)
"""


@dataclass(slots=True)
class Step:
    """One thing done to a file: (w)rite, (t)runcate, (s)ync, (u)nlink."""

    op: str
    path: str
    offset: int
    data: bytes


@dataclass(slots=True)
class Disk:
    """What is safe of each file, and what is on its way."""

    safe: dict[str, bytearray] = field(default_factory=dict)
    pending: dict[str, list[Step]] = field(default_factory=dict)

    def take(self, step: Step) -> None:
        if step.op == "u":
            self.safe.pop(step.path, None)
            self.pending.pop(step.path, None)
        elif step.op == "s":
            for one in self.pending.pop(step.path, []):
                _put(self.safe.setdefault(step.path, bytearray()), one)
        else:
            self.safe.setdefault(step.path, bytearray())
            self.pending.setdefault(step.path, []).append(step)

    def after_a_cut(self, dice: random.Random) -> dict[str, bytes]:
        """Each file as it may be when the power comes back."""
        found = {path: bytearray(content) for path, content in self.safe.items()}
        for path, steps in self.pending.items():
            for step in steps:
                if dice.random() < 0.5:
                    _put(found[path], _torn(step, dice))
        return {path: bytes(content) for path, content in found.items()}


def compiler() -> str | None:
    return shutil.which("cc") or shutil.which("gcc")


def record(folder: Path, count: int) -> list[Step]:
    """What the work does to the files of `folder / "work"`."""
    work, log, library = folder / "work", folder / "log", folder / "powercut.so"
    work.mkdir()
    source = Path(__file__).with_name("powercut.c")
    subprocess.run([compiler(), "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    around = {**os.environ, "LD_PRELOAD": str(library), "POWER_DIR": str(work), "POWER_LOG": str(log)}
    subprocess.run([sys.executable, "-c", _WORK, str(work), str(count)], check=True, env=around)
    return list(_steps(log.read_bytes()))


def cut(steps: list[Step], folder: Path, rounds: int, dice: random.Random) -> Outcome:
    """So many times the power goes at some step; then the ledger is opened and asked for all that was claimed."""
    total = Outcome()
    moments = sorted(dice.randrange(len(steps)) for _ in range(rounds))
    disk, done = Disk(), 0
    for moment in moments:
        for step in steps[done:moment]:
            disk.take(step)
        done = max(done, moment)
        total.add(_judged(disk, folder, dice))
    return total


def _judged(disk: Disk, folder: Path, dice: random.Random) -> Outcome:
    place = folder / "after"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    claims: list[str] = []
    for path, content in disk.after_a_cut(dice).items():
        if Path(path).name == _CLAIMS:  # the world outside, which forgets nothing
            claims = _all_of(disk, path)
        else:
            (place / Path(path).name).write_bytes(content)
    database = place / "assistant.db"
    try:
        Ledger(f"sqlite:///{database}").close()  # brings up to date what was cut short
    except LedgerError:
        return Outcome(lost=1 + len(claims))
    return Outcome(lost=len(damage_of(database)) + _missing(database, claims))


def _all_of(disk: Disk, path: str) -> list[str]:
    content = bytearray(disk.safe[path])
    for step in disk.pending.get(path, []):
        _put(content, step)
    return content.decode().splitlines()


def _missing(database: Path, claims: list[str]) -> int:
    with closing(sqlite3.connect(database)) as connection:
        mails = {f"mail {uid}" for (uid,) in connection.execute("SELECT uid FROM mail")}
        posts = connection.execute("SELECT purpose FROM outgoing WHERE state = 'sent'")
        return len(set(claims) - mails - {f"sent {purpose.partition(':')[2]}" for (purpose,) in posts})


def _put(content: bytearray, step: Step) -> None:
    if step.op == "t":
        del content[step.offset :]
        content.extend(bytes(step.offset - len(content)))
        return
    end = step.offset + len(step.data)
    content.extend(bytes(max(0, end - len(content))))
    content[step.offset : end] = step.data


def _torn(step: Step, dice: random.Random) -> Step:
    """Now and then only the first sectors of a write reach the disk."""
    if step.op != "w" or dice.random() < 0.7:
        return step
    return Step("w", step.path, step.offset, step.data[: dice.randrange(len(step.data) // _SECTOR + 1) * _SECTOR])


def _steps(log: bytes) -> Iterator[Step]:
    at = 0
    while at < len(log):
        op, offset, length, path = _HEAD.unpack_from(log, at)
        at += _HEAD.size
        name = log[at : at + path].decode()
        at += path
        size = length if chr(op) == "w" else 0
        yield Step(chr(op), name, offset, log[at : at + size])
        at += size
