"""Providers, by their whole name or the words of it that tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.replies.fold import fold
from assistant.replies.spotting.desk import Desk, Target
from assistant.resources import rules

_SHORT = 3  # letters: so short a word tells no firm, unless its name begins with it


@cache
def provider_expression(name: str) -> str:
    """`TillWorks`, `till works`, `Northgate` for "Northgate IT": the whole name, or the words of it that tell."""
    generic = frozenset(rules("orders/shared")["company"])
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    words = re.findall(r"[^\W_]+", fold(spaced))
    whole = r"[\s&+.'-]{0,3}".join(re.escape(word) for word in words)
    whole_words = re.findall(r"[^\W_]+", fold(name))
    telling = [w for n, w in enumerate(whole_words) if w not in generic and len(w) > (_SHORT if n else _SHORT - 1)]
    part = "|".join(re.escape(word) for word in telling[:2])
    return rf"(?:{whole}|(?:{part})(?:[\s&+.'-]{{1,3}}(?:{part}))?)" if part else rf"(?:{whole})"


def providers(text: str, plain: str, at: Desk) -> Iterator[Target]:
    for name in at.providers:
        for found in re.finditer(rf"(?<!\w)(?:{provider_expression(name)})(?=s?(?:'s?)?(?!\w))", plain):
            yield Target(found.start(), found.end(), "provider", about=text[found.start() : found.end()])
