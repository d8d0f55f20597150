"""Could not read: what was kept but not understood, with the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from assistant.agenda.fitting import fitting
from assistant.agenda.jsonable import unread_json
from assistant.agenda.retelling import retold
from assistant.agenda.values import Row, Section
from assistant.agenda.view import View, limit
from assistant.agenda.wording import left_out, shortened
from assistant.vocabulary import Unread


@dataclass(frozen=True, slots=True)
class CouldNotRead:
    letters: tuple[Unread, ...]
    rows: tuple[Row, ...]
    more: str = ""


def compose(view: View) -> Section:
    """The letters of the period that could not be understood."""
    letters = tuple(letter for letter in view.facts.unread if view.period.start < letter.at <= view.period.end)
    body = CouldNotRead(letters, tuple(_row(letter, view) for letter in letters)) if letters else None
    return Section("unread", view.voice.say("Could not read"), body)


def fit(body: CouldNotRead, view: View) -> CouldNotRead:
    """The first letters, and how many more there are."""
    most = fitting(len(body.rows), view.most("unread"))
    return replace(body, rows=body.rows[:most], more=left_out(len(body.rows) - most, view))


def as_json(body: CouldNotRead | None) -> dict[str, Any]:
    return {"unread": [unread_json(letter) for letter in body.letters] if body else []}


def _row(letter: Unread, view: View) -> Row:
    subject = shortened(letter.subject, limit("title")) or view.voice.say("no subject")
    sender = shortened(letter.sender, limit("title"))
    return Row(title=subject, meta=f"{sender} · {view.voice.day(letter.at)}: {retold(letter.reason, view.voice)}")
