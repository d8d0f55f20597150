"""All rows, the rest of them, and groups: by status or provider."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.replies.fold import fold
from assistant.replies.spotting.desk import Desk, Target
from assistant.replies.spotting.providers import provider_expression


def wholes(text: str, plain: str, at: Desk) -> Iterator[Target]:
    for kind in ("rest", "all"):
        for found in at.lexicon.patterns[kind].finditer(plain):
            yield Target(found.start(), found.end(), kind, about=text[found.start() : found.end()])


def groups(text: str, plain: str, at: Desk) -> Iterator[Target]:
    """Rows by their status or their provider, in words: "all fixed ones", "everything Kestrel had"."""
    provider = "|".join(provider_expression(name) for name in at.providers) or r"(?!)"
    for part in at.lexicon.grammar["groups"]:
        expression = fold(part).replace("{provider}", f"(?:{provider})")
        for found in re.finditer(rf"(?<!\w)(?:{expression})(?!\w)", plain):
            name = re.sub(rf"\s(?:{at.lexicon.grammar['be_last']})$", "", found[0])
            yield Target(found.start(), found.end(), "group", about=text[found.start() :][: len(name)].strip())
