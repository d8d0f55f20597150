"""What an event is called in the mail: a subject without its tags, or the clause of the sentence that tells more."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.dates import get_day_names, get_month_names

from assistant.agenda.view import limit
from assistant.agenda.wording import sentence, shortened
from assistant.resources import rules
from assistant.vocabulary import Event, EventKind

_TAGS = re.compile(
    r"^(?:\s*(?:(?:re|fwd?|aw|wg|tr|rv|sv|antw|moved|updated?|reminder|rescheduled)\s*:|\[[^\]]{1,40}\]"
    r"|\([^()]{1,12}\)|[|:,;–—-]))+\s*",
    re.IGNORECASE,
)
_BEFORE_MARK = re.compile(r"\s+(?=[,;.!?])")
_DASH = re.compile(r"\s[-–—]\s")
_FORM = re.compile(r"\s{2,}|\.{3,}|^\w+\s*:")
_WORK = frozenset({EventKind.VISIT, EventKind.MAINTENANCE, EventKind.CHANGE})
_SHORT = 3  # letters of words that tell nothing
_SAYS = 3  # telling words that a sentence has at least
_WORD = re.compile(r"[^\W\d_]+")
_LANGUAGES = ("en", "de", "fr", "nl", "es")


def headline(event: Event) -> str:
    """A title for a row: the event's own, or what its sentence calls it where that says more."""
    told = _told(event)
    if told:
        return sentence(told, limit("announced")).rstrip(".;!")
    return sentence(_renewing(event) or plain(event.title), limit("title")).rstrip(".")


def plain(title: str) -> str:
    """A subject without "Re:", tags in brackets and the like at its head; as it is when nothing would be left."""
    bare = _BEFORE_MARK.sub("", _TAGS.sub("", title)).strip()
    return bare or title


def announced(event: Event) -> str:
    """The sentence that announced it; "" when it tells nothing that the row does not: its title, or days and hours."""
    if _told(event):
        return ""
    said, renewing = shortened(event.evidence, limit("announced")), _letters(_renewing(event))
    words = _letters(said)
    whole = len(words) < len(renewing) + 40 and not headline(event).endswith("…")
    told = whole if renewing else words in _letters(plain(event.title))
    return "" if told or not _telling(said) else said


def _told(event: Event) -> str:
    """The sentence of work to come, where the subject of its mail tells nothing of it; "" for a line of a form.

    A mail called "Projects drive running low" may bring the news of "the quarterly server patching".
    """
    said = event.evidence.strip()
    whole = said.endswith((".", ";", "!")) and not _FORM.search(said)
    if event.kind not in _WORK or not whole or len(_telling(said)) < _SAYS:
        return ""
    return "" if _telling(plain(event.title)) & _telling(said) else said.rsplit(": ", 1)[-1]


def _renewing(event: Event) -> str:
    """What renews, as its sentence has it, where the title does not say it ("Housekeeping"); else ""."""
    if event.kind is not EventKind.RENEWAL or len(_telling(plain(event.title)) & _telling(event.evidence)) > 1:
        return ""
    clause = event.evidence.strip().rsplit(": ", 1)[-1]
    named = _DASH.split(clause)[0]
    found = named if len(_telling(named)) > 1 else clause
    return found if not clause.endswith(":") and len(_telling(found)) > 1 else ""


def _letters(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


def _telling(text: str) -> set[str]:
    """Its words without the small ones and those of the calendar and the clock; "VPN" is one, "the" is none."""
    words = (word.lower() for word in _WORD.findall(text) if len(word) > _SHORT or (len(word) > 1 and word.isupper()))
    return {word for word in words if word not in _untelling()}


@cache
def _untelling() -> frozenset[str]:
    found = {*rules("agenda")["clock_words"], *rules("agenda")["small_words"]}
    for locale in map(Locale, _LANGUAGES):
        for width in ("wide", "abbreviated"):
            names = (*get_month_names(width, locale=locale).values(), *get_day_names(width, locale=locale).values())
            found |= {word for name in names for word in _WORD.findall(name.lower())}
    return frozenset(found)
