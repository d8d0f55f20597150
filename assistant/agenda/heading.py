"""What stands above the sections: subject, preheader, the figures at a glance, the greeting, how to answer."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.agenda.life import URGENT
from assistant.agenda.sections.needs_you import NeedsYou
from assistant.agenda.sections.since import Since
from assistant.agenda.values import Section, Tile
from assistant.agenda.view import View


def subject(view: View, sections: Sequence[Section]) -> str:
    """All that matters in one line: "IT this week: 2 need you, 1 urgent, 3 fixed"."""
    voice, parts = view.voice, []
    needed, urgent, fixed = _needed(sections), _urgent(view), _fixed(sections)
    if needed:
        parts.append(voice.count("{n} needs you", "{n} need you", needed))
    if urgent:
        parts.append(voice.count("{n} urgent", "{n} urgent", urgent))
    if fixed:
        parts.append(voice.count("{n} fixed", "{n} fixed", fixed))
    if not needed and not urgent and view.current:
        parts.append(voice.count("{n} open", "{n} open", len(view.current)))
    return voice.say("IT this week: {news}", news=", ".join(parts) or voice.say("all quiet"))


def preheader(view: View, sections: Sequence[Section]) -> str:
    """What the mail program shows beside the subject: the first titles."""
    for section in sections:
        groups = getattr(section.body, "groups", ())
        titles = [row.title for group in groups for row in group.rows]
        if titles:
            return " · ".join(titles[:3])
    return view.voice.count("{n} letter read, nothing to do.", "{n} letters read, nothing to do.", view.period.letters)


def dated(view: View) -> str:
    """The day, and the meeting that the agenda is for: "Monday, 9 March 2026 · meeting today, 14:00"."""
    voice, day = view.voice, view.voice.full_day(view.period.end)
    if view.period.meeting is None:
        return day
    start = view.period.meeting[0]
    when = voice.say("today") if voice.day_of(start) == view.today else voice.long_day(start)
    meeting = voice.say("meeting {day}, {hour}", day=when, hour=voice.hour(start))
    return f"{day} · {meeting}"


def greeting(view: View, sections: Sequence[Section]) -> tuple[str, ...]:
    """A first mail introduces itself; a quiet week says so; a late mail excuses itself."""
    say, paragraphs = view.voice.say, []
    if view.period.first:
        paragraphs.append(
            say(
                "Hello. I read what your IT providers write and keep the list: what is broken, what was promised, "
                "what is planned, what it costs. From now on you get this page every week. Take it into your meeting "
                "with them, and answer it as you would answer a colleague: one line each will do."
            )
        )
    if not any(section.shown for section in sections):
        paragraphs.append(say("A quiet week: nothing is open, nothing new came, nothing waits for you."))
    elif not _needed(sections):
        paragraphs.append(say("Nothing waits for you this week."))
    return tuple(paragraphs)


def tiles(view: View, sections: Sequence[Section]) -> tuple[Tile, ...]:
    """Four figures; none when all of them are nought."""
    say, number = view.voice.say, view.voice.number
    needed, urgent, fixed = _needed(sections), _urgent(view), _fixed(sections)
    if not (needed or fixed or view.current):
        return ()
    return (
        Tile(number(needed), view.voice.count("needs you", "need you", needed), "warn" if needed else "calm"),
        Tile(number(urgent), say("urgent"), "bad" if urgent else "calm"),
        Tile(number(len(view.current)), say("open"), "calm"),
        Tile(number(fixed), say("fixed"), "good" if fixed else "calm"),
    )


def hint(view: View, sections: Sequence[Section]) -> str:
    """How to answer, with a number of this very mail, and how to get what it leaves out."""
    issues, say = (*view.claimed, *view.current), view.voice.say
    if not issues:
        return say("Something wrong? Just reply and say what.")
    how = say(
        "Just reply: “{n} works”, “{n} still broken”, “ask {provider} …”. “Show {n}” brings the letter itself.",
        n=issues[0].number,
        provider=issues[0].provider,
    )
    more = say("“Agenda” brings the whole list.")
    return f"{how} {more}" if any(map(_leaves_out, sections)) else how


def _leaves_out(section: Section) -> bool:
    """Whether its body or one of its groups says that there is more."""
    parts = (section.body, *getattr(section.body, "groups", ()))
    return section.shown and any(getattr(part, name, "") for part in parts for name in ("more", "rest"))


def _needed(sections: Sequence[Section]) -> int:
    return next((s.body.count for s in sections if isinstance(s.body, NeedsYou)), 0)


def _fixed(sections: Sequence[Section]) -> int:
    return next((s.body.fixed for s in sections if isinstance(s.body, Since)), 0)


def _urgent(view: View) -> int:
    return sum(issue.severity in URGENT for issue in view.current)
