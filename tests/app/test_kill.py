"""Killed at any moment and started again, the program records every letter once and sends every mail once.

`DELEGATE_KILL_ROUNDS` sets how often it is killed.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from email import message_from_bytes

import pytest

from .offices import ASSISTANT, OWNER, command, mail, run, write_config

ROUNDS = int(os.environ.get("DELEGATE_KILL_ROUNDS", "4"))
REPLIES = range(0, ROUNDS, 2)  # it answers one address thirty times a day, and here it is always the same day


@pytest.mark.server
def test_killed_at_random_moments_nothing_is_lost_and_nothing_is_done_twice(tmp_path, dovecot, smtp_server):
    config = write_config(
        tmp_path,
        f"{{kind: imap, host: 127.0.0.1, port: {dovecot.port}, security: none, username: {dovecot.user},"
        f" password: {dovecot.password}, after: seen}}",
        f"{{kind: smtp, host: 127.0.0.1, port: {smtp_server.port}, security: none}}",
    )
    chance = random.Random(20260309)
    delivered = []
    for turn in range(ROUNDS):
        for letter in (f"printer {turn} jams", f"line {turn} is down"):
            dovecot.deliver(mail(letter, f"We are looking into it: {letter}.\n"))
        delivered += [f"printer {turn} jams", f"line {turn} is down"]
        if turn in REPLIES:
            dovecot.deliver(mail(f"reply {turn}", f"Decided: we buy lamp {turn}.\n", OWNER))
            delivered.append(f"reply {turn}")
        _kill(command(config, "run"), chance.uniform(0.9, 2.2))
    run(config, "run", "--once")
    _recorded_once(tmp_path / "assistant.db", delivered)
    _sent_once(smtp_server.post.taken)
    assert all(b"\\Seen" in flags for flags in dovecot.flags().values())


def _kill(words: list[str], after: float) -> None:
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()


def _recorded_once(database, delivered: list[str]) -> None:
    with sqlite3.connect(database) as connection:
        mails = connection.execute("SELECT message_id, state FROM mail").fetchall()
        entries = connection.execute("SELECT mail FROM entry").fetchall()
    assert len(mails) == len(entries) == len(delivered)
    assert len({message_id for message_id, _ in mails}) == len(delivered)
    assert {state for _, state in mails} == {"read"}
    assert len(set(entries)) == len(entries)


def _sent_once(taken) -> None:
    mails = [message_from_bytes(one.raw) for one in taken]
    answered = Counter(m["In-Reply-To"] for m in mails)
    assert answered.pop(None) == 1, "one agenda"
    assert answered == {f"<reply-{turn}@bergdental.example>": 1 for turn in REPLIES}
    assert {m["From"] for m in mails} == {f"Delegate <{ASSISTANT}>"}
