"""No regular expression of the program, of its rules least of all, takes for ever on any string made to hurt it.

The whole way of such strings, as letters of 20,000 characters, is walked by `python -m benchmarks.hostile`.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.security.pumping import hostile

PIECE = 2_000  # characters: longer than any line, sentence or title that a pattern is asked about
SECONDS = 2.0  # of processor time; a pattern that is linear takes a thousandth of it, one that explodes never ends
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def patterns() -> list[tuple[str, int]]:
    words = [sys.executable, "-m", "tests.security.patterns"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    return [(pattern, flags) for pattern, flags in json.loads(done.stdout)]


def test_every_pattern_of_the_program_and_its_rules_is_seen(patterns):
    assert len(patterns) > 400
    assert any("rechnung" in pattern for pattern, _ in patterns)


def test_no_pattern_explodes_on_a_string_made_from_itself(patterns):
    slow = [
        (pattern[:100], text[:40])
        for pattern, flags in patterns
        for text in set(hostile(pattern, flags, PIECE))
        if takes_long(re.compile(pattern, flags), text)
    ]
    assert slow == []


class LateError(Exception):
    pass


def takes_long(pattern: re.Pattern[str], text: str) -> bool:
    """More than `SECONDS` of processor time; it is not waited for the end, which may never come."""

    def ring(*_: object) -> None:
        raise LateError

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        pattern.search(text)
    except LateError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return False


def test_the_strings_do_hurt_a_pattern_that_can_be_hurt():
    texts = set(hostile(r"x(a|aa)+y", 0, 24))
    assert any(text.startswith("xaaaa") for text in texts)
    begin = time.process_time()
    for text in texts:
        re.compile(r"x(a+)+y").search(text)
    assert time.process_time() - begin > 0.01
