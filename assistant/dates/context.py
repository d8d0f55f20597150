"""What the rest of a sentence adds: an hour that stands apart belongs to the day that the sentence names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from assistant.dates.values import When

_SENTENCE_ENDS = re.compile(r"[.!?]\s+[^\W\d_a-z]|\n\s*\n")


def with_days(whens: Sequence[When], text: str) -> tuple[When, ...]:
    """The same expressions, the hours without a day moved to the day named before them (or else behind)."""
    made = list(whens)
    for place, when in enumerate(made):
        if when.has_hour and not when.day_named:
            giver = _giver(made, place, text)
            made[place] = _moved(when, giver.day) if giver else when
    return tuple(made)


def _giver(whens: Sequence[When], place: int, text: str) -> When | None:
    here = whens[place]
    for other in (*reversed(whens[:place]), *whens[place + 1 :]):
        between = text[other.end : here.start] if other.start < here.start else text[here.end : other.start]
        if _SENTENCE_ENDS.search(between):
            continue
        if other.day_named and not other.past and other.kind in {"day", "deadline", "window"}:
            return other
    return None


def _moved(when: When, day: date) -> When:
    """On that day, at the same hours of the clock."""
    if not isinstance(when.begins, datetime):
        return when
    step = timedelta(days=(day - when.begins.date()).days)
    ends = when.ends + step if isinstance(when.ends, datetime) else when.ends
    return replace(when, begins=when.begins + step, ends=ends, day_named=True)
