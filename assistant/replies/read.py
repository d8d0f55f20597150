"""Read the owner's reply into orders."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from assistant.dates import Calendar, until
from assistant.replies.dictation import row_by_row
from assistant.replies.fold import fold
from assistant.replies.lexicon import language_of, lexicon
from assistant.replies.listing import under_headings
from assistant.replies.page import open_page
from assistant.replies.reader import read_acts
from assistant.replies.sentences import Sentence, sentences
from assistant.replies.settle import settle
from assistant.replies.state import Reading
from assistant.replies.targets import Desk, desk
from assistant.replies.unread import unread
from assistant.vocabulary import Letter, Office, Order

_WORD = re.compile(r"[^\W\d_]+")
_GREETED = re.compile(r"[ \t]+([^\W\d_a-zà-ÿ][^\W\d_]+)(?=[ ]?[,!.:;\n-]|[ ]+[^\W\d_a-zà-ÿ][^\W\d_]+[ ]?[,!.\n])")
_ENOUGH = 150  # sentences: nobody orders more in one reply; what a machine wrote is not read for minutes


def read_orders(letter: Letter, office: Office) -> tuple[Order, ...]:
    """What the owner's words order, in the order written; nothing for a letter that a machine sent, or a forward."""
    opened = _opened(letter, office)
    if opened is None:
        return ()
    reading, said, day = opened
    return settle(read_acts(reading, said), reading.at, day)


def not_understood(letter: Letter, office: Office) -> tuple[str, ...]:
    """The sentences of the owner's that ask for something, or speak of a row, and of which nothing was made.

    Thanks, greetings, absence and what only explains an order say nothing to do and are not among them.
    """
    opened = _opened(letter, office)
    if opened is None:
        return ()
    reading, said, day = opened
    acts = read_acts(reading, said)
    orders = settle(acts, reading.at, day)
    return tuple(one.text for one in unread(reading, said, any(order.numbers for order in orders)))


def _opened(letter: Letter, office: Office) -> tuple[Reading, list[Sentence], Callable[[str], date | None]] | None:
    """The letter's own sentences, ready to be read; None when nothing in it can be an order to the assistant."""
    if letter.automatic or letter.forwarded_by is not None or not office.may_order(letter.sender):
        return None
    if not _to_us(letter, office):
        return None
    page = open_page(letter, office)
    words = "\n".join(piece.text for piece in page.pieces)
    language = language_of(words, letter.language)
    at = desk(page.rows, office, lexicon(language))
    if _meant_for_another(words, letter, at):
        return None
    day = _days(letter, office, language)
    written = (sentence for piece in page.pieces for sentence in sentences(piece))
    said = [one for sentence in under_headings(list(written), at) for one in row_by_row(sentence, at)][:_ENOUGH]
    return Reading(at, lambda text: day(text) is not None), said, day


def _to_us(letter: Letter, office: Office) -> bool:
    """Does the owner write to the assistant? A letter to a provider, with the assistant in copy, orders nothing."""
    local, _, domain = office.assistant.partition("@")
    ours = re.compile(rf"{re.escape(local)}(?:\+[^@]*)?@{re.escape(domain)}", re.IGNORECASE)
    return not letter.to or any(ours.fullmatch(to.address) for to in letter.to)


def _meant_for_another(words: str, letter: Letter, at: Desk) -> bool:
    """ "Dear Piotr, …", sent here by mistake: greeted is somebody who is neither the assistant nor a provider."""
    patterns = at.lexicon.patterns
    hello = patterns["hello"].match(fold(words).lstrip())
    greeted = _GREETED.match(words.lstrip()[hello.end() :]) if hello else None
    if greeted is None:
        return False
    name = fold(greeted[1])
    ours = {fold(part) for to in letter.to for part in _WORD.findall(f"{to.name} {to.address}")}
    known = patterns["team"].fullmatch(name) or name in at.lexicon.filler or name in ours
    return not known and not any(name in fold(provider) for provider in at.providers)


def _days(letter: Letter, office: Office, language: str) -> Callable[[str], date | None]:
    """The day that words name, counted from when the owner wrote them."""
    now = letter.sent_at.astimezone(ZoneInfo(office.timezone))
    calendar = Calendar(now, day_first=not office.timezone.startswith("America/"), language=language)
    precisely = lexicon(language).patterns["say"]
    return lambda text: _until(text, precisely, calendar)


def _until(text: str, precisely: re.Pattern[str], calendar: Calendar) -> date | None:
    """ "Until the autumn, say 1 September": what follows is meant; "another week" is a week."""
    text = lexicon(calendar.language).patterns["one_more"].sub(lexicon(calendar.language).grammar["one"], fold(text))
    said = [found.end() for found in precisely.finditer(fold(text))]
    day = (until(text[said[-1] :], calendar) if said else None) or until(text, calendar)
    held = lexicon(calendar.language).patterns["until"].search(fold(text)) is not None
    if day is None and not held and (moved := lexicon(calendar.language).patterns["moved_to"].search(fold(text))):
        words = lexicon(calendar.language).grammar["until_word"]
        return until(f"{words} {text[moved.end() :]}", calendar)
    return day
