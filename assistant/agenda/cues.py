"""Sentences that rules/agenda.yaml can tell: of what costs nothing, of a feeling, of a call to come, of leaving."""

from __future__ import annotations

import re
from functools import cache

from assistant.resources import rules


def says(kind: str, text: str) -> bool:
    """Whether `text` has words of that kind: "calls", "exit", "free", "not_met" or "perception"."""
    return _cue(kind).search(text) is not None


@cache
def _cue(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(rules("agenda")[kind]["any"]), re.IGNORECASE)
