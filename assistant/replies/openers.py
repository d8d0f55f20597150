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

_LEAD = 6  # words before "decided": "at the meeting last night we decided"


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
    if mark.kind == "decision":
        return _decides(reading, said, part, mark)
    if mark.kind == "new":
        return _announces(reading, said, part, mark)
    return True


def _decides(reading: Reading, said: Sentence, part: Clause, mark: Mark) -> bool:
    """ "We decided …", "Decided: …"; not "until we have decided", and not what a provider decided."""
    before, words = fold(said.text[: mark.start]), fold(said.text[mark.start : mark.end])
    grammar, patterns = reading.at.lexicon.grammar, reading.at.lexicon.patterns
    held = any(m.name in {"condition", "forbid"} and m.start < mark.start for m in part.moods)
    if held or patterns["refuses"].search(before):
        return False
    led = re.findall(r"[^\W\d_]+", before)
    theirs = any(t.kind == "provider" and t.start < mark.start for t in part.targets)
    ours = re.match(grammar["decides"], words) and not theirs and len(led) <= _LEAD and not part.has("doubt", "wish")
    if ours or so_decided(reading, said, mark) is not None or re.match(grammar["we_decided"], words):
        return True
    return all(word in reading.at.lexicon.filler | reading.at.lexicon.vague for word in led)


def so_decided(reading: Reading, said: Sentence, mark: Mark) -> int | None:
    """Where "…, this is decided" begins, which speaks of what stands before it; None when it doesn't say so."""
    found = reading.at.lexicon.patterns["so_decided"].search(said.plain)
    return found.start() if found and found.start() <= mark.start < found.end() else None


def _announces(reading: Reading, said: Sentence, part: Clause, mark: Mark) -> bool:
    """ "New: …", "please log it"; not "it is a new one" of a row."""
    numbered = any(t.kind == "numbers" and t.start < mark.start for t in part.targets)
    grammar, before = reading.at.lexicon.grammar, fold(said.text[: mark.start])
    logged = re.match(grammar["log_it"], fold(said.text[mark.start : mark.end])) is not None
    known = bool(grammar["the_one"]) and re.search(grammar["the_one"], before) is not None
    opens = logged or _colon(said, mark) or not reading.content(fold(said.text[part.start : mark.start]))
    return not numbered and said.row is None and not known and opens


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
