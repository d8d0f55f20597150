"""The line at the foot: what was read, when the mailbox was last looked into, where the assistant was blind."""

from __future__ import annotations

from assistant.agenda.period import Spell
from assistant.agenda.view import View


def foot(view: View) -> tuple[str, ...]:
    """Sentences, the most important first."""
    period, voice = view.period, view.voice
    lines = []
    if period.due_at is not None:
        due = f"{voice.long_day(period.due_at)}, {voice.hour(period.due_at)}"
        lines.append(voice.say("This agenda was due on {due} and goes out late.", due=due))
    lines.extend(
        voice.say("No agenda could be sent on {day}; this one covers its time too.", day=voice.long_day(day))
        for day in period.missed
    )
    lines.append(" · ".join(_seen(view)))
    return tuple(lines)


def _seen(view: View) -> list[str]:
    period, voice = view.period, view.voice
    unread = sum(period.start < letter.at <= period.end for letter in view.facts.unread)
    parts = [voice.count("Read: {n} letter", "Read: {n} letters", period.letters)]
    if unread:
        parts.append(voice.count("not understood: {n} (listed)", "not understood: {n} (listed)", unread))
    if period.looked_at is not None:
        parts.append(voice.say("last looked {when}", when=_when(view)))
    parts.extend(voice.say("blind {spell}", spell=_spell(spell, view)) for spell in period.blind)
    return parts


def _when(view: View) -> str:
    looked = view.period.looked_at
    if looked is None:
        return ""
    hour = view.voice.hour(looked)
    return hour if view.voice.day_of(looked) == view.today else f"{view.voice.day(looked)} {hour}"


def _spell(spell: Spell, view: View) -> str:
    voice = view.voice
    start = f"{voice.day(spell.start)} {voice.hour(spell.start)}"
    same = voice.day_of(spell.start) == voice.day_of(spell.end)
    return f"{start}–{voice.hour(spell.end)}" if same else f"{start} – {voice.day(spell.end)} {voice.hour(spell.end)}"
