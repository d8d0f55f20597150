"""Find the lines that announce quoted words: `On Tue, 3 Mar 2026 at 09:31, Jane Roe <jane@acme.example> wrote:`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from assistant.reading.addresses import address_of
from assistant.reading.lines import Page
from assistant.reading.moments import Moment, find_moment
from assistant.reading.saying import before_date, openers, verb_in, verbs, without_words
from assistant.reading.words import plain
from assistant.vocabulary import Address

_MOST_LINES = 7
_MOST_CHARACTERS = 500
_MOST_WORDS = 16  # besides date and address
_EMAIL = re.compile(r"[^\s@<>\"(\[]{1,64}@[^\s@<>\")\]]{1,120}")
_YEAR = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}


@dataclass(frozen=True, slots=True)
class Attribution:
    """Lines `first` to `last` (exclusive) announce words of `author`, written at `moment` when it is told."""

    first: int
    last: int
    author: Address
    moment: Moment | None
    depth: int
    title: str = ""  # what a line above it says, see `title_kind`


def attribution_at(page: Page, index: int, near: datetime) -> Attribution | None:
    """The attribution that starts at line `index`, over at most four filled lines."""
    if not _may_open(page.lines[index].bare):
        return None
    text = ""
    for last in range(index, min(len(page.lines), index + _MOST_LINES)):
        line = page.lines[last]
        if line.empty:
            following = page.next_filled(last, 1)
            if following is None or not _finishes(text, page.lines[following].bare):
                return None
            continue
        text = f"{text} {line.bare}".strip()
        if len(text) > _MOST_CHARACTERS:
            return None
        if _closes(line.bare, text) or _announces_bars(page, last):
            found = _read(text, near)
            return Attribution(index, last + 1, *found, page.lines[index].depth) if found else None
    return None


def _announces_bars(page: Page, index: int) -> bool:
    """Whether a line that ends with an address, without a colon, stands directly above words with quote marks."""
    below = page.next_filled(index + 1, 1)
    if below is None or page.lines[below].depth <= page.lines[index].depth or _is_verb(page.lines[below].bare):
        return False
    return page.lines[index].bare.endswith(">")


def _finishes(text: str, bare: str) -> bool:
    """Whether the line behind an empty one is the rest of an attribution: its address, or its verb."""
    open_ = text.endswith(("<", ",")) or text.count("<") > text.count(">")
    return open_ or bare.startswith("<") or _is_verb(bare)


def _is_verb(bare: str) -> bool:
    return plain(bare).strip(" :>") in verbs()


def _may_open(bare: str) -> bool:
    """Cheap first look: an opener, a digit, a weekday or a name with an address in front of a verb."""
    head = bare[:1]
    if not head or len(bare) > _MOST_CHARACTERS:
        return False
    return bool(head.isdigit() or bare.startswith(openers()) or "@" in bare or verb_in(bare) or _YEAR.search(bare))


def _closes(bare: str, text: str) -> bool:
    ending = bare.rstrip(" -–—*_")
    if ending.endswith((":", "：")):
        return True
    return plain(ending).endswith(verbs()) and (ending != bare or "@" in text)


def _read(text: str, near: datetime) -> tuple[Address, Moment | None] | None:
    """Author and moment of the whole attribution; None when it is none."""
    for entity, sign in _ENTITIES.items():
        text = text.replace(entity, sign)
    text = text.strip(" -–—*_")
    body = text.rstrip(" :：")
    moment = find_moment(body, near)
    address = _EMAIL.search(body)
    verb = verb_in(body)
    if not _is_attribution(body, moment, verb, has_address=address is not None):
        return None
    return _author(body, moment), moment


def _is_attribution(body: str, moment: Moment | None, verb: str, *, has_address: bool) -> bool:
    if verb:
        return _is_short(body, moment) and (moment is not None or has_address)
    if moment is None or not has_address:
        return False
    rest = len(body) - (moment.end - moment.start)
    return rest < 160 and (body[0].isdigit() or moment.start < 30)


def _is_short(body: str, moment: Moment | None) -> bool:
    """A name and a verb are few words beside date and address; a sentence with a date in it has more."""
    rest = body if moment is None else body[: moment.start] + " " + body[moment.end :]
    return len(_EMAIL.sub("", rest).split()) <= _MOST_WORDS


def _author(body: str, moment: Moment | None) -> Address:
    """Who is named besides the date and the verb."""
    if moment is not None:
        body = f"{before_date(body[: moment.start])}\n{body[moment.end :]}"
    pieces = [without_words(piece) for piece in body.split("\n")]
    for piece in sorted(pieces, key=lambda piece: "@" not in piece):
        if piece and (found := address_of(piece)) and (found.address or found.name):
            return Address(without_words(found.name).strip("\"'“”„«» "), found.address)
    return Address("", "")
