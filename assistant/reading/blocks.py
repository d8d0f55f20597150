"""Find the header blocks that mail programs leave above a letter they forward or quote.

A block is a run of labels (`From:`, `Gesendet:`, `Onderwerp:` …) in any mix of languages, however it was decorated,
quoted, wrapped or run together on its way. The title above it is only a hint.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from assistant.reading.lines import Line, Page
from assistant.reading.runs import Entry, entries_of, is_run, title_of
from assistant.reading.words import (
    Label,
    is_unknown_label,
    label_of,
    title_kind,
    uncoloned_label_of,
    written_fields,
    written_labels,
)

_ENOUGH = 3  # labels that make a block by themselves
_ENOUGH_TITLED = 2  # labels that make one below a title
_MOST_LINES = 60
_MOST_WRAPPED = 14  # lines onto which a run is wrapped
_LONGEST = 20_000
_ONCE = frozenset({"from", "sent", "subject"})
_PEOPLE = frozenset({"from", "to", "cc", "bcc", "reply_to"})
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines `first` to `last` (exclusive) are the block, its title included. `kind` is what the title says."""

    first: int
    last: int
    kind: str
    fields: dict[str, str]
    languages: tuple[str, ...]
    depth: int


def block_at(page: Page, index: int) -> Block | None:
    """The block whose title or first label is line `index`."""
    kind, start = _title(page, index)
    if start is None:
        return None
    read_label = label_of if label_of(page.lines[start].bare) else uncoloned_label_of
    if is_run(page.lines[start].bare):
        kind = kind or title_of(page.lines[start].bare)
        entries, last = _run(page, start)
    else:
        entries, last = _entries(page, start, read_label)
    fields: dict[str, str] = {}
    for field, value, _ in entries:
        fields.setdefault(field, value)
    if not _is_block(fields, kind):
        return None
    languages = tuple(dict.fromkeys(language for _, _, spoken in entries for language in spoken))
    return Block(index, _behind_closing_title(page, index, last), kind, fields, languages, _depth(page.lines[start]))


def _depth(line: Line) -> int:
    """How deep the block is quoted; the bars of a table are no quote marks."""
    return 0 if line.bare.endswith("|") else line.depth


def _is_block(fields: dict[str, str], kind: str) -> bool:
    if not fields.get("from", "").strip() or not {"sent", "subject"} & set(fields):
        return False
    known = [field for field in fields if field in ("from", "sent", "to", "cc", "subject")]
    return len(known) >= (_ENOUGH_TITLED if kind in ("forwarded", "original", "titled") else _ENOUGH)


def _title(page: Page, index: int) -> tuple[str, int | None]:
    """What the title says, and the line of the first label (the title's own when they share a line)."""
    bare = page.lines[index].bare
    if label_of(bare) is not None:
        return "", index
    kind, at = _wrapped_title(page, index)
    if not kind:
        return ("", index) if title_of(bare) and is_run(bare) else ("", None)
    while (following := page.next_filled(at + 1, 3)) is not None and following - index < 8:
        below = page.lines[following].bare
        if label_of(below) is not None or (title_of(below) and is_run(below)):
            return kind, following
        if kind in ("forwarded", "original") and "@" in below and (uncoloned_label_of(below) or ("",))[0] == "from":
            return kind, following
        further = title_kind(below)
        if not further:
            break
        kind = further if kind in ("rule", "titled") else kind
        at = following
    return kind, None


def _wrapped_title(page: Page, index: int) -> tuple[str, int]:
    """What a title says, also one on two lines (`--- Forwarded message from Jane Roe`, `<jane@acme.example> ---`)."""
    bare = page.lines[index].bare
    kind = title_kind(bare)
    if kind or not bare.startswith("---") or index + 1 >= len(page.lines):
        return kind, index
    return title_kind(f"{bare} {page.lines[index + 1].bare}"), index + 1


def _behind_closing_title(page: Page, first: int, last: int) -> int:
    """Zoho writes its title once more below the block; others draw a line there."""
    following = page.next_filled(last, 3)
    if following is None:
        return last
    bare = page.lines[following].bare
    return following + 1 if bare == page.lines[first].bare or title_kind(bare) in ("rule", "titled") else last


def _entries(page: Page, start: int, read_label: Callable[[str], Label | None]) -> tuple[list[Entry], int]:
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
        if line.empty or label_of(line.bare) is not None or line.depth not in (first.depth, 0):
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


def _run(page: Page, start: int) -> tuple[list[Entry], int]:
    """The entries of labels run together, over the lines onto which they were wrapped, and the line behind them."""
    text = page.lines[start].bare
    at = start + 1
    while at < len(page.lines) and at - start < _MOST_WRAPPED and not page.lines[at].empty:
        if page.lines[at].indented or not page.is_wrapped(at):
            break
        text = f"{text} {page.lines[at].bare}"
        at += 1
    return entries_of(text), at
