"""What stands below the words of a letter: signature, phone footer, disclaimer; and banners above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.reading.lines import Line
from assistant.resources import rules
from assistant.vocabulary import Role

_DELIMITERS = frozenset({"--", "—", "––", "- --"})


def dress(lines: Sequence[Line], roles: list[Role]) -> None:
    """Take signature and boilerplate out of the lines that are new so far; `roles` is changed in place."""
    at = 0
    while at < len(lines):
        if roles[at] is not Role.NEW:
            at += 1
            continue
        end = at
        while end < len(lines) and roles[end] is Role.NEW:
            end += 1
        _dress_region(lines, roles, at, end)
        at = end


def _dress_region(lines: Sequence[Line], roles: list[Role], start: int, end: int) -> None:
    for at in range(start, end):
        if lines[at].bare in _DELIMITERS and at > start:
            roles[at:end] = [Role.SIGNATURE] * (end - at)
            end = at
            break
    for first, last in _paragraphs(lines, start, end):
        text = " ".join(line.bare for line in lines[first:last])[:1_500]
        if _paragraph().search(text):
            roles[first:last] = [Role.BOILERPLATE] * (last - first)
    for at in range(start, end):
        if roles[at] is Role.NEW and len(lines[at].bare) < 120 and _mobile().fullmatch(_without_link(lines[at].bare)):
            roles[at] = Role.SIGNATURE


def _paragraphs(lines: Sequence[Line], start: int, end: int) -> list[tuple[int, int]]:
    found = []
    first: int | None = None
    for at in range(start, end + 1):
        if at < end and not lines[at].empty:
            first = at if first is None else first
        elif first is not None:
            found.append((first, at))
            first = None
    return found


def _without_link(bare: str) -> str:
    return re.sub(r"\s*<[^<>]{0,300}>\s*$", "", bare).strip(" .*_-")


@cache
def _mobile() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in rules("boilerplate")["mobile"]), re.IGNORECASE)


@cache
def _paragraph() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in rules("boilerplate")["paragraphs"]), re.IGNORECASE)
