"""What works and what does not: configuration, clock, rules, disk, database, mail; each with its remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from assistant.app import examining
from assistant.app.clock import system_clock
from assistant.app.examining import Examined
from assistant.config import Settings
from assistant.vocabulary import Trouble

_AGAIN = "Mend what the sentence names, then run `assistant doctor` again."
_CHECKS: tuple[tuple[str, Callable[[Settings, datetime], Iterator[Examined]]], ...] = (
    ("configuration", examining.configuration),
    ("clock", examining.clock),
    ("rules", examining.rule_files),
    ("disk", examining.disk),
    ("database", examining.database),
    ("mail", examining.mail),
)


def examine(settings: Settings, now: datetime) -> list[Examined]:
    """Every check, in the order in which one would mend things."""
    return [found for name, check in _CHECKS for found in _trapped(name, check(settings, now))]


def examine_mail(settings: Settings) -> list[Examined]:
    """Only the way in and the way out."""
    return list(_trapped("mail", examining.mail(settings, system_clock())))


def _trapped(name: str, found: Iterator[Examined]) -> Iterator[Examined]:
    """What was found, and the fault that ended the check where one did."""
    try:
        yield from found
    except (Trouble, OSError) as error:
        yield Examined(name, str(error), _AGAIN)
