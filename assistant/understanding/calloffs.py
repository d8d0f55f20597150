"""Does a sentence call off what was to happen on the day that it names?"""

from __future__ import annotations

import re
from functools import cache

from assistant.resources import rules

_PLAIN = str.maketrans("’‘´`", "''''")
_FURTHER = re.compile(r"(?:further notice|auf weiteres|nader order|nouvel ordre|nuevo aviso)", re.IGNORECASE)


def calls_off(words: str) -> bool:
    """Is it called off, and neither moved to another day nor said of something else?"""
    plain = words.translate(_PLAIN)
    if _any("unless").search(plain):
        return False
    return bool(_any("called_off").search(plain)) or _put_off(plain)


def _put_off(words: str) -> bool:
    """Put off, with no word to which day."""
    if not _any("put_off").search(words):
        return False
    return bool(_FURTHER.search(words)) or not _to().search(words)


@cache
def _any(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(rules('calloffs')[name])})(?!\w)", re.IGNORECASE)


@cache
def _to() -> re.Pattern[str]:
    """A word such as "to", then a day."""
    words = "|".join(map(re.escape, rules("calloffs")["towards"]))
    return re.compile(rf"(?<!\w)(?:{words})\s(?:{rules('calloffs')['day']})", re.IGNORECASE)
