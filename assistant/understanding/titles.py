"""A title in plain words, as an owner would name it: the subject or what the sentence says, and the thing meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.resources import rules
from assistant.understanding.matters import Matter, content, things
from assistant.understanding.sentences import Sentence
from assistant.vocabulary import EventKind, Letter, Role

LONGEST = 80
_PREFIX = re.compile(
    r"^\s*(?:(?:re|fw|fwd|aw|wg|antw|tr|rv|rif|sv|vs|doorst|enc)(?:\[\d+\])?\s*:\s*"
    r"|\[(?:external|extern|ext|spam\??|secure)\]\s*)",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"[\[({]\s*[^\])}]{0,40}\d{3,}[^\])}]{0,40}[\])}]"
    r"|[\[({]\s*(?:ref|ticket|case|id|resolved|investigating|update|new|closed|monitoring)\b[^\])}]{0,60}[\])}]"
    r"|#\s?[A-Z]{0,6}-?\d{3,}|\b[A-Z]{2,6}-[A-Z0-9-]*\d{3,}\b|\b(?:ref|id)\s?[:#]\s?[\w-]*\d{3,}[\w-]*",
    re.IGNORECASE,
)
_SORT = r"(?:your |new |service |support )?(?:ticket|case|request|incident|job|call|order|ref(?:erence)?|id)"
_STEP = (
    r"(?:has been |is |was )?(?:updated?|closed|resolved|opened|created|received|assigned|escalated|completed|merged)"
)
_LEAD = re.compile(rf"^(?:{_SORT}(?: {_STEP})?|{_STEP})\s*[:#|–-]+\s*", re.IGNORECASE)
_LABEL = re.compile(r"\W{0,3}(?:\d{1,2}[.):]\s)?([^.:;!?]{2,42}?)\s?(?::|\s[–—-])\s")
_EDGES = " \t-–—:|,.;#*~/_!>\"'"


def title_of(letter: Letter, matter: Matter) -> str:
    """The title of a matter."""
    subject = from_subject(letter.subject) if matter.alone else ""
    title = subject if _tells(subject, letter) else _told(matter)
    if thing_in(title):
        return title
    thing = next((thing for text in _near(letter, matter) if (thing := thing_in(text))), "")
    return shortened(f"{thing}: {title}") if thing else title


def from_subject(subject: str) -> str:
    """The subject without prefixes, ticket banners and numbers; "" when nothing is left."""
    text = " ".join(subject[:500].split())
    while (shorter := _PREFIX.sub("", text, count=1)) != text:
        text = shorter
    text = _BANNER.sub(" ", text)
    text = " ".join(text.split()).strip(_EDGES)
    while (shorter := _LEAD.sub("", text, count=1)) != text:
        text = shorter.strip(_EDGES)
    return shortened(text) if any(c.isalpha() for c in text) else ""


def shortened(text: str) -> str:
    """At most `LONGEST` characters, cut between words; its first letter a capital."""
    text = text.strip(_EDGES)
    if len(text) > LONGEST:
        text = text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(_EDGES) + "…"
    return text[:1].upper() + text[1:]


def thing_in(text: str) -> str:
    """The first thing that the text names, as written there; "" when it names none."""
    match = things().search(text)
    return match.group() if match else ""


def event_title(letter: Letter, part: Sentence, kind: EventKind) -> str:
    """What will happen, in a few words."""
    return from_subject(letter.subject) or shortened(part.words) or kind.value.capitalize()


def _tells(subject: str, letter: Letter) -> bool:
    """Does the subject name the matter? It has a word that is no stock phrase and that the letter has too."""
    own = {word for word in content(subject) if not any(c.isdigit() for c in word)} - _generic()
    return bool(own) and (bool(thing_in(subject)) or bool(own & content(letter.words(Role.NEW, Role.QUOTED)[:4000])))


def _told(matter: Matter) -> str:
    """The sentence itself, below the label of its list item or paragraph."""
    words = matter.sentence.words
    label = _LABEL.match(matter.block[0].words)
    if label and not words.startswith(label.group().strip()):
        return shortened(f"{label.group(1).strip(_EDGES)}: {words}")
    return shortened(words)


def _near(letter: Letter, matter: Matter) -> Iterator[str]:
    """The texts in which the thing may be named, the nearest first."""
    parts, own = matter.standing.view.sentences, matter.sentence
    yield own.words
    yield from (part.words for part in matter.block)
    before = parts[: matter.at][::-1]
    yield from (part.words for part in before if matter.alone or part.paragraph == own.paragraph)
    if matter.alone:
        yield letter.subject
        yield letter.new
        yield letter.words(Role.QUOTED)[:2000]


@cache
def _generic() -> frozenset[str]:
    return frozenset(rules("topics")["generic"])
