"""Names in the owner's own words, cut out of a sentence."""

from __future__ import annotations

import re

from assistant.replies.fold import fold
from assistant.replies.named.forms import Forms
from assistant.replies.names import name
from assistant.replies.state import Reading
from assistant.replies.targets import Target, find_targets

_QUOTED = re.compile(r"[\s\"'“”„«»‘’]*[\"“”„«»‘'](?P<name>[^\"“”„«»]{2,90}?)[\"“”«»’'][\s,]*(?:\w{3,6})?\s*")
_AMOUNT = re.compile(r"(?:the |our |that )?(?P<name>[£$€]\s?\d[\d.,]*|\d[\d.,]*\s?[£$€])\s*", re.IGNORECASE)
_LONGEST = 9  # words


def things(reading: Reading, text: str, span: tuple[int, int], forms: Forms) -> list[Target]:
    """What `text[span]` names: one thing, or two where each has its article; nothing where it is no name."""
    start, end = span
    found: list[Target | None] = []
    for cut in forms.pair.finditer(fold(text), start, end):
        found.append(thing(reading, text, (start, cut.start()), forms))
        start = cut.end()
    found.append(thing(reading, text, (start, end), forms))
    return [] if None in found else [target for target in found if target is not None]


def thing(reading: Reading, text: str, span: tuple[int, int], forms: Forms) -> Target | None:
    """The one thing that `text[span]` names; None for a pronoun, a figure, a day or a sentence."""
    start, end = span
    said = text[start:end]
    if special := _QUOTED.fullmatch(said) or _AMOUNT.fullmatch(said):
        first, last = special.span("name")
        return Target(start + first, start + last, "name", about=special["name"])
    if bare := forms.bare.search(fold(said)):
        said = said[: bare.start()]
    found = name(said, start, reading.at, longest=_LONGEST)
    if found is None or forms.be.search(fold(said)) or _only_says_how(reading, found) or _numbered(reading, said):
        return None
    return found


def _numbered(reading: Reading, said: str) -> bool:
    """ "Number nine": a row, and no name; "Grade 7 marks" is one."""
    numbers = [t for t in find_targets(said, reading.at) if t.kind == "numbers"]
    before = re.findall(r"[^\W\d_]+", fold(said[: numbers[0].start])) if numbers else []
    return bool(numbers) and all(word in reading.at.lexicon.filler | reading.at.lexicon.vague for word in before)


def _only_says_how(reading: Reading, target: Target) -> bool:
    """ "Good", "all resolved": how things are, and of no thing."""
    lexicon = reading.at.lexicon
    rest = lexicon.naming.sub(" ", fold(target.about or ""))
    return not reading.content(rest) or all(word in lexicon.vague | lexicon.filler for word in rest.split())
