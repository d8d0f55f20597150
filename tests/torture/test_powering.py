"""Whatever was said to be done is there after a power cut, and the ledger is sound."""

from __future__ import annotations

import random

import pytest

from tests.servers.places import missing
from tests.torture.powering import compiler, cut, record


@pytest.mark.server
def test_after_a_power_cut_at_any_moment_nothing_that_was_claimed_is_missing(tmp_path):
    if compiler() is None:
        missing("a C compiler")
    steps = record(tmp_path, 12)
    assert {step.op for step in steps} >= {"w", "s"}
    outcome = cut(steps, tmp_path, 25, random.Random(7))
    assert outcome.lost == 0


@pytest.mark.server
def test_the_cut_itself_is_real(tmp_path):
    """With the syncs taken out of the record, the same check finds that letters are gone."""
    if compiler() is None:
        missing("a C compiler")
    steps = [step for step in record(tmp_path, 12) if step.op != "s"]
    assert cut(steps, tmp_path, 25, random.Random(7)).lost > 0
