"""Sentences that rules/agenda.yaml can tell: of blame, of what costs nothing, of a feeling, of a call to come."""

from __future__ import annotations

import re
from functools import cache

from assistant.resources import rules


def says(kind: str, text: str) -> bool:
    """Whether `text` has words of that kind: "blame", "calls", "free" or "perception"."""
    return any(cue.search(text) for cue in _cues(kind))


@cache
def _cues(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(cue, re.IGNORECASE) for cue in rules("agenda")[kind]["any"])
