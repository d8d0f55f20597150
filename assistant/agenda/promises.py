"""Promises on one issue, sorted into threads: each thread is one thing, promised for one day after another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from assistant.agenda.cues import says
from assistant.agenda.life import returns
from assistant.resources import rules
from assistant.vocabulary import Commitment, Issue

Thread = tuple[Commitment, ...]
_WORD = re.compile(r"[^\W\d_]{4,}")


def threads(issue: Issue, promises: Sequence[Commitment]) -> tuple[Thread, ...]:
    """The promises with a day, made since it was last called fixed, oldest first; what was kept is left out.

    Within a thread each day is later than the one before; so a thread of two is a day that was put off.
    """
    since = _mended_last(issue)
    found: list[list[Commitment]] = []
    for promise in promises:
        if promise.due is None or (since is not None and promise.at <= since):
            continue
        home = next((thread for thread in reversed(found) if _follows(promise, thread[-1])), None)
        if home is None:
            found.append([promise])
        elif promise.due > (home[-1].due or date.min):
            home.append(promise)
        else:
            home[-1] = promise
    return tuple(tuple(thread) for thread in found if thread[-1].state != "kept")


def is_call(promise: Commitment) -> bool:
    """Whether it was promised by telephone or text: no mail shows what came of it."""
    return says("calls", promise.evidence) or says("calls", promise.what)


def late(found: Sequence[Thread], today: date) -> Thread | None:
    """The thread whose last day went by most recently; None when none is late."""
    over = [thread for thread in found if thread[-1].due is not None and thread[-1].due < today]
    return max(over, key=lambda thread: (thread[-1].due or date.min, thread[-1].at), default=None)


def ahead(found: Sequence[Thread], today: date) -> Thread | None:
    """The thread whose day comes next; None when no day is ahead."""
    coming = [thread for thread in found if thread[-1].due is not None and thread[-1].due >= today]
    return min(coming, key=lambda thread: (thread[-1].due or date.max, thread[-1].at), default=None)


def days(thread: Thread) -> list[date]:
    return [promise.due for promise in thread if promise.due is not None]


def _mended_last(issue: Issue) -> datetime | None:
    times = list(returns(issue))
    return times[-1][0].at if times else None


def _follows(later: Commitment, earlier: Commitment) -> bool:
    """Whether both promise the same thing; one that names nothing ("it will be Friday") goes with what was before."""
    if earlier.state == "kept":
        return False
    mine, theirs = _words(later.what), _words(earlier.what)
    return bool(mine & theirs) or not mine


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.lower()) if word not in _small_words())


@cache
def _small_words() -> frozenset[str]:
    return frozenset(rules("agenda")["small_words"])
