"""The state of the fold: the matters known so far, and what finds them again. Private to the ledger."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from assistant.ledger.titles import Naming
from assistant.ledger.undoing import Undo
from assistant.vocabulary import Answer, Commitment, Decision, Event, Issue, IssueFinding, Question

Index = defaultdict[str, set[int]]

_PREFIX = re.compile(
    r"^(?:(?:re|fwd?|aw|wg|sv|vs|vb|tr|rv|antw|doorst|ref|res|enc|odp|r|i)(?:\[\d+\])?\s*[::]\s*)+", re.IGNORECASE
)
_LETTERED = re.compile(r"[a-z]{1,6}(\d{4,})")
_BANNER = re.compile(r"\[[^\]]{1,60}\]|\([^)]{0,20}#[^)]{1,30}\)|#\S{2,}")


@dataclass(slots=True)
class Matter:
    """An issue in the making, with the words by which later letters are recognised."""

    serial: int
    issue: Issue
    words: Counter[str] = field(default_factory=Counter)
    title_words: frozenset[str] = frozenset()
    subjects: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)  # addresses that wrote about it
    naming: Naming = field(default_factory=Naming)  # what its letters offer to call it by
    heard: list[IssueFinding] = field(default_factory=list)  # what each letter said, in their order
    renamed: bool = False  # the owner chose the title
    weighed: bool = False  # the owner chose the severity
    dropped: bool = False  # the owner said that it is no issue
    letters: set[str] = field(default_factory=set)  # entry keys
    spoken: dict[str, None] = field(default_factory=dict)  # the words beside its findings, as written, folded
    around: dict[str, None] = field(default_factory=dict)  # the other words of letters that are about it alone


@dataclass(slots=True)
class State:
    """All that the fold carries from letter to letter."""

    matters: dict[int, Matter] = field(default_factory=dict)
    serials: int = 0  # the last one given
    commitments: list[Commitment] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    bill_orders: list[BillOrder] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    undos: Mapping[str, Undo] = field(default_factory=dict)  # by the key of the letter that orders them
    left_out: list[Answer] = field(default_factory=list)  # what letters that were taken back had ordered
    frequency: Counter[str] = field(default_factory=Counter)  # in how many matters a word stands
    by_title: dict[str, int] = field(default_factory=dict)  # the serial of the last that was called so
    by_ticket: Index = field(default_factory=lambda: defaultdict(set))
    by_message: Index = field(default_factory=lambda: defaultdict(set))
    by_subject: Index = field(default_factory=lambda: defaultdict(set))
    by_word: Index = field(default_factory=lambda: defaultdict(set))
    by_provider: Index = field(default_factory=lambda: defaultdict(set))

    # how much each word tells as things stand; forgotten with each change
    rarities: dict[str, float] = field(default_factory=dict)
    weights: dict[frozenset[str], float] = field(default_factory=dict)

    def index(self, matter: Matter) -> None:
        """Make the matter findable by all that it knows."""
        self.rarities.clear()
        self.weights.clear()
        for index, keys in (
            (self.by_ticket, ticket_keys(matter.issue.tickets)),
            (self.by_message, matter.issue.messages),
            (self.by_subject, matter.subjects),
            (self.by_word, matter.words),
            (self.by_provider, (matter.issue.provider,)),
        ):
            for key in keys:
                index[key].add(matter.serial)

    def give_up(self, serial: int, kept: int) -> None:
        """A matter became part of another: all that pointed at it points there. Its serial is never used again."""
        del self.matters[serial]
        lists: tuple[list[Any], ...] = (self.commitments, self.events, self.questions, self.answers, self.left_out)
        for values in lists:
            for place, value in enumerate(values):
                if value.issue == serial:
                    values[place] = replace(value, issue=kept)

    def live(self) -> list[Matter]:
        """The matters that count, oldest first."""
        return [matter for matter in self.matters.values() if not matter.dropped]


@dataclass(frozen=True, slots=True)
class BillOrder:
    """The owner's word about a bill."""

    at: datetime
    state: str  # "paid", "disputed"
    about: str


def thread_subject(subject: str) -> str:
    """A subject without its prefixes and ticket banners, to recognise a thread by."""
    bare = _PREFIX.sub("", _BANNER.sub(" ", subject).strip())
    return " ".join(_PREFIX.sub("", bare).casefold().split())


def ticket_keys(tickets: Iterable[str]) -> frozenset[str]:
    """What tickets are found by: each as it is compared, and without its letters ("NM-208930" is called "208930")."""
    keys = frozenset(map(ticket_key, tickets))
    return keys | {bare.group(1).lstrip("0") for key in keys if (bare := _LETTERED.fullmatch(key))}


def ticket_key(ticket: str) -> str:
    """A ticket number as it is compared: letters and digits alone, no leading zeros."""
    return re.sub(r"[^a-z0-9]", "", ticket.casefold()).lstrip("0")
