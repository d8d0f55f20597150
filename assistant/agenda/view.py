"""What every section looks at: the facts, the office, the time, and who needs the owner, each worked out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeGuard

from assistant.agenda.figures import Middle
from assistant.agenda.life import is_open, is_snoozed, worst_first
from assistant.agenda.period import Period
from assistant.agenda.promises import Thread, ahead, is_call, late, threads
from assistant.agenda.sayings import THEIRS, by_issue
from assistant.agenda.voice import Voice, voice_of
from assistant.resources import rules
from assistant.vocabulary import Change, Commitment, Event, Facts, Invoice, Issue, Office, Saying, Speaker, Status


@dataclass(frozen=True, slots=True)
class View:
    """One agenda's outlook. By issue number: the provider's `promises`, oldest first; the next event `planned`; what
    was `said` in its letters."""

    facts: Facts
    office: Office
    period: Period
    voice: Voice
    current: tuple[Issue, ...]  # open and not put off, worst first
    claimed: tuple[Issue, ...]  # said to be fixed, not yet confirmed, newest first
    aside: tuple[Issue, ...]  # put off by the owner, the nearest day first
    promises: dict[int, tuple[Commitment, ...]]
    planned: dict[int, Event]
    said: dict[int, tuple[Saying, ...]]
    writers: dict[str, str]  # the provider that wrote a letter, by Message-ID, where the letter is at hand
    edition: Mapping[str, int]  # how much of each part stands in full: one of rules/agenda.yaml

    @property
    def now(self) -> datetime:
        return self.period.end

    @property
    def today(self) -> date:
        """The day of the agenda in the office's zone."""
        return self.voice.day_of(self.period.end)

    def most(self, part: str) -> int:
        """How many rows of that part stand in full in this edition."""
        return int(self.edition[part])

    def threads(self, issue: Issue) -> tuple[Thread, ...]:
        """The provider's promises on it that are not kept and that a mail would show if they were.

        What was promised for a day from which the planned work was moved is put off with it, and not broken.
        """
        event = self.planned.get(issue.number)
        moved = {self.voice.day_of(start) for start in event.earlier} if event else set()
        found = threads(issue, [one for one in self.promises.get(issue.number, ()) if not is_call(one)])
        return tuple(thread for thread in found if thread[-1].due not in moved)

    def has_a_day(self, issue: Issue) -> bool:
        """Whether a day is agreed, be it for a call, that has not come yet."""
        every = threads(issue, self.promises.get(issue.number, ()))
        return issue.number in self.planned or ahead(every, self.today) is not None

    def writer(self, step: Change, issue: Issue) -> str:
        """Who said it: another provider may have its word in an issue."""
        if step.by != "provider":
            return self.voice.say("your side")
        return self.writers.get(step.message_id, issue.provider)

    def broken(self, issue: Issue) -> Commitment | None:
        """The promise on it whose day went by last without being kept, unless it was put off to a day ahead."""
        thread = late(self.threads(issue), self.today)
        return thread[-1] if thread else None


def look(facts: Facts, office: Office, period: Period) -> View:
    """The outlook at the end of `period`, for the whole of what can be said."""
    voice = voice_of(office)
    today = voice.day_of(period.end)
    current = sorted((i for i in facts.issues if is_open(i) and not is_snoozed(i, today)), key=worst_first)
    claimed = [i for i in facts.issues if i.status is Status.FIXED and not is_snoozed(i, today)]
    claimed.sort(key=lambda issue: (issue.fixed_at or issue.updated_at, issue.number), reverse=True)
    aside = sorted((i for i in facts.issues if i.status is not Status.RESOLVED and is_snoozed(i, today)), key=_by_day)
    return View(
        facts=facts,
        office=office,
        period=period,
        voice=voice,
        current=tuple(current),
        claimed=tuple(claimed),
        aside=tuple(aside),
        promises=_promises(facts),
        planned=_planned(facts, voice, today),
        said=by_issue(facts),
        writers={one.message_id: one.provider for one in facts.sayings if one.speaker in THEIRS and one.provider},
        edition=rules("agenda")["editions"]["whole"],
    )


def is_warned(bill: Invoice, today: date) -> bool:
    """A bill that the owner should look at, for some weeks; one that is merely overdue only while that is new.

    Many an owner pays without telling: what they do not answer must not fill the mail for ever.
    """
    if bill.state != "received" or (today - bill.at.date()).days > limit("forget_days"):
        return False
    fresh = bill.document.due is not None and (today - bill.document.due).days <= limit("overdue_days")
    return any(flag.name != "overdue" or fresh for flag in bill.flags)


def _by_day(issue: Issue) -> tuple[date, int]:
    return issue.snoozed_until or date.max, issue.number


def is_enough(middle: Middle | None) -> TypeGuard[Middle]:
    """Whether a median comes from so many cases that it may be shown."""
    return middle is not None and len(middle.cases) >= limit("cases")


def limit(name: str) -> int:
    """A measure from rules/agenda.yaml."""
    return int(rules("agenda")["limits"][name])


def _promises(facts: Facts) -> dict[int, tuple[Commitment, ...]]:
    by_issue: dict[int, list[Commitment]] = defaultdict(list)
    for promise in sorted(facts.commitments, key=lambda promise: promise.at):
        if promise.issue is not None and promise.by is not Speaker.OWNER and promise.by is not Speaker.STAFF:
            by_issue[promise.issue].append(promise)
    return {number: tuple(promises) for number, promises in by_issue.items()}


def _planned(facts: Facts, voice: Voice, today: date) -> dict[int, Event]:
    """The first event ahead of each issue."""
    found: dict[int, Event] = {}
    for event in sorted(facts.events, key=lambda event: voice.day_of(event.start)):
        if event.issue is not None and event.state == "planned" and voice.day_of(event.start) >= today:
            found.setdefault(event.issue, event)
    return found
