"""What every command of the owner's has: its verb, what it does, and how it may be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.vocabulary import Verb


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the owner can order.

    `examples` are by language (ISO 639-1), with {number}, {other}, {title}, {provider} and {bill} to be filled from the
    owner's own agenda. The first example of a language is the one that a one-tap link sends; `{words}` is the free text
    or the day of an order that is asked back.
    """

    verb: Verb
    place: int  # in the help mail
    meaning: Mapping[str, str]
    examples: Mapping[str, tuple[str, ...]]
    tap: Mapping[str, str]
