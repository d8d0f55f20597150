"""docs/security.md and docs/reliability.md name a test for each threat and each bad week; it is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = {name: (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in ("security", "reliability")}
NAMED = [found for page in PAGES.values() for found in re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", page)]
THREATS = [line for line in PAGES["security"].splitlines() if line.startswith("| ") and not line.startswith("| threat")]


@pytest.mark.parametrize(("file", "name"), NAMED, ids=lambda word: word[-40:])
def test_each_test_that_is_named_is_there(file, name):
    assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


def test_each_threat_names_one():
    assert len(THREATS) >= 30
    assert [line for line in THREATS if line.count("::test_") != 1] == []
