"""The reasons of other rooms, said again in the office's language: the sentences of rules/reasons.yaml, filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import get_month_names

from assistant.agenda.voice import Voice
from assistant.resources import rules

_NAMELESS = "An attachment without a name"
_PLACE = re.compile(r"\\\{(\w+)\\\}")
_MONEY, _NUMBER = r"-?[\d.]+(?: [A-Z]{3})?", r"\d+"
_SHAPES = dict.fromkeys(("sum", "price", "net", "tax"), _MONEY) | {"n": _NUMBER, "day": r"\d{1,2} [A-Z][a-z]+ \d{4}"}


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence of the rules, and the pattern that finds it with what stands in its places."""

    text: str
    pattern: re.Pattern[str]


def retold(reason: str, voice: Voice) -> str:
    """The reason in the office's language; as it stands from the first sentence on that is not known."""
    said, rest = [], reason.strip()
    while rest:
        found = min(_beginnings(rest), key=lambda one: one[1].end(), default=None)
        if found is None:
            said.append(rest)
            break
        saying, match = found
        values = {name: _spoken(name, value, voice) for name, value in match.groupdict().items()}
        said.append(voice.say(saying.text, **values))
        rest = rest[match.end() :].strip()
    return " ".join(said)


def _beginnings(text: str) -> Iterator[tuple[Saying, re.Match[str]]]:
    """The sentences with which it begins."""
    for saying in sayings():
        if (match := saying.pattern.match(text)) is not None:
            yield saying, match


@cache
def sayings() -> tuple[Saying, ...]:
    """Those of rules/reasons.yaml, in their order."""
    return tuple(Saying(text, _pattern(text)) for text in rules("reasons"))


def _pattern(text: str) -> re.Pattern[str]:
    body = _PLACE.sub(lambda found: f"(?P<{found[1]}>{_SHAPES.get(_kind(found[1]), '.+?')})", re.escape(text))
    return re.compile(rf"{body}(?=\s|$)")


def _kind(place: str) -> str:
    return place.split("_", maxsplit=1)[0]


def _spoken(place: str, value: str, voice: Voice) -> str:
    kind = _kind(place)
    if kind in ("sum", "price", "net", "tax"):
        amount, _, currency = value.partition(" ")
        return voice.price(Decimal(amount), currency or None)
    if kind == "share":
        return voice.number(Decimal(value))
    if kind == "n":
        return voice.number(int(value))
    if kind == "day":
        return voice.dated(_day(value))
    return voice.say("An attachment without a name") if value == _NAMELESS else value


def _day(text: str) -> date:
    day, month, year = text.split()
    return date(int(year), _months().index(month) + 1, int(day))


@cache
def _months() -> tuple[str, ...]:
    return tuple(get_month_names("wide", locale=Locale("en")).values())
