"""The forms of `rules/orders/by_name.yaml`, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.replies.fold import fold
from assistant.replies.kinds import LEVELS
from assistant.replies.lexicon import LANGUAGES
from assistant.resources import rules

_ESCAPED = re.compile(r"\\.|[^\\]+")
_NAME = r"[^;?!\n]{2,90}?"  # a name is no sentence, and the search stays short
_ENDS = r"(?=\s*(?:$|[.,;:!?()]|[-–—]\s))"


@dataclass(frozen=True, slots=True)
class Forms:
    """How one language names a thing in an order. `shapes` holds the expressions of each kind of order."""

    shapes: Mapping[str, tuple[re.Pattern[str], ...]]
    lead: re.Pattern[str]  # words before the form: "and please"
    be: re.Pattern[str]  # the verb between a thing and what is said of it
    pair: re.Pattern[str]  # joins two things, each with its article: "the till and the printer"
    bare: re.Pattern[str]  # words at the end of a name that say nothing: "the website one"


@cache
def forms(language: str) -> Forms:
    """The forms of one of the languages; English for any other."""
    data = rules("orders/by_name")[language if language in LANGUAGES else "en"]
    article = data["article"]
    parted = "|".join(f"{word}(?!\\w)" if word[-1] not in " '" else word for word in article.split("|"))
    return Forms(
        shapes={kind: tuple(_compiled(data, each) for each in data[kind]) for kind in _KINDS},
        lead=re.compile(rf"\s*(?:(?:{_plain(data['lead'])})(?!\w)[\s,]*)*"),
        be=re.compile(rf"(?<!\w)(?:{_plain(data['be'])})(?:n'?t)?(?!\w)"),
        pair=re.compile(rf",?\s+(?:{data['pair']})\s+(?={_plain(parted)})"),
        bare=re.compile(rf"\s+(?:{_plain(data['bare'])})$"),
    )


_KINDS = ("keep", "rename", "into", "merge", "level", "close", "so")


def _compiled(data: Mapping[str, Any], shape: str) -> re.Pattern[str]:
    levels = "|".join(f"(?P<{level}>{_plain(data['levels'][level])})" for level in LEVELS)
    last = shape.endswith("#b") and _renames(data, shape)
    plain = _plain(shape).replace("#a", f"(?P<a>{_NAME})").replace("#level", f"(?:{levels})")
    plain = plain.replace("#b", r"(?P<b>.{2,120})" if last else f"(?P<b>{_NAME})")
    ends = r"(?!\w)" if last or shape in data["keep"] else _ENDS
    return re.compile(rf"{plain}{ends}")


def _renames(data: Mapping[str, Sequence[str]], shape: str) -> bool:
    return shape in data["rename"]


def _plain(pattern: str) -> str:
    """As `fold` makes letters, but for what is escaped."""
    return _ESCAPED.sub(lambda found: found[0] if found[0].startswith("\\") else fold(found[0]), pattern)
