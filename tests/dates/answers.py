"""How the tests write down what was found: see the head of expressions.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.dates import Calendar, When


def shown(found: Sequence[When], calendar: Calendar) -> str:
    return " ; ".join(_shown(when, calendar) for when in found) or "none"


def _shown(when: When, calendar: Calendar) -> str:
    moments = [_moment(moment, when, calendar) for moment in (when.begins, when.ends) if moment is not None]
    return ("past " if when.past else "") + " / ".join(moments)


def _moment(moment, when: When, calendar: Calendar) -> str:
    if not isinstance(moment, datetime):
        return str(moment)
    office = moment.astimezone(calendar.now.tzinfo)
    if when.zone_named and moment.utcoffset() != office.utcoffset():
        return moment.isoformat(timespec="minutes")
    return office.replace(tzinfo=None).isoformat(timespec="minutes")
