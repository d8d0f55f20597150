"""What looks like a firm's name, and where it ends."""

from __future__ import annotations

import re
from functools import cache

from assistant.invoices.days import days
from assistant.invoices.figures import figures
from assistant.invoices.words import book, tokens

_PARTS = re.compile(r"(\s+[-–—·•|]\s+|\s*[|·•]\s*|,\s+|\s{3,})")
_STREET = re.compile(r"\D\s\d{1,4}\s?[a-zA-Z]?$|^\d+\s")  # "Hauptstr. 12", "12 High Street"
LONGEST = 70


def with_form(part: str) -> str | None:
    """A firm's name up to its legal form: "Free SAS au capital de …" → "Free SAS"; None when there is none."""
    match = None
    for found in _forms().finditer(part[: LONGEST + 10]):
        match = match if found.group() in _listed("small_forms") else found
    if match is None or match.start() == 0:
        return None
    dot = part[match.end() : match.end() + 1] == "."  # "Inc."
    name = _run(re.sub(r"^.*?:\s+", "", part[: match.end() + dot])).strip(" ,;:*")
    return name if name and len(name.split()) > 1 and looks_like_name(name) else None


def _run(words: str) -> str:
    """The words at the end that make a name: capitals, figures, and small words between ("Sent for A & B of C Ltd")."""
    kept: list[str] = []
    for word in reversed(words.split()):
        if not (
            word[:1].isupper()
            or word[:1].isdigit()
            or word in _listed("name_words")
            or word[:1] in "&+("
            or len(kept) == 0
        ):
            break
        kept.append(word)
    while kept and kept[-1] in _listed("name_words"):
        kept.pop()
    return " ".join(reversed(kept))


def parts_of(text: str) -> list[str]:
    """A line of an address in its parts; a legal form behind a comma stays with its name ("Pourpoint, Inc.")."""
    pieces = _PARTS.split(text)
    parts = pieces[:1]
    for mark, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        form = _forms().match(piece)
        if form and mark.strip() == ",":
            parts[-1] += mark + piece
        else:
            parts.append(piece)
    return parts


def looks_like_name(text: str) -> bool:
    return (
        2 < len(text) <= LONGEST
        and len(text.split()) <= 8
        and any(c.isalpha() for c in text)
        and not text.startswith("(")
        and not _STREET.search(text)
        and "@" not in text
        and not re.search(r"\d{3}|www\.|://", text)
        and not next(days(text), None)
        and not next((f for f in figures(text) if f.money), None)
    )


def name_in(text: str) -> str | None:
    text = text.strip(" .:;,*")
    return text if looks_like_name(text) else None


def key_of(name: str) -> str:
    return " ".join(t.word for t in tokens(name))


@cache
def _forms() -> re.Pattern[str]:
    forms = sorted(book()["legal_forms"], key=lambda s: (-len(s), s))
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(f).replace(r"\ ", " ?") for f in forms) + r")(?!\w)", re.IGNORECASE
    )


def is_form(word: str) -> bool:
    """Whether a word is a legal form."""
    return _forms().fullmatch(word) is not None


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(str(word) for word in book()[name])
