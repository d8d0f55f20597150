"""A thing that an owner names, and that no row of the agenda is about."""

from __future__ import annotations

import re

from assistant.replies.acts import ENDING
from assistant.replies.clauses import Clause, Mark
from assistant.replies.fold import fold
from assistant.replies.kinds import LEVELS
from assistant.replies.names import name_after, name_before
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.targets import Target


def unlisted_name(reading: Reading, said: Sentence, part: Clause) -> Target | None:
    """A thing that no row names. Whoever closes by such a name has to do it in so many words."""
    mark, listed = part.marks[0], bool(reading.at.rows)
    if listed and mark.verb in ENDING and mark.kind != "paid":
        return None  # what no row is about cannot be ended
    if part.has("correct") or (opening := re.match(r"\W*(\w+)", fold(part.text))) is None:
        return None
    if (
        mark.verb in ENDING
        and opening[1] in reading.at.lexicon.common_words
        and opening.start(1) + part.start < mark.start
    ):
        return None  # "put 22 pallets ready": that is no name
    before = name_before(part, reading.at) or _named_by_its_trouble(reading, part)
    if mark.kind == "drop" and before is not None:
        return before
    if mark.kind in {"close", "strike", "drop", "chase", "snooze", "reopen"}:
        name = name_after(part.text, mark.end - part.start, reading.at)
        short = name is not None and len((name.about or "").split()) <= 3
        return name if short and not said.asks else None
    told = any(a.sentence >= reading.place - 1 for a in reading.acts) and listed
    urgent = mark.kind in LEVELS and listed
    good = mark.kind in {"good", "fine"} and listed and not reading.closing
    return (
        None
        if told or urgent or good or mark.kind in {"paid", "dispute"} or (mark.kind == "bad" and listed)
        else before
    )


def _named_by_its_trouble(reading: Reading, part: Clause) -> Target | None:
    """ "No more humming", "the flicker is gone": where no agenda is quoted, the trouble is the name."""
    first, last = part.marks[0], part.marks[-1]
    over = reading.at.lexicon.patterns["over"].match(fold(_words(part, first))) is not None
    if reading.at.rows or last.kind != "good" or not (over if first is last else first.kind == "bad"):
        return None
    word = _words(part, first).split()[-1 if over else 0]
    start = part.start + part.text.index(word, first.start - part.start)
    return Target(start, start + len(word), "name", about=word)


def _words(part: Clause, mark: Mark) -> str:
    return part.text[mark.start - part.start : mark.end - part.start]


def _opens_otherwise(reading: Reading, part: Clause) -> bool:
    """ "Put 22 pallets ready": a word that is no name stands before what is said."""
    before = fold(part.text[: part.marks[0].start - part.start]).split()
    return bool(before) and before[0] in reading.at.lexicon.common_words
