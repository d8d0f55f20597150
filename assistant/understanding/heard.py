"""A letter made ready to be judged: its sentences with cues and dates, and apart from it the remark written above."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.dates import Calendar, When
from assistant.understanding import moments, pipeline
from assistant.understanding.cues import cues_in
from assistant.understanding.features import View
from assistant.understanding.speaker import speaker_of
from assistant.vocabulary import Letter, Office, Role, Speaker

SMALL_PRINT = 2000  # characters of disclaimers and footers that are looked at
_EMOJI = 0x1F300


@dataclass(frozen=True, slots=True)
class Words:
    """What one person wrote: the letter itself, or the forwarder's remark. `dates` are those of each sentence."""

    view: View
    dates: tuple[tuple[When, ...], ...]
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Heard:
    """A letter with its own words and the forwarder's remark."""

    letter: Letter
    office: Office
    calendar: Calendar
    body: Words
    remark: Words


def hear(letter: Letter, office: Office) -> Heard:
    """The letter's sentences, cues and dates."""
    doc = pipeline.read(letter)
    calendar = moments.calendar_of(letter, office)
    forwarder = letter.forwarded_by or letter.sender
    over = Speaker.OWNER if office.is_owner(forwarder) else Speaker.STAFF
    parts, cues = pipeline.parts_of(doc), pipeline.cues(doc)
    rows = list(zip(parts, cues, strict=True))

    def words(role: Role, speaker: Speaker) -> Words:
        own = [row for row in rows if row[0].role == role]
        sentences = tuple(part for part, _ in own)
        dates = moments.dates_of(sentences, calendar)
        flags = tuple(moments.flag(found, calendar) for found in dates)
        voiced = Speaker.PROVIDER if speaker is Speaker.ROBOT else speaker
        subject = letter.subject if role == Role.NEW else ""
        about = _surroundings(letter, subject) if role == Role.NEW else ()
        view = View(
            sentences,
            tuple(c for _, c in own),
            subject,
            voiced.value,
            letter.language,
            about,
            flags,
        )
        return Words(view, dates, speaker)

    return Heard(
        letter,
        office,
        calendar,
        words(Role.NEW, speaker_of(letter, office)),
        words(Role.REMARK, over),
    )


def _surroundings(letter: Letter, subject: str) -> tuple[str, ...]:
    """What the subject, the small print and the history add: cues with the place where they stand."""
    cues = [*cues_in(subject), *(f"foot {cue}" for cue in cues_in(letter.words(Role.BOILERPLATE)[:SMALL_PRINT]))]
    if any(stretch.role == Role.QUOTED for stretch in letter.stretches):
        cues.append("history")
    if any(mark in subject for mark in "!?") or any(ord(character) >= _EMOJI for character in subject):
        cues.append("loud")
    return tuple(sorted(cues))
