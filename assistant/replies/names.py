"""Names that no quoted row has: "the freezer alarm keeps ringing", "close the copier thing"."""

from __future__ import annotations

import re

from assistant.replies.clauses import Clause
from assistant.replies.fold import fold
from assistant.replies.targets import Desk, Target

_LONGEST = 6  # words; what is longer is a sentence, not a name


def name_before(clause: Clause, at: Desk) -> Target | None:
    """What stands before the first words of an order: of whom they speak."""
    before = clause.text[: clause.marks[0].start - clause.start]
    verb = at.lexicon.patterns["verb"].search(fold(before))
    return name(before[: verb.start()] if verb and before[: verb.start()].strip() else before, clause.start, at)


def label(clause: Clause, at: Desk) -> Target | None:
    """A clause that is nothing but a name: "Cold room 2" of "Cold room 2 - resolved"."""
    named = name(clause.text, clause.start, at, longest=8)
    says = at.lexicon.patterns["verb"].search(fold(clause.text)) is not None
    return None if named is None or says or at.lexicon.patterns["hello"].match(fold(clause.text.strip())) else named


def name_after(text: str, start: int, at: Desk) -> Target | None:
    """What follows the words of an order, up to the next stop."""
    rest = re.split(r"[,;:.!?()]|\s-+\s", text[start:])[0]
    stop = at.lexicon.patterns["between"].search(fold(rest))
    return name(rest[: stop.start()] if stop else rest, start, at)


def name(text: str, offset: int, at: Desk, longest: int = _LONGEST) -> Target | None:
    """The name that `text` is, without the small words around it; None where it is none."""
    words = list(re.finditer(r"[^\W_](?:[\w&.'’-]*\w)?", text))
    while words and (fold(words[0][0]) in at.lexicon.filler):
        words.pop(0)
    while words and (fold(words[-1][0]) in at.lexicon.filler):
        words.pop()
    while len(words) > 1 and at.lexicon.patterns["pronoun"].fullmatch(fold(words[0][0])):  # "that camera thing"
        words.pop(0)
    if not words or len(words) > longest or not _may_name([fold(w[0]) for w in words], at):
        return None
    start, end = words[0].start(), words[-1].end()
    if sum(char.isalpha() for char in text[start:end]) < 2:
        return None
    return Target(offset + start, offset + end, "name", about=text[start:end])


def _may_name(words: list[str], at: Desk) -> bool:
    """No name is a small word, a pronoun, a figure or a day."""
    first, patterns = words[0], at.lexicon.patterns
    if all(word in at.lexicon.vague or word in at.lexicon.filler for word in words):
        return False
    if first.split("'")[0] in at.lexicon.vague or first[:1].isdigit():  # "I've told them yes" speaks of nobody's thing
        return False
    if len(words) == 1 and patterns["self_no"].fullmatch(first):
        return False
    day = patterns["times"].match(first) and not first.endswith("'s")  # "Saturday's outage" is a thing
    return not (day or patterns["pronoun"].match(first))
