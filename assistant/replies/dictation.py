"""Cut what was dictated without a stop: "50s done 51s done 53 isn't 58 not sure" is four sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from assistant.replies.fold import fold
from assistant.replies.sentences import Sentence
from assistant.replies.targets import Desk, Target, find_targets

_GLUE = ("(", "/", "&", "+", "-")
_FEWEST = 3  # rows: with two, the clauses tell them apart


def row_by_row(said: Sentence, at: Desk) -> Iterator[Sentence]:
    """`said`, or one sentence for each of its rows where row after row is named and something said of each."""
    rows = [t for t in find_targets(said.text, at) if t.kind == "numbers" and t.sure and t.rows]
    starts = [after.start for before, after in pairwise(rows) if _says(said, before, after, at)]
    if said.row is not None or len(starts) < _FEWEST - 1 or not _opens(said, rows[0], at):
        yield said
        return
    for place, (start, end) in enumerate(pairwise([0, *starts, len(said.text)])):
        text = said.text[start:end].strip(" ,;-–—")
        yield replace(said, text=text, opens=said.opens and not place)


def _opens(said: Sentence, first: Target, at: Desk) -> bool:
    lead = re.findall(r"[^\W\d_]+", said.plain[: first.start])
    return all(word in at.lexicon.filler or at.lexicon.patterns["row_lead"].fullmatch(word) for word in lead)


def _says(said: Sentence, before: Target, after: Target, at: Desk) -> bool:
    """Is something said between two rows, that doesn't lead over to the second ("the same as 14", "and 9")?"""
    between = fold(said.text[before.end : after.start]).strip()
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)?", between.removeprefix("'s").removeprefix("s "))
    leads = at.lexicon.patterns["leads_over"]
    listed = between.endswith(",") and not any(rule.pattern.search(between) for rule in at.lexicon.rules)
    return bool(words) and not listed and leads.search(between) is None and not between.endswith(_GLUE)
