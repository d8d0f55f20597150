"""An issue as a row of the mail, with its answers by one tap."""

from __future__ import annotations

from dataclasses import replace

from assistant.agenda.delays import delay_lines, newest_words
from assistant.agenda.effects import effect_of
from assistant.agenda.promises import is_call
from assistant.agenda.values import Line, Quote, Row, Tap
from assistant.agenda.view import View, limit
from assistant.agenda.wording import age_of, badges, excerpt, quoted, says_the_same, sentence, shortened, title_of
from assistant.vocabulary import Commitment, Issue, Status, Verb


def issue_row(issue: Issue, view: View) -> Row:
    """An issue with all that the owner should know of it."""
    quote = newest_words(issue, view)
    return Row(
        title=title_of(issue),
        number=issue.number,
        provider=issue.provider,
        badges=badges(issue, view),
        meta=f"{issue.provider} · {age_of(issue, view)}",
        lines=_lines(issue, quote, view),
        quote=_with_proof(quote, issue),
        taps=taps(issue, view),
        issue=issue,
    )


def _lines(issue: Issue, quote: Quote | None, view: View) -> tuple[Line, ...]:
    """The worst of why it is not done yet, the owner's note, what it keeps people from doing; then the rest."""
    delays, effect = delay_lines(issue, view), excerpt(effect_of(issue, view), limit("quote"))
    told = not effect or (quote is not None and says_the_same(quote.words, effect[:40]))
    lines = () if told else (Line(view.voice.say("Effect: “{quote}”", quote=effect)),)
    return (*delays[:1], *_noted(issue, view), *lines, *delays[1:])


def _noted(issue: Issue, view: View) -> tuple[Line, ...]:
    """What the owner wrote down about it last."""
    notes = [note for note in issue.notes if note.verb is Verb.NOTE and note.text.strip()]
    if not notes:
        return ()
    words, day = excerpt(notes[-1].text, limit("quote")), view.voice.day(notes[-1].at)
    return (Line(view.voice.say("Your note of {day}: {words}", day=day, words=words)),)


def promise_row(promise: Commitment, view: View) -> Row:
    """A broken promise that belongs to no issue: it can be answered by the provider's name alone."""
    voice, day = view.voice, view.voice.day(promise.due or view.today)
    late = (view.today - (promise.due or view.today)).days
    text = voice.count("Promised for {day}: {n} day late", "Promised for {day}: {n} days late", late, day=day)
    what = sentence(promise.what, limit("title"))
    return Row(
        title=what,
        provider=promise.provider,
        meta=promise.provider,
        lines=(Line(text, "bad"),),
        quote=None if says_the_same(promise.evidence, what) else quoted(promise.evidence, "", promise.at, view),
        taps=(Tap(voice.say("Remind"), f"Re: {promise.provider}", f"chase {promise.provider}: {what}"),),
    )


def outcome(promise: Commitment, view: View) -> Line:
    """What came of a promise, as far as mail tells."""
    if promise.state == "kept":
        return Line(view.voice.say("kept"), "good")
    if promise.state == "open":
        return Line(view.voice.say("open"))
    return Line(view.voice.say("did it come?")) if is_call(promise) else Line(view.voice.say("no sign of it"), "bad")


def short_row(issue: Issue) -> Row:
    """An issue as one line of a list."""
    return Row(title=title_of(issue), number=issue.number, provider=issue.provider, issue=issue)


def taps(issue: Issue, view: View) -> tuple[Tap, ...]:
    """Answers by one tap. Their words are English in every language of the agenda: replies are read so for sure."""
    say, n = view.voice.say, issue.number
    works, ask = _tap(issue, say("Works"), f"{n} works"), _tap(issue, say("Ask"), f"{n} ask: ")
    if issue.status is Status.FIXED:
        return works, _tap(issue, say("Still broken"), f"{n} still broken"), ask
    if issue.status is Status.WAITING_ON_YOU:
        return works, _tap(issue, say("Note"), f"{n} note: "), ask
    return works, _tap(issue, say("Remind"), f"{n} chase"), ask


def _with_proof(quote: Quote | None, issue: Issue) -> Quote | None:
    """The words with a link that brings their letter."""
    return None if quote is None else replace(quote, tap=_tap(issue, quote.source, f"show {issue.number}"))


def _tap(issue: Issue, label: str, body: str) -> Tap:
    return Tap(label, f"Re: {issue.number} {shortened(issue.title, 30)}", body)
