"""The figures of the report, each with the issues that it was counted from."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.agenda.durations import calendar_time, office_time
from assistant.agenda.figures import Figures, Middle
from assistant.agenda.reports.story import Story
from assistant.agenda.view import is_enough, limit


@dataclass(frozen=True, slots=True)
class Number:
    """`cases` are the numbers of the issues behind it, each once."""

    name: str
    figure: str
    note: str = ""
    cases: tuple[int, ...] = ()


def numbers(told: Story) -> tuple[Number, ...]:
    """All that can be said in figures; a median from too few cases says so."""
    found, voice = told.figures, told.view.voice
    say, number = voice.say, voice.number
    spend = " + ".join(voice.money(total, currency) for currency, total in found.spend)
    return (
        Number(say("Reported"), number(len(found.reported)), cases=_once(found.reported)),
        Number(say("Fixed"), number(len(found.fixed)), cases=_once(found.fixed)),
        _middle(say("First answer"), found.answer, told),
        _middle(say("Time to fix"), found.fix, told),
        Number(say("Promises kept"), _kept(found, told)),
        Number(say("Came back"), number(len(found.returned)), cases=_once(found.returned)),
        Number(say("You reminded them"), number(len(found.reminded)), cases=_once(found.reminded)),
        Number(say("Billed"), spend or "–", voice.count("from {n} bill", "from {n} bills", found.bills)),
    )


def _kept(found: Figures, told: Story) -> str:
    voice = told.view.voice
    if not found.promised:
        return "–"
    return voice.say("{kept} of {made}", kept=voice.number(found.kept), made=voice.number(found.promised))


def _middle(name: str, middle: Middle | None, told: Story) -> Number:
    voice, few = told.view.voice, limit("cases")
    if not is_enough(middle):
        cases = middle.cases if middle else ()
        return Number(name, "–", voice.say("fewer than {n} cases", n=few), _once(cases))
    by_calendar = calendar_time(middle.calendar, told.view)
    note = voice.say("median, in office hours; {span} by the calendar", span=by_calendar)
    return Number(name, office_time(middle.working, told.view), note, _once(middle.cases))


def _once(numbers: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(set(numbers)))
