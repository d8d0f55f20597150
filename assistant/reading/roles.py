"""Which line of a letter plays which role: new words, history and the headers in it, signature, boilerplate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from assistant.reading.attributions import attribution_at
from assistant.reading.blocks import block_at
from assistant.reading.closings import dress
from assistant.reading.lines import Line
from assistant.reading.words import plain, title_kind
from assistant.resources import rules
from assistant.vocabulary import Role


def roles_of(lines: Sequence[Line], near: datetime) -> list[Role]:
    """The role of each line of one letter (forwarding already undone).

    When nothing would be left as new, the letter's own words were taken for history: then they are kept.
    """
    roles = _history(lines, near)
    if not any(role is Role.NEW and not line.empty for role, line in zip(roles, lines, strict=True)):
        roles = [Role.NEW if role is Role.QUOTED else role for role in roles]
    dress(lines, roles)
    return roles


def _history(lines: Sequence[Line], near: datetime) -> list[Role]:
    roles = [Role.NEW] * len(lines)
    at = 0
    written = False  # whether new words stand above
    while at < len(lines):
        line = lines[at]
        if line.empty:
            at += 1
            continue
        if is_reply_mark(line.bare):
            if written:
                _fill(lines, roles, at, near)
                break
            roles[at] = Role.BOILERPLATE
            at += 1
            continue
        if (block := block_at(lines, at)) is not None:
            roles[at : block.last] = [Role.HEADER] * (block.last - at)
            _fill(lines, roles, block.last, near)
            break
        if title_kind(line.bare) in ("original", "forwarded") and written:
            roles[at] = Role.HEADER
            _fill(lines, roles, at + 1, near)
            break
        if (attribution := attribution_at(lines, at, near)) is not None:
            roles[at : attribution.last] = [Role.HEADER] * (attribution.last - at)
            end = _end_of_bars(lines, attribution.last)
            if end == attribution.last:
                _fill(lines, roles, attribution.last, near)
                break
            roles[attribution.last : end] = [Role.QUOTED] * (end - attribution.last)
            at = end
            continue
        if line.depth:
            end = _end_of_bars(lines, at)
            roles[at:end] = [Role.QUOTED] * (end - at)
            at = end
            continue
        written = True
        at += 1
    return roles


def _fill(lines: Sequence[Line], roles: list[Role], start: int, near: datetime) -> None:
    """Everything from `start` is history; the headers inside it are still told apart."""
    roles[start:] = [Role.QUOTED] * (len(roles) - start)
    at = start
    while at < len(lines):
        found = None if lines[at].empty else block_at(lines, at) or attribution_at(lines, at, near)
        if found is None:
            at += 1
            continue
        roles[at : found.last] = [Role.HEADER] * (found.last - at)
        at = found.last


def _end_of_bars(lines: Sequence[Line], start: int) -> int:
    """Behind the quoted lines (`>`) that follow; lines they were wrapped onto and empty ones between them included."""
    at = end = start
    while at < len(lines):
        line = lines[at]
        if line.depth:
            end = at + 1
        elif not line.empty and not _wrapped(lines, at):
            break
        at += 1
    return end


def _wrapped(lines: Sequence[Line], at: int) -> bool:
    """A line without a mark, pushed off the end of a quoted one by a program that wraps blindly."""
    above = lines[at - 1] if at else None
    below = lines[at + 1] if at + 1 < len(lines) else None
    return bool(above and above.depth and len(above.bare) >= 55 and below and below.depth)


def is_reply_mark(bare: str) -> bool:
    """`##- Please type your reply above this line -##` and its like."""
    if len(bare) > 160:
        return False
    folded = plain(bare)
    return any(mark in folded for mark in _reply_marks())


@cache
def _reply_marks() -> tuple[str, ...]:
    return tuple(plain(mark) for marks in rules("quotes")["reply_marks"].values() for mark in marks)
