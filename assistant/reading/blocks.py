"""Find the header blocks that mail programs leave above a letter they forward or quote.

A block is a run of labels (`From:`, `Gesendet:`, `Onderwerp:` …) in any mix of languages, however it was decorated, quoted,
wrapped or run together on its way. The title above it is only a hint.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.lines import Line
from assistant.reading.words import labels, plain, title_kind, written_labels

_ENOUGH = 3  # labels that make a block by themselves
_ENOUGH_TITLED = 2  # labels that make one below a title
_LONGEST_LABEL = 28
_MOST_LINES = 60
_WRAP = range(60, 100)  # columns at which mail programs wrap
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_UNCOLONED = re.compile(r"^\s{2,}\S")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines `first` to `last` (exclusive) are the block, its title included. `kind` as the title says: see `title_kind`."""

    first: int
    last: int
    kind: str
    fields: dict[str, str]
    languages: tuple[str, ...]
    depth: int
    rest: str = ""  # words of the letter that stand on the block's last line


def block_at(lines: Sequence[Line], index: int) -> Block | None:
    """The block whose title or first label is line `index`."""
    kind, start = _title(lines, index)
    if start is None:
        return None
    entries, last, rest = _entries(lines, start)
    fields: dict[str, str] = {}
    languages: list[str] = []
    for field, value, spoken in entries:
        fields.setdefault(field, value)
        languages += spoken
    if not _is_block(fields, kind):
        return None
    return Block(index, last, kind, fields, tuple(dict.fromkeys(languages)), lines[start].depth, rest)


def _is_block(fields: dict[str, str], kind: str) -> bool:
    known = [field for field in fields if field not in ("other", "reply_to", "bcc")]
    if "from" not in fields or not fields["from"].strip():
        return False
    if not {"sent", "subject"} & set(fields):
        return False
    return len(known) >= (_ENOUGH_TITLED if kind in ("forwarded", "original") else _ENOUGH)


def _title(lines: Sequence[Line], index: int) -> tuple[str, int | None]:
    """What the title says, and the line of the first label (the title's own when both share a line)."""
    bare = lines[index].bare
    if label_of(bare) is not None:
        return "", index
    kind = title_kind(bare)
    if kind:
        after = _next_filled(lines, index + 1, 3)
        if after is None:
            return kind, None
        if title_kind(lines[after].bare) in ("forwarded", "original"):  # a drawn line above the title
            kind = title_kind(lines[after].bare)
            after = _next_filled(lines, after + 1, 3)
        if after is not None and label_of(lines[after].bare) is not None:
            return kind, after
        return kind, None
    return ("forwarded", index) if _titled_run(bare) else ("", None)


def _next_filled(lines: Sequence[Line], index: int, most: int) -> int | None:
    for at in range(index, min(len(lines), index + most + 1)):
        if not lines[at].empty:
            return at
    return None


def label_of(bare: str) -> tuple[str, str, tuple[str, ...]] | None:
    """Field, value and languages of a line such as `*Von:* Jane Roe`; None when it starts with no label."""
    head, colon, value = bare[: _LONGEST_LABEL * 2].replace("：", ":").partition(":")
    if not colon or len(head) > _LONGEST_LABEL:
        return None
    found = labels().get(plain(head))
    if found is None:
        return None
    return found[0], bare[len(head) + 1 :].strip().lstrip("*_").strip(), found[1]


def _entries(lines: Sequence[Line], start: int) -> tuple[list[tuple[str, str, tuple[str, ...]]], int, str]:
    """Labels with their values from line `start`, the line behind them, and the letter's words on the last of them."""
    if run := _titled_run(lines[start].bare):
        return run, start + 1, ""
    entries: list[tuple[str, str, tuple[str, ...]]] = []
    at = start
    while at < len(lines) and at - start < _MOST_LINES:
        found = label_of(lines[at].bare)
        if found is None:
            break
        field, value, spoken = found
        value, at = _continued(lines, at, field, value)
        entries += _split(field, value, spoken)
        following = _next_filled(lines, at, 1)
        if following is not None and following > at and not _goes_on(lines, following, entries):
            break
        at = following if following is not None and following > at else at
    return entries, at, ""


def _goes_on(lines: Sequence[Line], at: int, entries: list[tuple[str, str, tuple[str, ...]]]) -> bool:
    """Behind an empty line only a label that is still missing belongs to the block."""
    found = label_of(lines[at].bare)
    return found is not None and found[0] != "other" and found[0] not in {field for field, _, _ in entries}


