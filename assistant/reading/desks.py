"""Mails of help desks: the mark above which one answers, and the list of comments that they repeat with each mail."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache

from assistant.reading.clocks import in_zone_of
from assistant.reading.lines import Page
from assistant.reading.moments import find_moment
from assistant.reading.words import plain, title_kind
from assistant.resources import rules
from assistant.vocabulary import Address, Role

_LONGEST = 110
_MOST_WORDS = 9  # of a comment's header besides its date
_WORD = re.compile(r"[^\W\d_]+")
_MOMENT_WORDS = re.compile(r"[^\W\d_]{1,12}(?=[\s.,]{0,2}\d)|(?<=\d)\s?[^\W\d_]{1,12}|[A-Z]{2,5}")
_YEAR = re.compile(r"\d{4}|\d/\d{2}\b")


def is_reply_mark(bare: str) -> bool:
    """`##- Please type your reply above this line -##` and its like."""
    if not 8 <= len(bare) <= 120:
        return False
    return _reply_marks().search(plain(bare)) is not None


def is_desk(sender: Address) -> bool:
    """Whether the address is that of a help desk or a machine: `support@`, `no-reply+48213@`."""
    local = re.split(r"[+.\d]", sender.address.partition("@")[0])[0]
    return local.replace("-", "").replace("_", "") in _desks()


@cache
def _desks() -> frozenset[str]:
    return frozenset(rules("automatic")["desks"])


@cache
def _reply_marks() -> re.Pattern[str]:
    return re.compile("|".join(mark for marks in rules("quotes")["reply_marks"].values() for mark in marks))


def mark_comments(page: Page, roles: list[Role], near: datetime) -> None:
    """Of several comments the newest stays new, the others are history. `roles` is changed in place."""
    headers = [
        (at, moment)
        for at in range(len(page.lines))
        if roles[at] is Role.NEW and (moment := _comment_moment(page, at, near)) is not None
    ]
    if not headers:
        return
    newest = max(range(len(headers)), key=lambda number: (headers[number][1], -number))
    for number, (at, _) in enumerate(headers):
        start = _above(page, at)
        end = _above(page, headers[number + 1][0]) if number + 1 < len(headers) else len(page.lines)
        if number != newest:
            for line in range(start, end):
                roles[line] = Role.QUOTED if roles[line] is Role.NEW else roles[line]
        roles[start : at + 1] = [Role.HEADER] * (at + 1 - start)


def _above(page: Page, at: int) -> int:
    """The first line of a comment's header: its author's name may stand above the date, a drawn line above that."""
    if at and not _WORD.search(_MOMENT_WORDS.sub("", page.lines[at].bare)) and _is_name(page.lines[at - 1].bare):
        at -= 1
    above = next((back for back in range(at - 1, max(-1, at - 4), -1) if not page.lines[back].empty), None)
    return above if above is not None and title_kind(page.lines[above].bare) == "rule" else at


def _is_name(bare: str) -> bool:
    words = _WORD.findall(bare)
    return 0 < len(words) <= 6 and words[0][0].isupper() and not bare.endswith((".", "!", "?", ","))


def _comment_moment(page: Page, at: int, near: datetime) -> datetime | None:
    """When the comment was written whose header is line `at`: `Tariq Bello (Kestrel Loop IT), 28 Sep 2026, 11:41`."""
    bare = page.lines[at].bare
    if not bare or len(bare) > _LONGEST or not _YEAR.search(bare) or bare.endswith((".", "!", "?")):
        return None
    above = page.lines[at - 1] if at else None
    if above is not None and not above.empty and not title_kind(above.bare) and len(above.bare) > 60:
        return None
    found = find_moment(bare, near)
    if found is None or found.value.hour + found.value.minute == 0:
        return None
    rest = bare[: found.start] + bare[found.end :]
    if len(_WORD.findall(rest)) > _MOST_WORDS or ":" in rest.strip(" :"):
        return None
    return in_zone_of(found.value, near)
