"""Which line of a letter plays which role: new words, history and the headers in it, signature, boilerplate."""

from __future__ import annotations

from datetime import datetime

from assistant.reading.attributions import attribution_at
from assistant.reading.blocks import block_at
from assistant.reading.closings import dress
from assistant.reading.desks import is_reply_mark, mark_comments
from assistant.reading.lines import Page
from assistant.reading.words import title_kind
from assistant.vocabulary import Address, Role

_MOST_LINES = 4_000  # below so many nobody quotes; what stands there keeps its role


def roles_of(page: Page, near: datetime, author: Address) -> list[Role]:
    """The role of each line of one letter by `author`, sent at `near`; forwarding is already undone.

    When nothing would be left as new, the letter's own words were taken for history: then they are kept.
    """
    roles = [Role.NEW] * len(page.lines)
    _tell_history(page, roles, near)
    if not any(role is Role.NEW and not line.empty for role, line in zip(roles, page.lines, strict=True)):
        roles = [Role.NEW if role is Role.QUOTED else role for role in roles]
    dress(page.lines, roles, author)
    return roles


def _tell_history(page: Page, roles: list[Role], near: datetime) -> None:
    at = 0
    written = desk = False  # whether new words stand above; whether a help desk's mark does
    while at < min(len(page.lines), _MOST_LINES):
        line = page.lines[at]
        if line.empty:
            at += 1
        elif is_reply_mark(line.bare):
            if written:
                _quote_rest(page, roles, at, near)
                return
            roles[at] = Role.BOILERPLATE
            desk = True
            at += 1
        elif (end := _history_at(page, roles, at, near)) is not None:
            at = end
        elif title_kind(line.bare) in ("original", "forwarded") and written:
            _quote_rest(page, roles, at, near)
            roles[at] = Role.HEADER
            return
        elif line.depth:
            end = _end_of_bars(page, at)
            if not desk:  # what a help desk quotes without saying whom is the request itself
                roles[at:end] = [Role.QUOTED] * (end - at)
            at = end
        else:
            written = True
            at += 1
    if desk:
        mark_comments(page, roles, near)


def _history_at(page: Page, roles: list[Role], at: int, near: datetime) -> int | None:
    """Mark the history that opens at line `at`, and give the line behind it; None when none does."""
    if block_at(page, at) is not None:
        _quote_rest(page, roles, at, near)
        return len(page.lines)
    attribution = attribution_at(page, at, near)
    if attribution is None:
        return None
    end = _end_of_bars(page, attribution.last)
    if end == attribution.last:
        _quote_rest(page, roles, at, near)
        return len(page.lines)
    roles[at : attribution.last] = [Role.HEADER] * (attribution.last - at)
    roles[attribution.last : end] = [Role.QUOTED] * (end - attribution.last)
    return end


def _quote_rest(page: Page, roles: list[Role], start: int, near: datetime) -> None:
    """Everything from `start` is history; the headers inside it are told apart."""
    roles[start:] = [Role.QUOTED] * (len(roles) - start)
    at = start
    while at < min(len(page.lines), start + _MOST_LINES):
        found = None if page.lines[at].empty else block_at(page, at) or attribution_at(page, at, near)
        if found is None:
            at += 1
            continue
        roles[at : found.last] = [Role.HEADER] * (found.last - at)
        at = found.last


def _end_of_bars(page: Page, start: int) -> int:
    """Behind the quoted lines (`>`) that follow; lines they were wrapped onto and empty ones between them included."""
    at = end = start
    while at < len(page.lines):
        line = page.lines[at]
        if line.depth:
            end = at + 1
        elif not line.empty and not _wrapped(page, at):
            break
        at += 1
    return end


def _wrapped(page: Page, at: int) -> bool:
    """A line without a mark, pushed off the end of a quoted one by a program that wraps blindly."""
    if at == 0 or at + 1 >= len(page.lines):
        return False
    above, below = page.lines[at - 1], page.lines[at + 1]
    return bool(above.depth and len(above.bare) >= 55 and below.depth)
