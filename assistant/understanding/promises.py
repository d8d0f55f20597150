"""Promises: who will do what, and by when."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from assistant.dates import due
from assistant.resources import rules
from assistant.understanding.findings import evidence_of
from assistant.understanding.heard import Heard
from assistant.understanding.moments import is_ahead
from assistant.understanding.titles import shortened
from assistant.understanding.voice import Scores
from assistant.vocabulary import CommitmentFinding, Speaker

FLOOR = 0.03  # less likely than this is no promise, whatever its words
_AGAINST = frozenset({"conditional", "negated", "question", "quoted", "wish", "boilerplate", "ask", "bill"})
_LENGTH = re.compile(
    r"\b(?:days?|hours?|weeks?|tagen?|stunden|dagen|uur|weken|jours?|heures|días|horas)\b",
    re.IGNORECASE,
)


def promises_of(heard: Heard, scores: Scores, line: float) -> tuple[CommitmentFinding, ...]:
    """One finding for each sentence that promises something."""
    found = []
    for i, (part, chance) in enumerate(zip(heard.body.view.sentences, scores.promise, strict=True)):
        if chance >= line or (chance >= FLOOR and _is_plain(heard, i)):
            reasons = tuple(sorted(heard.body.view.cues[i]))
            evidence, sure = evidence_of(heard.letter, part), round(float(chance), 3)
            what, day = shortened(part.words), due_of(heard, i)
            found.append(CommitmentFinding(what, day, evidence, heard.body.speaker, sure, reasons))
    return tuple(found)


def _is_plain(heard: Heard, i: int) -> bool:
    """ "We will replace it by Friday": a promise in so many words, with a day ahead by which it is due."""
    cues = heard.body.view.cues[i]
    by = any(when.kind == "deadline" and is_ahead(when, heard.calendar) for when in heard.body.dates[i])
    return by and "promise" in cues and heard.body.speaker is Speaker.PROVIDER and not cues & _AGAINST


def due_of(heard: Heard, i: int) -> date | None:
    """The day by which what sentence `i` promises is due; None when it names none."""
    words = heard.body.view.sentences[i].words
    if _again().search(words) or (_from_then().search(words) and _within(heard, i)):
        return None
    for days, pattern in _beside():
        if pattern.search(words):
            told = _told_before(heard, i)
            return due(words, heard.calendar) if told is None else told + timedelta(days=days)
    return due(words, heard.calendar)


def _within(heard: Heard, i: int) -> bool:
    """Is the only day in the sentence a length of time from now?"""
    return all(_LENGTH.search(when.quote) for when in heard.body.dates[i])


def _told_before(heard: Heard, i: int) -> date | None:
    """The last day ahead that the letter named up to sentence `i`."""
    days = [w.day for dates in heard.body.dates[: i + 1] for w in dates if w.day_named and is_ahead(w, heard.calendar)]
    return days[-1] if days else None


@cache
def _beside() -> tuple[tuple[int, re.Pattern[str]], ...]:
    table = rules("promises")["beside"]
    return tuple((int(days), _any(phrases)) for days, phrases in table.items())


@cache
def _again() -> re.Pattern[str]:
    return _any(rules("promises")["again"])


@cache
def _from_then() -> re.Pattern[str]:
    return _any(rules("promises")["from_then"])


def _any(phrases: list[str]) -> re.Pattern[str]:
    choices = "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE)
