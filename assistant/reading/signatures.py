"""Where the signature begins: below `-- `, below a closing phrase, or at a block of name, post and telephone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.reading.lines import Line
from assistant.reading.words import plain
from assistant.resources import rules
from assistant.vocabulary import Address, Role

_DELIMITERS = frozenset({"--", "—", "––", "- --", "---", "-- --", "__"})
_MOST_LINES = 16  # of a signature
_LOOK_BACK = 30  # filled lines above the end among which a closing phrase is looked for
_CONTACT = re.compile(
    r"(?:\+|\b0|\(0)\d[\d ().\-/]{5,}\d"  # a telephone number
    r"|\b\d{3}[ .-]\d{3}[ .-]\d{4}\b|\(\d{3}\) ?\d{3}[ .-]\d{4}\b"
    r"|https?://|\bwww\.|[^\s@<>]@[^\s@<>]+\.\w"
    r"|^(?:t|m|f|e|w|p|tel|tel\.|mob|mobile|mobil|phone|fax|direct|dd|ext|web|e-?mail|telefon|telefoon|tél|handy|cell)\s?[.:]\s?\S"
    r"|\b(?:ltd|limited|llp|llc|inc|gmbh|bv|b\.v\.|sarl|srl|s\.r\.l\.|s\.p\.a\.|oy|aps|plc|pty|kft|s\.r\.o\.)(?:\W|$)"
    r"|\s[|•·]\s",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_POSTSCRIPT = re.compile(r"^(?:p\.?\s?s\.?|nb|n\.b\.|edit|update)\b", re.IGNORECASE)


def sign(lines: Sequence[Line], roles: list[Role], region: range, author: Address) -> None:
    """Mark the signature in a region of new lines; `roles` is changed in place."""
    filled = [at for at in region if not lines[at].empty and roles[at] is Role.NEW]
    if not filled:
        return
    start = _delimited(lines, filled)
    if start is not None:
        _mark(lines, roles, range(start, region.stop))
        return
    for first, last in (_below_signoff(lines, filled), _contact_block(lines, filled, author)):
        if first is not None and last is not None:
            _mark(lines, roles, range(first, last + 1))
            return


def _mark(lines: Sequence[Line], roles: list[Role], span: range) -> None:
    for at in span:
        if roles[at] is Role.NEW:
            roles[at] = Role.SIGNATURE
        elif roles[at] is Role.SIGNATURE or lines[at].empty:
            continue


def _delimited(lines: Sequence[Line], filled: list[int]) -> int | None:
    """The line `-- ` with no more below it than a signature has."""
    for number in range(max(0, len(filled) - _MOST_LINES - 1), len(filled)):
        below = filled[number + 1 :]
        if lines[filled[number]].bare not in _DELIMITERS or not (number or below):
            continue
        if not (number and below and _is_sentence(lines[below[0]].bare) and len(lines[below[0]].bare) > 90):
            return filled[number]
    return None


def _below_signoff(lines: Sequence[Line], filled: list[int]) -> tuple[int | None, int | None]:
    """From the last closing phrase on, when more than a name follows it."""
    for number in range(len(filled) - 1, max(-1, len(filled) - _LOOK_BACK), -1):
        if not is_signoff(lines[filled[number]].bare):
            continue
        below = _alike(lines, filled[number + 1 :])
        groups = _groups([filled[number], *below])
        if len(groups) > 1 and len(groups[0]) == 2 and len(lines[groups[0][1]].bare.split()) <= 3:
            return groups[1][0], below[-1]  # `Thanks` and a first name are the letter's, the block below them is not
        if len(below) >= 2 or any(_CONTACT.search(lines[at].bare) for at in below):
            return filled[number], below[-1]
        return None, None
    return None, None


def _alike(lines: Sequence[Line], below: list[int]) -> list[int]:
    """The lines below a closing phrase that look like a signature: no sentences; later paragraphs with contacts."""
    taken: list[int] = []
    for paragraph in _groups(below):
        bares = [lines[at].bare for at in paragraph]
        if any(_is_sentence(bare) or _POSTSCRIPT.match(bare) for bare in bares):
            break
        if taken and len(taken) > 2 and not any(_CONTACT.search(bare) for bare in bares):
            break
        taken += paragraph
        if len(taken) > _MOST_LINES:
            return []
    return taken


def _groups(filled: list[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for at in filled:
        if groups and groups[-1][-1] == at - 1:
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def _contact_block(lines: Sequence[Line], filled: list[int], author: Address) -> tuple[int | None, int | None]:
    """A last paragraph that opens with a name and holds a telephone number, an address or the like."""
    groups = _groups(filled[-_LOOK_BACK:])
    for group in reversed(groups[-3:]):
        for number, at in enumerate(group):
            rest = group[number:]
            if len(rest) < 2 or len(rest) > _MOST_LINES:
                continue
            bares = [lines[k].bare for k in rest]
            named = _names(bares[0], author)
            if not (named or (number == 0 and _is_name(bares[0]))):
                continue
            if any(map(_is_sentence, bares)) or not any(_CONTACT.search(bare) for bare in bares[1:]):
                continue
            if number == 0 or named:
                return at, filled[-1] if _only_contacts(lines, filled, rest[-1]) else rest[-1]
    return None, None


def _only_contacts(lines: Sequence[Line], filled: list[int], last: int) -> bool:
    return all(not _is_sentence(lines[at].bare) and _CONTACT.search(lines[at].bare) for at in filled if at > last)


def _names(bare: str, author: Address) -> bool:
    """Whether the line is the author's name, with or without letters behind it."""
    own = {word for word in _WORD.findall(author.name.casefold()) if len(word) > 1}
    words = _WORD.findall(bare.casefold())
    return (
        bool(words)
        and len(words) <= 6
        and len(own & set(words)) >= min(2, len(own) or 9)
        and not re.search(r"\d", bare)
    )


def _is_name(bare: str) -> bool:
    """Two to four capitalised words and nothing else: `Jane van der Roe`."""
    words = bare.split()
    if not 2 <= len(words) <= 5 or len(bare) > 48 or bare.endswith((".", ":", "?", "!", ";")):
        return False
    letters = [word for word in words if word[0].isalpha()]
    return len(letters) == len(words) and sum(word[0].isupper() for word in words) >= 2 and words[0][0].isupper()


def _is_sentence(bare: str) -> bool:
    words = _WORD.findall(bare)
    if len(bare) > 110 and not _CONTACT.search(bare):
        return True
    return len(words) >= 4 and bare.endswith((".", "!", "?")) and not _CONTACT.search(bare)


def is_signoff(bare: str) -> bool:
    """A closing phrase alone on its line, or with a name behind its comma: `Cheers, Tom`."""
    if len(bare) > 60:
        return False
    whole = plain(bare).strip(" ,.!-–—:")
    head, comma, name = whole.partition(",")
    return whole in _signoffs() or (bool(comma) and head.strip() in _signoffs() and len(name.split()) <= 3)


@cache
def _signoffs() -> frozenset[str]:
    return frozenset(plain(phrase) for phrases in rules("boilerplate")["signoffs"].values() for phrase in phrases)
