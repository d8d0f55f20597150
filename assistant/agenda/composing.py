"""Facts → Agenda: every section in its order, then what stands above and below them all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.agenda.foot import foot
from assistant.agenda.glossary import explained
from assistant.agenda.heading import dated, greeting, hint, preheader, subject, tiles
from assistant.agenda.jsonable import moment
from assistant.agenda.period import Period
from assistant.agenda.recent import recent
from assistant.agenda.rendering import word_count
from assistant.agenda.sections import PARTS
from assistant.agenda.values import Agenda, Section
from assistant.agenda.view import View, limit, look
from assistant.resources import rules
from assistant.vocabulary import Facts, Office


def compose(facts: Facts, office: Office, period: Period) -> Agenda:
    """The agenda at the end of `period`: the roomiest of the weekly editions that is read in two minutes.

    Pure: the same facts give the same agenda.
    """
    view = look(recent(facts, period), office, period)
    drawn = _drawn(view)
    editions = (_fitted(drawn, replace(view, edition=edition)) for edition in rules("agenda")["editions"]["weekly"])
    agenda = next(editions)
    while word_count(agenda) > limit("words") and (tighter := next(editions, None)):
        agenda = tighter
    return agenda


def compose_whole(facts: Facts, office: Office, period: Period) -> Agenda:
    """All that stands behind the weekly mail, for whoever asks for it."""
    view = look(recent(facts, period), office, period)
    return _fitted(_drawn(view), view)


def _drawn(view: View) -> tuple[Section, ...]:
    return tuple(part.compose(view) for part in PARTS.values())


def _fitted(drawn: tuple[Section, ...], view: View) -> Agenda:
    """The sections as far as the edition has room for them, with what stands above and below."""
    office, period = view.office, view.period
    bodies = (one.body if one.body is None else PARTS[one.name].fit(one.body, view) for one in drawn)
    fitted = tuple(replace(one, body=body) for one, body in zip(drawn, bodies, strict=True))
    sections = explained(fitted, view.voice.locale.language, view.most("terms"))
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
        hint=hint(view, sections),
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
