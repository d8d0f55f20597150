"""Header blocks whose labels were run together on one line, as Yahoo's plain text has them.

`----- Forwarded Message ----- From: Jane <jane@acme.example>To: Sam <sam@…>Sent: Tuesday, …Subject: Printer`
"""

from __future__ import annotations

import re
from functools import cache

from assistant.reading.words import label_of, title_kind, written_fields, written_labels

Entry = tuple[str, str, tuple[str, ...]]

_ENOUGH = 3  # labels on a line that make it a run
_LONGEST = 4_000
_TITLE = re.compile(r"(?P<title>[-=_]{3,}[^-=_]{2,60}[-=_]{3,})\s*")


def is_run(text: str) -> bool:
    """Cheap first look: a title with a label behind it, or a label with two more on the same line."""
    if title_of(text):
        return label_of(_without_title(text)) is not None
    if text.count(":") + text.count("：") < 2 or len(text) < 40:
        return False
    return label_of(text) is not None and len(_marks(text[:_LONGEST])) >= _ENOUGH - 1


def title_of(text: str) -> str:
    """What the title in front of the run says; "" without one."""
    found = _TITLE.match(text)
    return title_kind(found["title"].strip()) if found else ""


def entries_of(text: str) -> list[Entry]:
    """The labels of a run with their values; empty when there are too few."""
    text = _without_title(text)[:_LONGEST]
    marks = _marks(text)
    entries: list[Entry] = []
    for number, (_, end, field) in enumerate(marks):
        stop = marks[number + 1][0] if number + 1 < len(marks) else len(text)
        entries.append((field, text[end:stop].strip(), ()))
    if entries and "subject" not in {field for field, _, _ in entries}:
        entries = _with_uncoloned_subject(entries)
    return entries if len(entries) >= _ENOUGH else []


def _without_title(text: str) -> str:
    found = _TITLE.match(text)
    return text[found.end() :] if found and title_kind(found["title"].strip()) else text


def _marks(text: str) -> list[tuple[int, int, str]]:
    """Where labels stand: start, end of the colon, field. Each field once; behind the subject none is sought."""
    found: list[tuple[int, int, str]] = []
    seen: set[str] = set()
    for mark in _pattern().finditer(text):
        field = written_fields()[mark["label"]]
        start = mark.start("label")
        if field in seen or not _stands_alone(text, start, mark["label"]):
            continue
        found.append((start, mark.end(), field))
        seen.add(field)
        if field == "subject":
            break
    return found


def _stands_alone(text: str, start: int, label: str) -> bool:
    """Not the end of another word; a zone's capitals may touch it (`CETEmne:`)."""
    before = text[start - 1] if start else ""
    return not before.isalpha() or (len(label) > 2 and before.isupper())


def _with_uncoloned_subject(entries: list[Entry]) -> list[Entry]:
    """Yahoo's Portuguese block forgets a colon: `…09:26:50 CETAssunto Integer`."""
    field, value, spoken = entries[-1]
    for word, other in written_labels():
        if other == "subject" and len(word) > 3 and (start := value.find(word)) > 0:
            behind = value[start + len(word) :].strip()
            return [*entries[:-1], (field, value[:start].strip(), spoken), (other, behind, ())]
    return entries


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word, _ in written_labels())
    return re.compile(rf"(?P<label>{words})[ \u00a0]?[:：]")
