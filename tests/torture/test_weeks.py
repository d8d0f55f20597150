"""Weeks in which much goes wrong: every agenda is sent once, in its week, and no letter and no answer is missing."""

from __future__ import annotations

import os
import random

import pytest

from tests.torture.weeks import live

WEEKS = int(os.environ.get("DELEGATE_WEEKS", "1"))


@pytest.mark.server
def test_every_week_has_its_agenda_and_every_reply_its_answer(tmp_path, dovecot_server, smtp_server):
    outcome = live(tmp_path, dovecot_server, smtp_server, WEEKS, random.Random(20261012))
    assert (outcome.lost, outcome.doubled) == (0, 0), (tmp_path / "log").read_text()[-4000:]
