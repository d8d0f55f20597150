"""The lines of a header block: labels, their values, and the lines onto which a program wrapped them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from assistant.reading.lines import Line, Page
from assistant.reading.runs import Entry, entries_of
from assistant.reading.words import Label, is_unknown_label, label_of, title_kind, written_fields, written_labels

_MOST_LINES = 60
_MOST_WRAPPED = 14  # lines onto which a run is wrapped
_LONGEST = 20_000
_ONCE = frozenset({"from", "sent", "subject"})
_PEOPLE = frozenset({"from", "to", "cc", "bcc", "reply_to"})


def entries_at(page: Page, start: int, read_label: Callable[[str], Label | None]) -> tuple[list[Entry], int]:
    """Labels with their values from line `start` on, and the line behind them."""
    entries: list[Entry] = []
    at = start
    while at < len(page.lines) and at - start < _MOST_LINES:
        found = read_label(page.lines[at].bare) or _unknown(page, at)
        if found is None:
            break
        field, value, spoken = found
        if field in _ONCE and any(field == known for known, _, _ in entries):
            break  # another block begins
        value, at = _continued(page, at, field, value)
        entries += _split(field, value, spoken)
        following = page.next_filled(at, 1)
        if following is None or following == at:
            continue
        if not _goes_on(page.lines[following], entries):
            break
        at = following
    return entries, at


def _unknown(page: Page, at: int) -> Label | None:
    """A label that we do not know, between two that we do."""
    if (
        at + 1 >= len(page.lines)
        or not is_unknown_label(page.lines[at].bare)
        or label_of(page.lines[at + 1].bare) is None
    ):
        return None
    return "unknown", re.split("[:：|]", page.lines[at].bare, maxsplit=1)[1].strip(" |"), ()


def _goes_on(line: Line, entries: list[Entry]) -> bool:
    """Behind an empty line only a label that is still missing belongs to the block."""
    found = label_of(line.bare)
    return found is not None and found[0] != "other" and found[0] not in {field for field, _, _ in entries}


def _continued(page: Page, at: int, field: str, value: str) -> tuple[str, int]:
    """The value with the lines onto which it was wrapped, and the line behind them."""
    first = page.lines[at]
    at += 1
    while at < len(page.lines) and len(value) < _LONGEST:
        line = page.lines[at]
        if line.empty or label_of(line.bare) is not None or line.depth > first.depth:
            break
        if title_kind(line.bare) or not _is_continuation(page, field, value, at):
            break
        value = f"{value} {line.bare}".strip()
        at += 1
    return value, at


def _is_continuation(page: Page, field: str, value: str, at: int) -> bool:
    bare = page.lines[at].bare
    if not value or page.is_wrapped(at):
        return True
    if field not in _PEOPLE:
        return False
    if value.count("<") > value.count(">") or value.endswith((",", ";", "<", "(", "[")):
        return True
    return bare.startswith(("<", "[mailto:", "(")) and "@" in bare


def _split(field: str, value: str, spoken: tuple[str, ...]) -> list[Entry]:
    """Samsung's French block has two labels on a line: `À : jane@acme.example Objet : Panne`."""
    if field == "subject" or ":" not in value.replace("：", ":") or " " not in value:
        return [(field, value, spoken)]
    found = _second_label().search(value)
    if found is None or (other := written_fields()[found["label"]]) == field:
        return [(field, value, spoken)]
    return [(field, value[: found.start()].strip(), spoken), (other, value[found.end() :].strip(), ())]


@cache
def _second_label() -> re.Pattern[str]:
    words = "|".join(
        re.escape(word) for word, field in written_labels() if field in ("subject", "sent", "to") and len(word) > 2
    )
    return re.compile(rf" (?P<label>{words}) ?[:：]")


def run_at(page: Page, start: int) -> tuple[list[Entry], int]:
    """The entries of labels run together, over the lines onto which they were wrapped, and the line behind them."""
    text = page.lines[start].bare
    at = start + 1
    while at < len(page.lines) and at - start < _MOST_WRAPPED and not page.lines[at].empty:
        if page.lines[at].indented or not page.is_wrapped(at):
            break
        text = f"{text} {page.lines[at].bare}"
        at += 1
    return entries_of(text), at
