"""The small sayings that several sections share: titles, quotes, ages, badges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from assistant.agenda.life import is_open
from assistant.agenda.values import Group, Line, Quote, Row
from assistant.agenda.view import View, limit
from assistant.resources import rules
from assistant.vocabulary import Issue, Severity

_SPACE = re.compile(r"\s+")
_CLAUSE = re.compile(r"[,;:]? [–—-] |[,;:.!?] ")
_NUMBERS = 6  # numbers of rows left out that are named: a line holds them


def shortened(text: str, most: int) -> str:
    """`text` on one line, cut at a word's end when it has more than `most` characters."""
    flat = _SPACE.sub(" ", text).strip()
    if len(flat) <= most:
        return flat
    cut = flat[: most - 1]
    return cut.rsplit(" ", 1)[0].rstrip(" ,;:.-–—") + "…" if " " in cut else cut + "…"


def excerpt(text: str, most: int) -> str:
    """`text` on one line, cut where a clause ends when it has more than `most` characters, else at a word's end."""
    flat = _SPACE.sub(" ", text).strip()
    if len(flat) <= most:
        return flat
    ends = [found.start() for found in _CLAUSE.finditer(flat, most // 2, most)]
    return flat[: ends[-1]] + "…" if ends else shortened(flat, most)


def sentence(text: str, most: int) -> str:
    """The same with a capital at its head: what somebody promised, as a title."""
    short = shortened(text, most)
    return short[:1].upper() + short[1:]


def title_of(issue: Issue) -> str:
    return sentence(issue.title, limit("title"))


def quoted(words: str, source: str, when: datetime, view: View) -> Quote:
    """Somebody's words with the day; `source` is "" where the line above names who said them."""
    said = view.voice.say("“{quote}”", quote=excerpt(words, limit("quote")))
    return Quote(said, ", ".join(part for part in (source, view.voice.day(when)) if part))


def day_name(when: date | datetime, view: View) -> str:
    """ "today", else the day in short."""
    return view.voice.say("today") if view.voice.day_of(when) == view.today else view.voice.day(when)


def says_the_same(words: str, title: str) -> bool:
    """Whether words hold what stands beside them already, so that it need not be read twice."""
    return _letters(title) in _letters(words)


def _letters(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


def chain(days: list[date], view: View) -> str:
    """The last few of the days that followed one another: "20 Feb → 27 Feb → 6 Mar"."""
    return " → ".join(view.voice.short_day(day) for day in days[-4:])


def until_now(days: list[date], view: View) -> str:
    """A day, with the days that it was put off from before it."""
    return chain(days, view) if len(days) > 1 else day_name(days[-1], view)


def age_of(issue: Issue, view: View) -> str:
    """How long it has been open, or when it was reported once it is said to be fixed."""
    days = (view.today - view.voice.day_of(issue.opened_at)).days
    if not is_open(issue):
        return view.voice.say("reported {day}", day=view.voice.short_day(issue.opened_at))
    if days < 1:
        return view.voice.say("since today")
    if days < 60:
        return view.voice.count("{n} day", "{n} days", days)
    return view.voice.count("{n} week", "{n} weeks", days // 7)


def badges(issue: Issue, view: View) -> tuple[Line, ...]:
    """What to know at a glance: how urgent, and whether the assistant is unsure of it."""
    say, found = view.voice.say, []
    if issue.severity is Severity.CRITICAL:
        found.append(Line(say("critical"), "bad"))
    if issue.severity is Severity.HIGH:
        found.append(Line(say("urgent"), "bad"))
    if issue.severity is Severity.LOW:
        found.append(Line(say("minor")))
    if issue.confidence < float(rules("agenda")["sure"]):
        found.append(Line(say("not sure"), "warn"))
    return tuple(found)


def groups(*titled: tuple[str, Sequence[Row]]) -> tuple[Group, ...]:
    """Those that have rows, with all of them."""
    return tuple(Group(title, tuple(rows)) for title, rows in titled if rows)


def listed(numbers: Sequence[int]) -> str:
    """The first numbers of rows: "12, 14, 15…"."""
    return ", ".join(map(str, numbers[:_NUMBERS])) + ("…" if len(numbers) > _NUMBERS else "")


def left_out(n: int, view: View) -> str:
    """ "and 3 more", or "" when nothing is."""
    return view.voice.count("and {n} more", "and {n} more", n) if n > 0 else ""
