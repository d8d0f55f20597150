"""The bill of materials of what `requirements.lock` installs, as CycloneDX 1.5 (cyclonedx.org): `make sbom`.

Names, versions and hashes are the lock's; licences and summaries are what the installed packages say of themselves.
"""

from __future__ import annotations

import json
import re
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
_ENTRY = re.compile(r"(?m)^([A-Za-z0-9._-]+)==([^\s;\\]+)((?:.*\\\n(?:\s+.*\n?)*)?)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_CLASSIFIER = "License :: OSI Approved :: "


def bill(lock: str) -> dict[str, Any]:
    """The bill of materials for a lock."""
    parts = [_component(name, version, rest) for name, version, rest in _ENTRY.findall(lock)]
    ours = {"type": "application", "name": "delegate-assistant", "version": metadata.version("delegate-assistant")}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": ours},
        "components": parts,
    }


def _component(name: str, version: str, rest: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "library",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in _HASH.findall(rest)],
    }
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:  # for another system or another Python
        return found
    return {**found, "description": about["Summary"] or "", "licenses": [{"license": {"name": _licence(about)}}]}


def _licence(about: Any) -> str:  # noqa: ANN401  importlib's message, whose class is private
    """As the package says it: an SPDX expression, a classifier, or the first line of its own words."""
    classified = [one.removeprefix(_CLASSIFIER) for one in about.get_all("Classifier", []) if _CLASSIFIER in one]
    own = (about["License"] or "").strip().splitlines()
    return about["License-Expression"] or " and ".join(classified) or (own[0] if own else "not said")


if __name__ == "__main__":
    json.dump(bill((ROOT / "requirements.lock").read_text(encoding="utf-8")), sys.stdout, indent=1)
    sys.stdout.write("\n")
