"""The small sayings that several sections share: titles, quotes, ages, badges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from assistant.agenda.life import is_open
from assistant.agenda.values import Group, Line, Quote, Row
from assistant.agenda.view import View, limit, room
from assistant.resources import rules
from assistant.vocabulary import Issue, Severity

_SPACE = re.compile(r"\s+")
_NUMBERS = 10  # numbers of rows left out that are named: a line holds them


def shortened(text: str, most: int) -> str:
    """`text` on one line, cut at a word's end when it has more than `most` characters."""
    flat = _SPACE.sub(" ", text).strip()
    if len(flat) <= most:
        return flat
    cut = flat[: most - 1]
    return cut.rsplit(" ", 1)[0].rstrip(" ,;:.-–—") + "…" if " " in cut else cut + "…"


def sentence(text: str, most: int) -> str:
    """The same with a capital at its head: what somebody promised, as a title."""
    short = shortened(text, most)
    return short[:1].upper() + short[1:]


def title_of(issue: Issue) -> str:
    return sentence(issue.title, limit("title"))


def quoted(words: str, source: str, when: datetime, view: View) -> Quote:
    return Quote(
        view.voice.say("“{quote}”", quote=shortened(words, limit("quote"))), f"{source}, {view.voice.day(when)}"
    )


def day_name(when: date | datetime, view: View) -> str:
    """ "today", else the day in short."""
    return view.voice.say("today") if view.voice.day_of(when) == view.today else view.voice.day(when)


def chain(days: list[date], view: View) -> str:
    """The last few of the days that followed one another: "20 Feb → 27 Feb → 6 Mar"."""
    return " → ".join(view.voice.short_day(day) for day in days[-4:])


def age_of(issue: Issue, view: View) -> str:
    """How long it has been open, or how long ago it was reported once it is said to be fixed."""
    days = (view.today - view.voice.day_of(issue.opened_at)).days
    if not is_open(issue):
        return view.voice.say("reported {day}", day=view.voice.day(issue.opened_at))
    if days < 1:
        return view.voice.say("open since today")
    if days < 60:
        return view.voice.count("open for {n} day", "open for {n} days", days)
    return view.voice.count("open for {n} week", "open for {n} weeks", days // 7)


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


def groups(titled: Sequence[tuple[str, Sequence[Row]]], most: str, view: View) -> tuple[Group, ...]:
    """The groups that have rows; together they show as many as the limit `most` allows, each its fair share."""
    wanted = [len(rows) for _, rows in titled]
    shares = fair_shares(wanted, room(most, sum(wanted)))
    return tuple(group(title, rows, share, view) for (title, rows), share in zip(titled, shares, strict=True) if rows)


def group(title: str, rows: Sequence[Row], most: int, view: View) -> Group:
    """The first `most` rows, and what is left out: by number where it can be answered so."""
    more, numbers = left_out(len(rows) - most, view), [row.number for row in rows[most:] if row.number is not None]
    if more and numbers:
        more += f": {', '.join(map(str, numbers[:_NUMBERS]))}" + ("…" if len(numbers) > _NUMBERS else "")
    return Group(title, tuple(rows[:most]), more)


def fair_shares(wanted: Sequence[int], places: int) -> list[int]:
    """How many each gets of `places` when it is dealt out one by one to those who want more."""
    shares = [0] * len(wanted)
    while places > 0 and any(share < want for share, want in zip(shares, wanted, strict=True)):
        for place, want in enumerate(wanted):
            if places > 0 and shares[place] < want:
                shares[place] += 1
                places -= 1
    return shares


def left_out(n: int, view: View) -> str:
    """ "and 3 more", or "" when nothing is."""
    return view.voice.count("and {n} more", "and {n} more", n) if n > 0 else ""
