"""A feeling checked against the facts: the owner wrote "they never answer"; how often did they?"""

from __future__ import annotations

from datetime import timedelta

from assistant.agenda.cues import says
from assistant.agenda.durations import office_time
from assistant.agenda.figures import Figures, Record
from assistant.agenda.life import answered_at
from assistant.agenda.sayings import sentences
from assistant.agenda.view import View, is_enough
from assistant.agenda.wording import shortened
from assistant.vocabulary import Issue, Speaker

WEEKS = 4  # how long the owner's words are held against the figures


def check(record: Record, long: Figures, view: View) -> str:
    """The owner's words of the last weeks beside how often the provider answered in 13; "" when there are none."""
    said = _newest(record, view)
    asked = [issue for issue in record.issues if _is_asked(issue, long)]
    if said is None or not asked:
        return ""
    number = view.voice.number
    answered = sum(answered_at(issue) is not None for issue in asked)
    known = {"quote": shortened(said, 80), "answered": number(answered), "asked": number(len(asked))}
    if not is_enough(long.answer):
        return view.voice.say("You wrote “{quote}”: in 13 weeks they answered {answered} of {asked}.", **known)
    return view.voice.say(
        "You wrote “{quote}”: in 13 weeks they answered {answered} of {asked}, the median after {span} at work.",
        **known,
        span=office_time(long.answer.working, view),
    )


def _newest(record: Record, view: View) -> str | None:
    """The owner's newest words of that kind: a note, or a sentence in a letter of theirs on one of the issues."""
    since = view.now - timedelta(weeks=WEEKS)
    said = [(note.at, note.text) for issue in record.issues for note in issue.notes if note.at > since]
    for issue in record.issues:
        letters = [one for one in view.said.get(issue.number, ()) if one.speaker is Speaker.OWNER and one.at > since]
        said += [(letter.at, words) for letter in letters for words in sentences(letter.text)]
    found = [one for one in said if says("perception", one[1])]
    return max(found)[1] if found else None


def _is_asked(issue: Issue, span: Figures) -> bool:
    """Reported by the owner's side in the span."""
    return bool(issue.history) and issue.history[0].by == "owner" and span.start < issue.opened_at <= span.end
