"""Facts → Agenda: every section in its order, then what stands above and below them all."""

from __future__ import annotations

from typing import Any

from assistant.agenda.foot import foot
from assistant.agenda.glossary import explained
from assistant.agenda.heading import dated, greeting, hint, preheader, subject, tiles
from assistant.agenda.jsonable import moment
from assistant.agenda.period import Period
from assistant.agenda.recent import recent
from assistant.agenda.sections import PARTS
from assistant.agenda.values import Agenda
from assistant.agenda.view import look
from assistant.vocabulary import Facts, Office


def compose(facts: Facts, office: Office, period: Period) -> Agenda:
    """The agenda at the end of `period`. Pure: the same facts give the same agenda."""
    view = look(recent(facts, period), office, period)
    sections = explained(tuple(part.compose(view) for part in PARTS.values()), view.voice.locale.language)
    return Agenda(
        at=period.end.astimezone(view.voice.zone),
        start=period.start.astimezone(view.voice.zone),
        language=str(view.voice.locale).replace("_", "-"),
        subject=subject(view, sections),
        preheader=preheader(view, sections),
        title=view.voice.say("IT this week"),
        dated=dated(view),
        greeting=greeting(view, sections),
        tiles=tiles(view, sections),
        sections=sections,
        hint=hint(view),
        foot=foot(view),
        address=office.assistant,
    )


def as_json(agenda: Agenda) -> dict[str, Any]:
    """The agenda with the keys of `assistant agenda --json`."""
    found: dict[str, Any] = {
        "at": moment(agenda.at),
        "period": {"start": moment(agenda.start), "end": moment(agenda.at)},
    }
    for section in agenda.sections:
        found |= PARTS[section.name].as_json(section.body)
    return found
