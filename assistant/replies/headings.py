"""Names at the head of a sentence and what is said of them behind, or the other way round: "Paid: INV-1"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.replies.clauses import Clause
from assistant.replies.fold import fold
from assistant.replies.kinds import LEVELS
from assistant.replies.names import label
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.targets import Target

_LABEL_ENDS = re.compile(r"[:=|]|\s-+\s|\s[–—]+\s")
_LABELLED = frozenset({"good", "fine", "not", "again", "bad", "close", "closable", "drop", "strike", "chase"})
_HEADING = _LABELLED | {"paid", "dispute", "snooze"} | frozenset(LEVELS)


def headed_by_its_order(said: Sentence, parts: Sequence[Clause]) -> Sequence[Clause]:
    """ "Paid: INV-1 and INV-2", "Done: 3 and 5": the order stands first, and the names below it."""
    head = parts[0] if parts else None
    if head is None or not parts[1:] or head.named or len(head.marks) != 1:
        return parts
    colon = said.text[head.marks[0].end : parts[1].start].lstrip().startswith(":")
    named = [p for p in parts[1:] if p.named and not p.marks and not p.moods]
    if not colon or head.marks[0].kind not in _HEADING or len(named) != len(parts) - 1:
        return parts
    targets = tuple(t for p in named for t in p.named)
    return [replace(head, targets=targets, end=parts[-1].end, text=said.text[head.start : parts[-1].end])]


def labels(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> list[Target]:
    """ "Cold room 2 - resolved", "Laptop and disk space: both done": names at the head, then what is said of them."""
    marked = next((n for n, p in enumerate(parts) if p.marks and not (n == 0 and _only_names_it(parts))), 0)
    head = parts[:marked]
    if not head or said.row is not None or any(t.numbers or t.kind in {"rest", "all"} for p in head for t in p.targets):
        return []
    mark = parts[marked].marks[0]
    between = said.text[head[-1].end - 1 : parts[marked].start + 1]
    direct = not reading.content(fold(said.text[parts[marked].start : mark.start]))
    if not direct or not _LABEL_ENDS.search(between) or mark.kind not in _LABELLED:
        return []
    text = said.text[head[0].start : head[-1].end]
    whole = label(Clause(text, head[0].start, head[-1].end, (), (), ()), reading.at)
    named = [n for p in head if (n := label(p, reading.at))]
    if len(named) != len(head) or any(p.has("correct") for p in head):
        return []
    return [whole] if whole is not None and "&" in text else named


def _only_names_it(parts: Sequence[Clause]) -> bool:
    """ "The declined cards: resolved": what was wrong is part of the name."""
    return set(parts[0].kinds()) == {"bad"} and bool(parts[1:]) and bool(parts[1].marks)
