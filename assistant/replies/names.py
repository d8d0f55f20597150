"""Names that no quoted row has: "the freezer alarm keeps ringing", "close the copier thing"."""

from __future__ import annotations

import re

from assistant.replies.clauses import Clause
from assistant.replies.fold import fold
from assistant.replies.targets import Desk, Target

_LONGEST = 6  # words; what is longer is a sentence, not a name


def name_before(clause: Clause, at: Desk) -> Target | None:
    """What stands before the first words of an order: of whom they speak."""
    end = clause.marks[0].start - clause.start
    return _name(clause.text[:end], clause.start, at)


def name_after(text: str, start: int, at: Desk) -> Target | None:
    """What follows the words of an order, up to the next stop."""
    rest = re.split(r"[,;:.!?()]|\s-+\s", text[start:])[0]
    stop = at.lexicon.patterns["between"].search(fold(rest))
    return _name(rest[: stop.start()] if stop else rest, start, at)


def _name(text: str, offset: int, at: Desk) -> Target | None:
    words = list(re.finditer(r"[^\W_](?:[\w&.'’-]*\w)?", text))
    while words and (fold(words[0][0]) in at.lexicon.filler):
        words.pop(0)
    while words and (fold(words[-1][0]) in at.lexicon.filler):
        words.pop()
    if not words or len(words) > _LONGEST:
        return None
    if all(fold(w[0]) in at.lexicon.vague or fold(w[0]) in at.lexicon.filler for w in words):
        return None
    if fold(words[0][0]) in at.lexicon.vague or at.lexicon.patterns["pronoun"].match(fold(words[0][0])):
        return None
    start, end = words[0].start(), words[-1].end()
    if not any(char.isalpha() for char in text[start:end]):
        return None
    return Target(offset + start, offset + end, "name", about=text[start:end])
