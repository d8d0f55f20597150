"""Header blocks in languages whose labels we do not know, by their shape.

Four lines or more `label: value` in a row, of which one value is a name with its address, one is a date with a time,
and one is neither: sender, date, subject, whatever they are called. Only sought in mails whose subject says that they
are forwarded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from assistant.reading.blocks import Block
from assistant.reading.lines import Page
from assistant.reading.moments import find_moment
from assistant.reading.words import is_unknown_label, label_of, title_kind

_ENOUGH = 4
_MOST = 8
_PERSON = re.compile(r"<[^<>@\s]{1,64}@[^<>@\s]{1,255}>|^[^<>@\s]{1,64}@[^<>@\s]{1,255}$")


def shaped_block_at(page: Page, index: int, near: datetime) -> Block | None:
    """The block whose title or first line is line `index`, told by its shape alone."""
    start: int | None = index
    if title_kind(page.lines[index].bare):
        start = page.next_filled(index + 1, 2)
    if start is None or not is_unknown_label(page.lines[start].bare):
        return None
    values = _values(page, start)
    fields = _fields(values, near)
    if len(values) < _ENOUGH or not {"from", "sent", "subject"} <= set(fields):
        return None
    return Block(index, start + len(values), "titled", fields, (), page.lines[start].depth)


def _values(page: Page, start: int) -> list[tuple[str, str]]:
    """The field where the label is known, else "", and the value of each line of the run."""
    found: list[tuple[str, str]] = []
    for line in page.lines[start : start + _MOST]:
        known = label_of(line.bare)
        if known is None and not is_unknown_label(line.bare):
            break
        value = known[1] if known else re.split("[:：|]", line.bare, maxsplit=1)[1]
        found.append((known[0] if known else "", value.strip(" |*_")))
    return found


def _fields(values: Sequence[tuple[str, str]], near: datetime) -> dict[str, str]:
    fields = {field: value for field, value in reversed(values) if field}
    people = [value for field, value in values if not field and _PERSON.search(value)]
    for name in ("from", "to", "cc"):
        if name not in fields and people:
            fields[name] = people.pop(0)
    for field, value in values:
        if field or not value or _PERSON.search(value):
            continue
        found = find_moment(value, near)
        timed = found is not None and found.value.time() != datetime.min.time()
        fields.setdefault("sent" if timed else "subject", value)
    return fields
