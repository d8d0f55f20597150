"""The one day that a promise or a snooze names."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.dates import reckon
from assistant.dates.find import find_dates
from assistant.dates.relative import LONGEST, stepped
from assistant.dates.tokens import tokens
from assistant.dates.values import Calendar, When
from assistant.dates.words import count_of

GAP = 200  # characters between two days of one promise
# a new step of the same promise, and no clause hanging on what came before ("why nobody told you on Friday")
_AND_THEN = re.compile(
    r"(?<!\w)(?:and|then|und|dann|et|puis|en|dan|y|luego)(?!\w)(?!.*(?<!\w)(?:why|how|what|who|warum|wie|pourquoi|comment"
    r"|waarom|hoe|por qué|cómo)(?!\w))",
    re.IGNORECASE | re.DOTALL,
)


def due(text: str, calendar: Calendar) -> date | None:
    """The day by which: "by Friday", "end of next week" (its Friday), "within two working days"; None without one."""
    ahead = [when for when in find_dates(text, calendar) if not when.past and when.last_day >= calendar.today]
    told = [when for when in ahead if when.relation not in {"for", "instead"}]
    deadlines = [when for when in told if when.kind == "deadline"]
    chosen = next(iter(deadlines or ahead), None) if deadlines or not told else _delivery(told, text)
    if chosen is None:
        return None
    day = _by(chosen)
    return day if day >= calendar.today else chosen.last_day


def _delivery(told: list[When], text: str) -> When:
    """Of several days in one promise the last: "do it on Sunday, and you'll have it on Monday"."""
    chosen = told[0]
    for when in told[1:]:
        gap = text[chosen.end : when.start]
        if len(gap) > GAP or not _AND_THEN.search(gap):
            break
        chosen = when
    return chosen


def _by(when: When) -> date:
    if when.kind == "week":
        return reckon.monday(when.day) + timedelta(days=4)
    if when.kind == "weekend" and when.relation in {"before", "by"}:
        return when.day - timedelta(days=1)
    return when.last_day if when.kind in {"month", "quarter", "year", "span", "weekend"} else when.day


def until(text: str, calendar: Calendar) -> date | None:
    """The day on which something put off comes back: as many days on for a length, the 1st for a month or year,
    the day after for "after 5 March"; None when no day is named."""
    ahead = [when for when in find_dates(text, calendar) if when.last_day >= calendar.today]
    if not ahead:
        return _length(text, calendar)
    when = ahead[0]
    if when.relation == "after" and when.kind in {"day", "deadline"}:
        return when.last_day + timedelta(days=1)
    return when.day if when.day >= calendar.today else when.last_day


def _length(text: str, calendar: Calendar) -> date | None:
    """ "for ten days", "a week": as many days on."""
    found = tokens(text, calendar.language)
    match = re.search(r"[Qn#]U", "".join(token.tag for token in found))
    if match is None:
        return None
    count, unit = count_of(found[match.start()]), found[match.start() + 1]
    day = stepped(count, unit.value, calendar) if count <= LONGEST else None
    return None if day is None else day.first
