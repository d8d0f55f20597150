"""Words that open free words: a request, a note, a decision, a new matter, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.replies.clauses import Clause, Mark
from assistant.replies.fold import fold
from assistant.replies.kinds import IMPERATIVE, LEVELS, OPENERS
from assistant.replies.matters import blocked
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.vocabulary import Verb


@dataclass(frozen=True, slots=True)
class Opening:
    """Words that open free words (`mark`), and the free words up to the next order (`tail`)."""

    said: Sentence
    parts: Sequence[Clause]
    mark: Mark
    tail: str
    end: int  # of the free words, in the sentence


def find_opener(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> Mark | None:
    """The first words that open a request, a note, a decision, a new matter or a name."""
    found = [
        mark
        for part in parts
        for mark in part.marks
        if mark.kind in OPENERS and not blocked(said, parts, mark) and _opens(reading, said, part, mark)
    ]
    placed = said.row is not None or any(t.kind == "numbers" for p in parts for t in p.targets)
    noted = [mark for mark in found if mark.kind == "note"]
    return noted[0] if noted and placed and found[0].kind == "decision" else next(iter(found), None)


def _opens(reading: Reading, said: Sentence, part: Clause, mark: Mark) -> bool:
    before = fold(said.text[: mark.start])
    if mark.kind == "decision":
        firm = re.match(reading.at.lexicon.grammar["we_decided"], fold(said.text[mark.start : mark.end]))
        if reading.at.lexicon.patterns["refuses"].search(before):
            return False
        if reading.at.lexicon.patterns["so_decided"].fullmatch(fold(said.text[mark.start : mark.end])):
            return True
        words = re.findall(r"[^\W\d_]+", before)
        theirs = any(t.kind == "provider" and t.start < mark.start for t in part.targets)
        decided = re.match(reading.at.lexicon.grammar["decides"], fold(said.text[mark.start : mark.end]))
        if decided and not theirs and len(words) <= 6 and not part.has("doubt", "wish"):
            return True
        return bool(firm) or all(w in reading.at.lexicon.filler | reading.at.lexicon.vague for w in words)
    if mark.kind == "new":
        numbered = any(t.kind == "numbers" and t.start < mark.start for t in part.targets)
        logged = re.match(reading.at.lexicon.grammar["log_it"], fold(said.text[mark.start : mark.end]))
        here = fold(said.text[part.start : mark.start])
        known = re.search(at_the := reading.at.lexicon.grammar["the_one"], before) is not None and bool(at_the)
        opens = bool(logged) or _colon(said, mark) or not reading.content(here)
        return not numbered and said.row is None and not known and opens
    return True


def _colon(said: Sentence, mark: Mark) -> bool:
    return said.text[mark.end :].lstrip().startswith(":")


def next_order(reading: Reading, said: Sentence, parts: Sequence[Clause], mark: Mark) -> int:
    """Where the free words end: at the next clause that plainly orders something of a row by its number."""
    for part in parts:
        if part.start <= mark.end:
            continue
        numbered = [t for t in part.targets if t.kind == "numbers" and t.sure]
        kinds = part.kinds()
        leads = part.marks and not reading.content(fold(part.text[: part.marks[0].start - part.start]))
        it = any(t.kind == "it" for t in part.targets)
        urgent = kinds and kinds[0] in LEVELS and it and mark.kind == "rename"
        if urgent:
            return part.start
        if leads and kinds[0] in IMPERATIVE | {"ask", "note"} and (numbered or kinds[0] in {"chase", "ask"}):
            return part.start
        first = (
            part.text.strip() and numbered and not reading.content(fold(part.text[: numbered[0].start - part.start]))
        )
        if first and kinds:
            return part.start
    return len(said.text)


def headed(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> bool:
    """Below a heading ("New problem.", "Decisions:") stand the words it announces."""
    if reading.heading is None:
        return False
    kind, block = reading.heading
    numbered = any(t.kind == "numbers" for p in parts for t in p.targets)
    other = any(m.kind in {"new", "decision"} for p in parts for m in p.marks)
    if (
        (said.block != block and kind != "decision")
        or (numbered and kind == "new")
        or other
        or not reading.content(said.plain)
    ):
        reading.heading = None
        return False
    verb = Verb.NEW if kind == "new" else Verb.DECISION
    reading.add(verb, None, said, said.text)
    if kind == "new":
        reading.heading = None
    return True
