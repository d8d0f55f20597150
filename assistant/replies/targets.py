"""Find what a sentence speaks of: rows by number, by place or by name, all of them, the rest, bills, providers."""

from __future__ import annotations

from assistant.replies.fold import fold
from assistant.replies.spotting.bills import bills
from assistant.replies.spotting.desk import Desk, Target, desk
from assistant.replies.spotting.numbers import numbers
from assistant.replies.spotting.places import places
from assistant.replies.spotting.providers import provider_expression, providers
from assistant.replies.spotting.several import groups, wholes
from assistant.replies.spotting.things import pronouns, things

__all__ = ["Desk", "Target", "desk", "find_targets", "provider_expression"]

# what is found first has its place
_FINDERS = (bills, numbers, places, groups, wholes, providers, things, pronouns)


def find_targets(text: str, at: Desk) -> list[Target]:
    """Everything that `text` names, in order, without overlap; what is found first has its place."""
    plain = fold(text)
    found: list[Target] = []
    for finder in _FINDERS:
        for target in finder(text, plain, at):
            if all(target.end <= other.start or other.end <= target.start for other in found):
                found.append(target)
    return sorted(found, key=lambda target: target.start)
