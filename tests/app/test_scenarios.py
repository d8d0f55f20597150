"""Whole weeks of an office's mail: what was read can be read again with the same result, byte for byte.

The weeks lie beside the repository; where they are absent, the tests skip.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from .offices import run

SCENARIOS = Path(__file__).parents[3] / "shared" / "scenarios"
LATER = "2027-01-04T07:30:00+00:00"
FOLDERS = sorted(path.parent for path in SCENARIOS.glob("*/scenario.yaml"))


@pytest.mark.skipif(not FOLDERS, reason="no scenarios beside the repository")
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_reread_leaves_the_issues_byte_for_byte_the_same(folder, tmp_path):
    settings = yaml.safe_load((folder / "scenario.yaml").read_text())
    settings = {key: settings[key] for key in ("owner", "assistant", "providers")}
    settings |= {"mailbox": {"kind": "folder", "path": "mails"}, "outgoing": {"kind": "folder", "path": "outbox"}}
    config = tmp_path / "config.yaml"
    config.write_text(yaml.safe_dump(settings, allow_unicode=True))
    mails = sorted((folder / "mails").glob("*.eml"))
    (tmp_path / "mails").mkdir()
    for part in (mails[: len(mails) // 2], mails[len(mails) // 2 :]):
        for mail in part:
            shutil.copy(mail, tmp_path / "mails")
        run(config, "run", "--once", now=LATER)
    before = run(config, "issues", "--json", now=LATER)
    assert len(before) > 1000
    run(config, "reread", now=LATER)
    assert run(config, "issues", "--json", now=LATER) == before
