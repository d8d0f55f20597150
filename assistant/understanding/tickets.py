"""Ticket numbers of any shape: "#48213", "[KW-3381]", "INC0041502", "ref:TW-771934:ref", "call 260214"."""

from __future__ import annotations

import re
from functools import cache

from assistant.resources import rules
from assistant.understanding.matters import Matter, overlap
from assistant.understanding.sentences import LONGEST
from assistant.vocabulary import Letter

# letters in front and behind, figures with at most three breaks: "KS/0093", "2026-04-1187", "9702-L", "SC/4471/VG"
_SHAPE = r"[A-Z]{0,6}\d{0,2}(?:[-–/_.][A-Z]{1,4})?[-–/_ ]?\d{2,12}(?:[-–/.]\d{1,8}){0,2}(?:[-/][A-Z]{1,3})?(?![\w@])"
_LETTERED = re.compile(
    r"(?<![\w/@.-])#?((?!\d)[A-Z]{2,6}\d{0,2}(?:[-–_][A-Z]{1,4})?[-–_]?\d{3,12}(?:-\d{1,6})?(?:-[A-Z])?)(?![\w@]|\.\w)"
)
_HASH = re.compile(r"(?<![\w&/])#\s?([A-Z]{0,3}-?\d{3,10})\b")
_BRACKETED = re.compile(rf"[\[(]\s?(?:[A-Za-z ]{{2,20}}[ :#]{{1,2}})?#?((?=[^\])]{{0,30}}\d\d){_SHAPE})\s?[\])]")
_OTHER = re.compile(
    r"(?:\d{3}-)?\d{3}-\d{4}|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}[.:]\d{2}"
)  # telephone numbers, days, hours
_TELEPHONE = re.compile(r"\d{2,5} \d{3}|\d{3}\) ?\d{3}[-. ]\d{4}")  # figures in groups
_SPACED = re.compile(r"(?<![\w-])([A-Z]\d{3,4} \d{3,4})(?![\w-]| \d)")
_LEADING = re.compile(r"^\W{0,3}((?:[A-Z]{1,4}-)?\d{3,8})\s{0,2}[:–—-]|^\W{0,3}((?:[A-Z]{1,4}-)?\d{4,8})\s+(?=[A-Z])")
_BARE = re.compile(
    r"^\W*(?=[^a-z]*\d{3})([A-Z]{0,6}[-/]?\d{2,4}[-/]\d{2,6}(?:[-/]\d{2,6})?|[A-Z]{1,6}[-/]\d{3,8}|\d{5,10})\b"
)


def tickets(text: str) -> tuple[str, ...]:
    """The ticket numbers in a text, in order, each once, as written without ornaments."""
    sure = [(m.start(1), m.group(1)) for m in _named().finditer(text)]
    found = [(m.start(1), m.group(1)) for p in (_SPACED, _BRACKETED, _HASH, _LETTERED) for m in p.finditer(text)]
    found = sure + [(start, number) for start, number in found if not _is_named_other(number)]
    kept: dict[str, str] = {}
    end = 0
    for start, number in sorted(found, key=lambda f: (f[0], -len(f[1]))):
        if start < end or _is_other(text, start, number):
            continue
        end = start + len(number)
        kept.setdefault(re.sub(r"\W", "", number).casefold().lstrip("0"), number.strip())
    return tuple(kept.values())


def tickets_of(letter: Letter, matter: Matter) -> tuple[str, ...]:
    """The ticket numbers of a matter: the letter's where it has but one, else those of its list item or paragraph."""
    about = tickets(letter.subject) or _bare(letter.subject)
    if matter.alone:
        return _together(about, tickets(letter.text[:LONGEST]))
    leading = _LEADING.match(matter.block[0].words)
    first = tuple(filter(None, leading.groups())) if leading else ()
    here = _together(first, tickets(" ".join(part.words for part in matter.block)))
    standing = matter.standing
    closest = max(matter.all, key=lambda j: (overlap(standing.words[j], standing.subject), -j))
    if here or matter.at != closest:
        return here
    every = tickets(letter.text[:LONGEST])
    return about or (every if len(every) == 1 else ())


def _together(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    known = {re.sub(r"\W", "", number).casefold() for number in first}
    return first + tuple(n for n in second if re.sub(r"\W", "", n).casefold() not in known)


def _bare(subject: str) -> tuple[str, ...]:
    """A subject that begins with a number: "88412", "2026-04-1187 / feed"."""
    match = _BARE.match(re.sub(r"^(?:\s*\w{1,4}\s*:)+", "", subject))
    return (match.group(1),) if match else ()


@cache
def _named() -> re.Pattern[str]:
    """A word such as "ticket", then its number."""
    words = "|".join(sorted(map(re.escape, rules("tickets")["words"]), key=len, reverse=True))
    between = (
        r"(?:\s(?i:id|no|nr|number|ref|reference|nummer|code))?(?:\s[a-z]{2,5}){0,2}\.?\s{0,3}[*:#№\[(]{0,3}\s{0,3}"
    )
    return re.compile(rf"\b(?i:{words})\b{between}((?=[A-Z/–_. -]{{0,12}}\d){_SHAPE})")


def _is_other(text: str, start: int, number: str) -> bool:
    """An invoice's number, a telephone number, a day are no tickets."""
    before = text[max(0, start - 24) : start].casefold().rstrip(" :#.*[(")
    few = len(re.sub(r"\D", "", number)) < 3 or (number.isdigit() and bool(_TELEPHONE.match(text, start)))
    return few or bool(_OTHER.fullmatch(number)) or bool(_not_after().search(before))


def _is_named_other(number: str) -> bool:
    """Letters in front may tell that it is an invoice, a law, a product."""
    letters = re.match(r"[A-Za-z]*", number)
    return bool(letters) and letters.group().upper() in _others()  # type: ignore[union-attr]


@cache
def _others() -> frozenset[str]:
    return frozenset(rules("tickets")["others"])


@cache
def _not_after() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:"
        + "|".join(map(re.escape, rules("tickets")["not_after"]))
        + r")(?:[ -](?:no|nr|number|nummer|id|ref))?$"
    )
