"""Which issues an owner means by words for several: "all fixed ones", "everything Kestrel had"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.replies.fold import fold
from assistant.replies.targets import provider_expression
from assistant.resources import rules
from assistant.vocabulary import Issue, Status


def pick_group(about: str, issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """The issues, not resolved yet, that `about` names by their status, their provider, or both.

    Empty when `about` names no group: a thing, one row, or "all" without saying which.
    """
    plain = fold(about)
    statuses = _statuses(plain)
    providers = {i.provider for i in issues if i.provider and _names(plain, i.provider)}
    if not (statuses or providers) or not _whole().search(plain):
        return ()
    return tuple(
        issue
        for issue in issues
        if issue.status is not Status.RESOLVED
        and (not statuses or issue.status in statuses)
        and (not providers or issue.provider in providers)
    )


def _statuses(plain: str) -> frozenset[Status]:
    words = rules("groups")["statuses"]
    return frozenset(Status(name) for name in words if _either(tuple(words[name])).search(plain))


def _names(plain: str, provider: str) -> bool:
    return re.search(rf"(?<!\w){provider_expression(provider)}(?=s?(?:'s?)?(?!\w))", plain) is not None


@cache
def _whole() -> re.Pattern[str]:
    return _either(tuple(rules("groups")["whole"]))


@cache
def _either(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(fold(word)) for word in words)})(?!\w)")
