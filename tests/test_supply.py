"""What is installed is what was looked at: pinned, hashed, listed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ENTRY = re.compile(r"(?m)^([A-Za-z0-9._-]+)==([^\s;\\]+)((?:.*\\\n(?:\s+.*\n?)*)?)")


def test_every_package_is_pinned_with_its_hashes():
    entries = ENTRY.findall(LOCK)
    assert len(entries) > 40
    assert all("--hash=sha256:" in rest for _, _, rest in entries)
    assert "://" not in LOCK


def test_the_bill_of_materials_names_every_package_of_the_lock_with_version_licence_and_hashes():
    done = subprocess.run([sys.executable, "deploy/sbom.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    bill = json.loads(done.stdout)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    named = {(part["name"], part["version"]) for part in bill["components"]}
    assert named == {(name, version) for name, version, _ in ENTRY.findall(LOCK)}
    assert all(part["purl"] == f"pkg:pypi/{part['name']}@{part['version']}" for part in bill["components"])
    spacy = next(part for part in bill["components"] if part["name"] == "spacy")
    assert spacy["licenses"]
    assert spacy["hashes"]
