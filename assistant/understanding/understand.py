"""Letter → Findings: what each sentence may mean, weighed, and put together to what the letter says."""

from __future__ import annotations

from assistant.dates import due
from assistant.understanding import moments, pipeline
from assistant.understanding.features import View
from assistant.understanding.sentences import Sentence
from assistant.understanding.speaker import speaker_of
from assistant.understanding.tickets import tickets
from assistant.understanding.titles import from_subject, shortened
from assistant.understanding.voice import EVENTS, KINDS, SEVERITIES, STATUSES, Scores, voice
from assistant.vocabulary import (
    CommitmentFinding,
    EventFinding,
    EventKind,
    Evidence,
    Findings,
    IssueFinding,
    Kind,
    Letter,
    Office,
    Severity,
    Speaker,
    Status,
)


def understand(letter: Letter, office: Office) -> Findings:
    """What the letter says: its kind, issues, commitments and events, each with its sentence."""
    doc = pipeline.read(letter)
    parts = pipeline.parts_of(doc)
    calendar = moments.calendar_of(letter, office)
    dates = moments.dates_of(parts, calendar)
    speaker = speaker_of(letter, office)
    flags = tuple(moments.flag(found, calendar) for found in dates)
    voiced = "provider" if speaker is Speaker.ROBOT else speaker.value
    view = View(parts, pipeline.cues(doc), letter.subject, voiced, letter.language, flags)
    scores = voice().scores(view)
    kind = Kind(KINDS[int(scores.kind.argmax())])
    issues = _issues(letter, view, scores, speaker) if kind is Kind.ISSUE else ()
    commitments = tuple(
        CommitmentFinding(shortened(p.words), due(p.words, calendar), evidence_of(letter, p), speaker)
        for p, chance in zip(parts, scores.promise, strict=True)
        if chance > 0.4
    )
    events = []
    for part, chances, found in zip(parts, scores.event, dates, strict=True):
        ahead = [when for when in found if moments.is_ahead(when, calendar) and when.day_named]
        if chances[0] < 0.6 and ahead:
            what = EventKind(EVENTS[1 + int(chances[1:].argmax())])
            events.append(
                EventFinding(
                    what, from_subject(letter.subject), ahead[0].begins, ahead[0].ends, evidence_of(letter, part)
                )
            )
    if not issues:
        kind = Kind.NOTICE if events or commitments else kind if kind is Kind.REPORT else Kind.NOISE
    return Findings(kind, issues, commitments, tuple(events))


def _issues(letter: Letter, view: View, scores: Scores, speaker: Speaker) -> tuple[IssueFinding, ...]:
    chances = 1 - scores.status[:, 0]
    if not len(chances):
        return ()
    best = int(chances.argmax())
    picks = [i for i, chance in enumerate(chances) if i == best or chance > 0.5]
    found = []
    for i in picks:
        part = view.sentences[i]
        title = (from_subject(letter.subject) if len(picks) == 1 else "") or shortened(part.words)
        status = Status(STATUSES[1 + int(scores.status[i, 1:].argmax())])
        severity = Severity(SEVERITIES[int(scores.severity[i].argmax())])
        numbers = tickets(letter.subject + "\n" + letter.new) if len(picks) == 1 else tickets(part.words)
        found.append(IssueFinding(title, status, severity, evidence_of(letter, part), numbers, speaker))
    return tuple(found)


def evidence_of(letter: Letter, part: Sentence) -> Evidence:
    """The sentence as it stands in the letter."""
    return Evidence(part.start, part.end, letter.text[part.start : part.end])
