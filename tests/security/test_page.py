"""docs/security.md names a test for each threat; it is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
LINES = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| threat")]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[2:40])
def test_each_threat_has_its_test(line):
    (file, name), *others = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", line)
    assert others == []
    assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


def test_the_page_is_no_empty_promise():
    assert len(LINES) >= 30