def _continued(lines: Sequence[Line], at: int, field: str, value: str) -> tuple[str, int]:
    """The value with the lines onto which it was wrapped, and the line behind them."""
    first = lines[at]
    at += 1
    while at < len(lines) and not lines[at].empty and label_of(lines[at].bare) is None and len(value) < 20_000:
        if not _is_continuation(field, value, lines[at - 1], lines[at], first):
            break
        value = f"{value} {lines[at].bare}".strip()
        at += 1
    return value, at


def _is_continuation(field: str, value: str, above: Line, line: Line, first: Line) -> bool:
    if line.depth != first.depth:
        return False
    if not value:
        return True
    if field in ("from", "to", "cc", "bcc", "reply_to"):
        open_ = value.count("<") > value.count(">") or value.endswith((",", ";", "<", "(", "["))
        return open_ or line.bare.startswith(("<", "[mailto:", "(")) or _list_goes_on(value, line.bare)
    first_word = line.bare.split(" ", 1)[0]
    return len(above.bare) in _WRAP and len(above.bare) + 1 + len(first_word) > 72


def _list_goes_on(value: str, bare: str) -> bool:
    """A wrapped list of addresses: the line above has no address at its end yet, and this line brings one."""
    return bool(_EMAIL.search(bare)) and not _EMAIL.search(value) and len(value) > 20


def _split(field: str, value: str, spoken: tuple[str, ...]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Samsung's French block has two labels on a line: `À : jane@acme.example Objet : Panne`."""
    if field == "subject" or " " not in value:
        return [(field, value, spoken)]
    for word, other in written_labels():
        if other not in ("subject", "sent", "to") or other == field or len(word) < 3:
            continue
        for mark in (f" {word}:", f" {word} :"):
            before, found, after = value.partition(mark)
            if found:
                return [(field, before.strip(), spoken), (other, after.strip(), ())]
    return [(field, value, spoken)]


# --- labels run together on one line, as Yahoo's plain text has them ---


def _titled_run(bare: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The entries of `----- Forwarded Message ----- From: Jane <…>To: …Subject: …`; empty when the line is none."""
    if "-" not in bare[:3] and label_of(bare) is None:
        return []
    head = bare
    if bare.startswith("-"):
        title, dashes, head = bare.lstrip("-").partition("---")
        if not dashes or not title_kind("---" + title + "---"):
            return []
        head = head.lstrip("- ")
    if label_of(head) is None:
        return []
    return _run(head[:4_000]) if _is_run(head) else []


def _is_run(text: str) -> bool:
    return sum(1 for _ in _marks(text)) >= _ENOUGH


def _marks(text: str) -> list[tuple[int, int, str]]:
    """Where labels stand inside a line: start, end of the colon, field. Each field once, in the order of the text."""
    found: list[tuple[int, int, str]] = []
    at = 0
    seen: set[str] = set()
    while at < len(text):
        mark = _next_mark(text, at, seen)
        if mark is None:
            break
        found.append(mark)
        seen.add(mark[2])
        at = mark[1]
    return found


def _next_mark(text: str, at: int, seen: set[str]) -> tuple[int, int, str] | None:
    best: tuple[int, int, str] | None = None
    for word, field in written_labels():
        if field in seen:
            continue
        place = _place(text, word, at, colon=True)
        if place is not None and (best is None or place[0] < best[0]):
            best = (place[0], place[1], field)
    return best


def _place(text: str, word: str, at: int, *, colon: bool) -> tuple[int, int] | None:
    while (start := text.find(word, at)) >= 0:
        end = start + len(word)
        after = text[end : end + 2].lstrip(" \u00a0")
        stands_alone = start == 0 or not text[start - 1].isalpha() or (len(word) > 2 and text[start - 1].isupper())
        if stands_alone and (after[:1] in (":", "：") or not colon):
            return start, text.index(after[0], end) + 1 if colon else end
        at = end
    return None


def _run(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    marks = _marks(text)
    entries = []
    for number, (_, end, field) in enumerate(marks):
        stop = marks[number + 1][0] if number + 1 < len(marks) else len(text)
        entries.append((field, text[end:stop].strip(), ()))
    if "subject" not in {field for field, _, _ in entries}:
        entries = _with_uncoloned_subject(entries)
    return entries


def _with_uncoloned_subject(entries: list[tuple[str, str, tuple[str, ...]]]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Yahoo's Portuguese block forgets the colon: `…09:26:50 CETAssunto Integer`."""
    field, value, spoken = entries[-1]
    for word, other in written_labels():
        if other == "subject" and len(word) > 3 and (start := value.find(word)) > 0:
            return [
                *entries[:-1],
                (field, value[:start].strip(), spoken),
                (other, value[start + len(word) :].strip(), ()),
            ]
    return entries
