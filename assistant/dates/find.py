"""Find every date expression inside a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.dates.context import apart, context, giver
from assistant.dates.expressions import Found, expressions
from assistant.dates.items import Item, items
from assistant.dates.lexicon import fold, lexicon
from assistant.dates.reckon import FIRST_YEAR, LAST_YEAR
from assistant.dates.resolve import resolved
from assistant.dates.tokens import Token, tokens
from assistant.dates.values import Calendar, When
from assistant.dates.vouching import names_day

_WORDS = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d")


def find_dates(text: str, calendar: Calendar) -> tuple[When, ...]:
    """The expressions of dates and times in `text`: longest, in order, none overlapping another."""
    if not (FIRST_YEAR <= calendar.now.year <= LAST_YEAR and _may_tell(text, calendar.language)):
        return ()
    found = tokens(text, calendar.language)
    tags = "".join(token.tag for token in found)
    row = items(found, tags, calendar)
    around = context(text, found, row)
    parted: list[Found] = []
    for expression in expressions(row):
        if not parted or expression.start >= parted[-1].end:
            parted += apart(expression, around)
    spans = [(_span(expression, row, found), expression) for expression in parted]
    days = [_placed(resolved(e, calendar), text, span) for span, e in spans if names_day(e)]
    whens = [when for when in days if when]
    hours = [
        _placed(resolved(e, calendar, giver(whens, span, around, window=e.last is not None)), text, span)
        for span, e in spans
        if not names_day(e)
    ]
    return tuple(sorted([*whens, *(when for when in hours if when)], key=lambda when: when.start))


def _may_tell(text: str, language: str) -> bool:
    """A cheap look: without a figure and without any word of time there is no date to be found."""
    return _FIGURE.search(text) is not None or not lexicon(language).telling.isdisjoint(_WORDS.findall(fold(text)))


def _span(expression: Found, row: Sequence[Item], found: Sequence[Token]) -> tuple[int, int]:
    """Where the expression stands in the text."""
    return found[row[expression.start].start].start, found[row[expression.end - 1].end - 1].end


def _placed(when: When | None, text: str, span: tuple[int, int]) -> When | None:
    return when and replace(when, start=span[0], end=span[1], quote=text[span[0] : span[1]])
