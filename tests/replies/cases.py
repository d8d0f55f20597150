"""Turn the short form of `batch_*.yaml` into the rows that a reply is scored by."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml


def load(path: Path) -> list[dict[str, Any]]:
    """Every reply of a file as a row: id, now, timezone, language, from, agenda, reply, style, auto, commands."""
    owners = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [row for owner in owners for row in _rows(owner, path.stem)]


def _rows(group: dict[str, Any], stem: str) -> list[dict[str, Any]]:
    owner = group["owner"]
    agenda = [{"number": number, "title": title, "provider": provider} for number, title, provider in group["agenda"]]
    first = owner["address"].partition("@")[0]
    return [
        {
            "id": f"{stem}-{first}-{place:02}",
            "now": later[0] if later else owner["now"],
            "timezone": owner["zone"],
            "language": owner["language"],
            "from": f"{owner['name']} <{owner['address']}>",
            "agenda": agenda,
            "style": style,
            "auto": "auto" in later,
            "reply": words,
            "commands": [_order(*order) for order in orders],
        }
        for place, (style, words, orders, *later) in enumerate(group["replies"], 1)
    ]


def _order(command: str, target: list[int] | str, more: str | date | None = None) -> dict[str, Any]:
    if command in {"new", "decision"}:
        return {"command": command, "numbers": [], "about": None, "until": None, "text": target or more}
    numbers, about = (target, None) if isinstance(target, list) else ([], str(target) or None)
    day = str(more) if command == "snooze" else None
    return {"command": command, "numbers": numbers, "about": about, "until": day, "text": None if day else more}
