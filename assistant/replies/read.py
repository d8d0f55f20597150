"""Read the owner's reply into orders."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from assistant.dates import Calendar, until
from assistant.replies.fold import fold
from assistant.replies.lexicon import language_of, lexicon
from assistant.replies.page import open_page
from assistant.replies.reader import read_acts
from assistant.replies.sentences import sentences
from assistant.replies.settle import settle
from assistant.replies.state import Reading
from assistant.replies.targets import desk
from assistant.vocabulary import Letter, Office, Order

_ENOUGH = 150  # sentences: nobody orders more in one reply; what a machine wrote is not read for minutes


def read_orders(letter: Letter, office: Office) -> tuple[Order, ...]:
    """What the owner's words order, in the order written; nothing for a letter that a machine sent, or a forward."""
    if letter.automatic or letter.forwarded_by is not None or not office.is_owner(letter.sender):
        return ()
    if not _to_us(letter, office):
        return ()
    page = open_page(letter, office)
    words = "\n".join(piece.text for piece in page.pieces)
    language = language_of(words, letter.language)
    at = desk(page.rows, office, lexicon(language))
    day = _days(letter, office, language)
    said = [sentence for piece in page.pieces for sentence in sentences(piece)][:_ENOUGH]
    acts = read_acts(Reading(at, lambda text: day(text) is not None), said)
    return settle(acts, at, day)


def _to_us(letter: Letter, office: Office) -> bool:
    """Does the owner write to the assistant? A letter to a provider, with the assistant in copy, orders nothing."""
    local, _, domain = office.assistant.partition("@")
    ours = re.compile(rf"{re.escape(local)}(?:\+[^@]*)?@{re.escape(domain)}", re.IGNORECASE)
    return not letter.to or any(ours.fullmatch(to.address) for to in letter.to)


def _days(letter: Letter, office: Office, language: str) -> Callable[[str], date | None]:
    """The day that words name, counted from when the owner wrote them."""
    now = letter.sent_at.astimezone(ZoneInfo(office.timezone))
    calendar = Calendar(now, day_first=not office.timezone.startswith("America/"), language=language)
    precisely = lexicon(language).patterns["say"]
    return lambda text: _until(text, precisely, calendar)


def _until(text: str, precisely: re.Pattern[str], calendar: Calendar) -> date | None:
    """ "Until the autumn, say 1 September": what follows is meant."""
    said = [found.end() for found in precisely.finditer(fold(text))]
    day = (until(text[said[-1] :], calendar) if said else None) or until(text, calendar)
    if day is None and (moved := lexicon(calendar.language).patterns["moved_to"].search(fold(text))):
        words = lexicon(calendar.language).grammar["until_word"]
        return until(f"{words} {text[moved.end() :]}", calendar)
    return day
