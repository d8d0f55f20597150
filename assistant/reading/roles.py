"""Which line of a letter plays which role: new words, history and the headers in it, signature, boilerplate."""

from __future__ import annotations

from collections.abc import Sequence
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

    When nothing would be left as new, the letter's own words were taken for history or footers: then they are kept.
    """
    roles = notes_of(page, near, author)
    for kept in (Role.BOILERPLATE, Role.QUOTED):
        if not _has_new(page, roles):
            roles = [Role.NEW if role is kept else role for role in roles]
    return roles


def notes_of(page: Page, near: datetime, author: Address) -> list[Role]:
    """The same for what a forwarder wrote, which may be nothing but a signature or a disclaimer."""
    roles = [Role.NEW] * len(page.lines)
    _Teller(page, roles, near).tell()
    dress(page.lines, roles, author)
    return roles


def _has_new(page: Page, roles: Sequence[Role]) -> bool:
    return any(role is Role.NEW and not line.empty for role, line in zip(roles, page.lines, strict=True))


class _Teller:
    """Goes down a letter and marks what is history; each step takes the lines that belong together."""

    def __init__(self, page: Page, roles: list[Role], near: datetime) -> None:
        self.page, self.roles, self.near = page, roles, near
        self.written = False  # whether new words stand above
        self.desk = False  # whether a help desk's mark stands above

    def tell(self) -> None:
        at = 0
        while at < min(len(self.page.lines), _MOST_LINES):
            at = self.step(at)
        if self.desk:
            mark_comments(self.page, self.roles, self.near)

    def step(self, at: int) -> int:
        """Mark the lines that open at `at`, and give the line behind them."""
        line = self.page.lines[at]
        kind = title_kind(line.bare)
        if line.empty or kind == "end":
            return self.mark(at, at + 1, Role.HEADER if kind else Role.QUOTED if line.depth else Role.NEW)
        if is_reply_mark(line.bare):
            return self.reply_mark(at)
        if (end := self.history(at)) is not None:
            return end
        if line.depth:
            return self.bars(at)
        self.written = True
        return at + 1

    def history(self, at: int) -> int | None:
        """The line behind the history that line `at` announces; None when it announces none."""
        if block_at(self.page, at) is not None:
            return self.rest(at)
        if (attribution := attribution_at(self.page, at, self.near)) is not None:
            return self.attribution(at, attribution.last)
        if self.written and title_kind(self.page.lines[at].bare) in ("original", "forwarded"):
            self.rest(at)
            self.mark(at, at + 1, Role.HEADER)
            return len(self.page.lines)
        return None

    def mark(self, start: int, end: int, role: Role) -> int:
        self.roles[start:end] = [role] * (end - start)
        return end

    def reply_mark(self, at: int) -> int:
        """Below one's own words the mark opens the history; at the top of a help desk's mail it is furniture."""
        if self.written:
            return self.rest(at)
        self.desk = True
        return self.mark(at, at + 1, Role.BOILERPLATE)

    def attribution(self, at: int, last: int) -> int:
        end = _end_of_bars(self.page, last)
        if end == last:
            return self.rest(at)
        self.mark(at, last, Role.HEADER)
        return self.mark(last, end, Role.QUOTED)

    def bars(self, at: int) -> int:
        """What a help desk quotes without saying whom is the request itself; else quoted lines are history."""
        end = _end_of_bars(self.page, at)
        return end if self.desk else self.mark(at, end, Role.QUOTED)

    def rest(self, at: int) -> int:
        _quote_rest(self.page, self.roles, at, self.near)
        return len(self.page.lines)


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
