"""What a provider may see of the facts: its own part, and no word that was not written to it or by it.

Nothing of another provider, nothing of money, no note, no reminder, no name that the owner gave a matter in a reply.
Only letters that are at hand (`Facts.sayings`) and that this provider wrote are quoted: of others nobody knows whose.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.agenda.sayings import THEIRS
from assistant.vocabulary import Event, Facts, Issue, Speaker, Verb

_OURS = (Speaker.OWNER, Speaker.STAFF)


def own_part(facts: Facts, provider: str) -> Facts:
    """The facts for the eyes of `provider`."""
    letters = {one.message_id for one in facts.sayings if one.speaker in THEIRS and one.provider == provider}
    issues = (_in_their_words(issue, letters) for issue in facts.issues if issue.provider == provider)
    promises = (one for one in facts.commitments if one.provider == provider and one.by not in _OURS)
    return Facts(
        issues=tuple(_named(issue) for issue in issues if _has_a_name(issue)),
        commitments=tuple(one for one in promises if one.message_id in letters),
        events=tuple(_bare(event) for event in facts.events if event.provider == provider),
    )


def said_by_them(issue: Issue) -> list[str]:
    """The provider's own sentences on it, oldest first."""
    return [step.evidence for step in issue.history if step.by == "provider" and step.evidence.strip()]


def _in_their_words(issue: Issue, letters: set[str]) -> Issue:
    """Its life without the sentences of others, and without the owner's notes on it."""
    steps = (step if step.message_id in letters else replace(step, evidence="") for step in issue.history)
    return replace(issue, history=tuple(steps))


def _has_a_name(issue: Issue) -> bool:
    """Whether there is a name for it that the provider may see: the letters' own, or its own words."""
    return not _is_named_by_the_owner(issue) or bool(said_by_them(issue))


def _named(issue: Issue) -> Issue:
    title = said_by_them(issue)[0] if _is_named_by_the_owner(issue) else issue.title
    return replace(issue, title=title, notes=())


def _is_named_by_the_owner(issue: Issue) -> bool:
    """In a reply to the assistant: by renaming it, or by ordering it onto the list."""
    return any(note.verb is Verb.RENAME for note in issue.notes) or any("#new" in key for key in issue.keys)


def _bare(event: Event) -> Event:
    """Who said the sentence behind an event is not known: the title alone is told."""
    return replace(event, evidence=event.title)
