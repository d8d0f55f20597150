"""What stands around the words of a letter: banners, disclaimers, footers, phone footers and the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.reading.lines import Line
from assistant.reading.signatures import sign
from assistant.reading.words import title_kind
from assistant.resources import rules
from assistant.vocabulary import Address, Role

_MOST_TEXT = 3_000  # characters of a paragraph that are looked at
_WRAPPED = 50  # a line at least this long may go on in the next
_LEAD = 60  # characters that may stand before the phrase on its line without being the letter's words


def dress(lines: Sequence[Line], roles: list[Role], author: Address) -> None:
    """Take signature and boilerplate out of the lines that are new so far; `roles` is changed in place."""
    at = 0
    while at < len(lines):
        if roles[at] is not Role.NEW:
            at += 1
            continue
        end = at
        while end < len(lines) and roles[end] is Role.NEW:
            end += 1
        _strip(lines, roles, at, end)
        sign(lines, roles, range(at, end), author)
        at = end


def _strip(lines: Sequence[Line], roles: list[Role], start: int, end: int) -> None:
    above: Line | None = None  # the last line of the boilerplate directly above
    for first, last in paragraphs(lines, start, end):
        if above is not None and lines[first].bare[0].islower() and not above.bare.endswith((".", "!", "?")):
            mark: int | None = first  # its sentence was torn in two
        else:
            mark = _first_of_boilerplate(lines, first, last)
        above = None if mark is None else lines[last - 1]
        if mark is not None:
            roles[mark:last] = [Role.BOILERPLATE] * (last - mark)
    _strip_pgp(lines, roles, start, end)
    for at in range(end - 1, start, -1):  # lines drawn below the last words
        if not lines[at].empty and title_kind(lines[at].bare) not in ("rule", "titled"):
            break
        roles[at] = roles[at] if lines[at].empty else Role.BOILERPLATE
    for at in range(start, end):
        if roles[at] is Role.NEW and is_mobile(lines[at].bare):
            roles[at] = Role.SIGNATURE


def _strip_pgp(lines: Sequence[Line], roles: list[Role], start: int, end: int) -> None:
    """The armour of a clear-signed letter (RFC 9580, section 7)."""
    inside: Role | None = None
    for at in range(start, end):
        bare = lines[at].bare
        if bare.startswith("-----BEGIN PGP SIGN"):
            inside = Role.SIGNATURE if "SIGNATURE" in bare else Role.BOILERPLATE
        elif inside is Role.BOILERPLATE and lines[at].empty:
            inside = None
        if inside is not None:
            roles[at] = inside
        if bare.startswith("-----END PGP SIGNATURE"):
            inside = None


def paragraphs(lines: Sequence[Line], start: int, end: int) -> list[tuple[int, int]]:
    """First line and line behind the last of each run of filled lines."""
    found = []
    first: int | None = None
    for at in range(start, end + 1):
        if at < end and not lines[at].empty:
            first = at if first is None else first
        elif first is not None:
            found.append((first, at))
            first = None
    return found


def _first_of_boilerplate(lines: Sequence[Line], first: int, last: int) -> int | None:
    """The line at which boilerplate begins in a paragraph: where the sentence with the telling phrase begins."""
    text, starts = "", []
    for line in lines[first:last]:
        starts.append(len(text))
        text += line.bare + " "
        if len(text) > _MOST_TEXT:
            break
    found = _telling_phrase(text[:_MOST_TEXT])
    if found is None:
        return None
    at = max(number for number, begin in enumerate(starts) if begin <= found.start())
    if _has_own_words(text[starts[at] : found.start()]):
        return None if at + 1 >= last - first else first + at + 1
    while at > 0 and _goes_on(lines[first + at - 1].bare):
        at -= 1
    return first + at


def _has_own_words(before: str) -> bool:
    """Whether a whole sentence stands on the line before the phrase."""
    return len(before) > _LEAD and bool(re.search(r"[.!?]\s", before))


def _goes_on(bare: str) -> bool:
    return len(bare) >= _WRAPPED and not bare.endswith((".", "!", "?", ":", ","))


def is_boilerplate(paragraph: str) -> bool:
    """Whether a paragraph holds a phrase of banners, disclaimers or footers."""
    return _telling_phrase(paragraph) is not None


def is_mobile(bare: str) -> bool:
    """`Sent from my iPhone` and its like, in any language, with or without a link."""
    if not bare or len(bare) > 160:
        return False
    words = re.sub(r"\[([^\[\]]{0,60})\]\([^()]{0,200}\)", r"\1", bare)
    words = re.sub(r"\s*[<(]\s?https?:[^<>()]{0,300}[>)]", "", words).strip(" .*_-<>()[]")
    return bool(words) and _mobile().fullmatch(words) is not None


@cache
def _mobile() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in rules("boilerplate")["mobile"]), re.IGNORECASE)


def _telling_phrase(text: str) -> re.Match[str] | None:
    """The first phrase of boilerplate in `text`."""
    folded = text.lower()
    found = [
        match
        for words, pattern in _groups()
        if any(word in folded for word in words) and (match := pattern.search(text.rstrip())) is not None
    ]
    return min(found, key=lambda match: match.start(), default=None)


@cache
def _groups() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    return tuple(
        (tuple(group["when"]), re.compile("|".join(f"(?:{pattern})" for pattern in group["any"]), re.IGNORECASE))
        for group in rules("boilerplate")["paragraphs"]
    )
