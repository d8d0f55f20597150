"""What one clause orders, before the whole reply is weighed: an act, firm or soft."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.replies.targets import Target
from assistant.vocabulary import Verb

# orders that end something: only plain words give them
ENDING = frozenset({Verb.RESOLVE, Verb.NOT_AN_ISSUE, Verb.MERGE, Verb.PAID})
# what can be said of a row only once: the last word stands
STANDING = frozenset({Verb.RESOLVE, Verb.REOPEN, Verb.NOT_AN_ISSUE, Verb.SNOOZE})

# what is ordered in the same way of several rows is one order
ONE_FOR_ALL = frozenset(
    {Verb.RESOLVE, Verb.REOPEN, Verb.NOT_AN_ISSUE, Verb.SNOOZE, Verb.CHASE, Verb.SEVERITY, Verb.STATUS, Verb.SHOW}
)


@dataclass(frozen=True, slots=True)
class Act:
    """`soft` marks what only explains another order of the same row; it falls when there is one."""

    verb: Verb
    target: Target | None
    quote: str
    sentence: int
    text: str | None = None
    soft: bool = False
    refuses: bool = False  # "don't close 4": no closing beside it stands
    bare: bool = False  # off the list, without a word why: a reason beside it says what it is
    asked: bool = False  # a question: it may lead up to a request in the next sentence

    @property
    def numbers(self) -> tuple[int, ...]:
        return self.target.numbers if self.target is not None else ()

    @property
    def about(self) -> str | None:
        return self.target.about if self.target is not None else None


def row_numbers(act: Act) -> frozenset[int]:
    """The rows that an act touches, by number or by name."""
    if act.target is None:
        return frozenset()
    return frozenset(act.numbers) or frozenset(row.number for row in act.target.rows)
