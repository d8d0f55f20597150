"""What a fault keeps people from doing, in the words of the letters: "nobody on shift can open the case notes"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache

from assistant.agenda.life import MENDED
from assistant.agenda.sayings import THEIRS, sentences
from assistant.agenda.view import View
from assistant.resources import rules
from assistant.vocabulary import Issue, Speaker

_WORD = re.compile(r"[^\W\d_]{4,}")
_START = re.compile(r"(?:[,;:]| [–—-]|\band)\s+")


def effect_of(issue: Issue, view: View) -> str:
    """The newest such words on it since it was last mended, the office's own before a provider's; "" when none are.

    A letter may be on several matters: its sentence counts when the ledger holds it to be about this one, or when it
    shares a word with the title.
    """
    told = [(speaker in THEIRS, at, words) for at, speaker, words in _written(issue, view) if tells(words, speaker)]
    ours = [one for one in told if not one[0]]
    found = max(ours or told, key=lambda one: one[1], default=None)
    return clause(found[2]) if found else ""


def tells(words: str, speaker: Speaker) -> bool:
    """Whether a sentence says what people cannot do for a fault; a provider's is not about itself."""
    if _cue("any").search(words) is None or _cue("unless").search(words) is not None:
        return False
    return speaker not in THEIRS or _cue("ours").search(words) is None


def clause(words: str) -> str:
    """The sentence from the clause on that tells it."""
    cue = _cue("any").search(words)
    starts = [found.end() for found in _START.finditer(words, 0, cue.start() + 1)] if cue else []
    return words[starts[-1] :] if starts and len(words) > _LONG else words


_LONG = 60  # characters of a sentence that is told whole


def _written(issue: Issue, view: View) -> Iterator[tuple[datetime, Speaker, str]]:
    """The sentences on it that are at hand, with who wrote them."""
    mended = max((step.at for step in issue.history if step.status in MENDED), default=issue.opened_at)
    for step in issue.history:
        if step.at >= mended and step.evidence and step.by != "assistant":
            yield step.at, Speaker.OWNER if step.by == "owner" else Speaker.PROVIDER, step.evidence
    about = _words(issue.title)
    for saying in view.said.get(issue.number, ()):
        if saying.at >= mended:
            mine = (words for words in sentences(saying.text) if _words(words) & about)
            yield from ((saying.at, saying.speaker, words) for words in mine)


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)} - _small()


@cache
def _small() -> frozenset[str]:
    return frozenset(rules("agenda")["small_words"])


@cache
def _cue(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(rules("agenda")["effect"][kind]), re.IGNORECASE)
