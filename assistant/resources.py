"""Where the rules and the templates lie, and how they are read. They are data that an owner's nephew may extend."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_PACKAGE = Path(__file__).parent


@cache
def folder(name: str) -> Path:
    """The folder `rules` or `templates`: inside an installed package, else at the top of the repository."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


@cache
def rules(name: str) -> Any:  # noqa: ANN401  YAML may hold anything; each room validates its own
    """The content of `rules/<name>.yaml`, read once. Do not change what it returns."""
    text = (folder("rules") / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  both are safe loaders
