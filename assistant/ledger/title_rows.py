"""Rows of a table in a letter's text: "Fault ....: grey band", "Summary  no dial tone   Priority  2"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ledger.title_lexicon import labels
from assistant.ledger.words import fold

# a few words at the head of a line, or behind a gap, that dots, a colon, a bar or a gap set off from what follows
_LABEL = re.compile(
    r"(?m)(?:^[ \t>]{0,20}|(?<=[ \t]{2}))"
    r"([^\W\d_][^\n:|\t.]{1,28}?)(?:[ .]{0,40}:|[ ]{2}|[ ]?\t|[ ]?\|)[ \t]{0,80}(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Label:
    """Where a label stands, and its kind: "labels" of a matter's name or "other_labels"."""

    start: int
    end: int
    kind: str


def labels_in(text: str) -> list[Label]:
    """The labels that are known, in order."""
    found = []
    for match in _LABEL.finditer(text):
        said = fold(" ".join(match.group(1).split()))
        kind = next((kind for kind in ("labels", "other_labels") if said in labels(kind)), "")
        if kind:
            found.append(Label(match.start(1), match.end(), kind))
    return found


def without(text: str, found: Sequence[Label]) -> str:
    """The text with colons in the place of its labels, so that everything else stays where it is."""
    for label in found:
        text = f"{text[: label.start]}{':' * (label.end - label.start)}{text[label.end :]}"
    return text


def kind_at(text: str, found: Sequence[Label], place: int) -> str:
    """The kind of the last label before `place` in its line, else ""."""
    opens = text.rfind("\n", 0, place)
    return next((label.kind for label in reversed(found) if opens < label.end <= place), "")
