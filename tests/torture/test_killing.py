"""Killed at any commit and at any moment and started again, every letter is recorded once, every mail sent once."""

from __future__ import annotations

import os
import random

import pytest

from tests.torture.killing import Office, kill

ROUNDS = int(os.environ.get("DELEGATE_KILL_ROUNDS", "4"))


@pytest.mark.server
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_killed_at_commits_and_at_random_moments_nothing_is_lost_or_doubled(
    database, tmp_path, dovecot, smtp_server, request
):
    url = request.getfixturevalue("postgresql_url") if database == "postgresql" else ""
    office = Office.on(tmp_path, dovecot, smtp_server, url)
    outcome = kill(office, range(ROUNDS), random.Random(20260309))
    assert (outcome.lost, outcome.doubled) == (0, 0)
