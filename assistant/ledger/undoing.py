"""Taking orders back: which letter an `undo` means, and for how long it can be taken back.

Nothing is undone by hand: the orders of a letter that was taken back are left out of the fold. An undo in reply to one
of our answers means the orders which that mail answers, any other the latest that still stand. An undo of an undo puts
back what it took. Somebody who orders in the owner's stead takes back only their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from assistant.vocabulary import Entry, Speaker, Verb

UNDO_FOR = timedelta(days=30)
TOO_LATE, ALREADY, NOTHING = "more than 30 days ago", "taken back already", "nothing to take back"
_ANSWERED = re.compile(r"\banswer\.([0-9a-f]{16})\.", re.IGNORECASE)  # in the Message-ID of an answer, and in its links
_TELLING = frozenset({Verb.STATUS, Verb.SHOW, Verb.AGENDA, Verb.REPORT, Verb.HELP, Verb.UNDO})  # change nothing


@dataclass(frozen=True, slots=True)
class Undo:
    """What an undo came to: the letter that it took back or put back; `why` when neither."""

    letter: str = ""  # key of the entry
    restores: bool = False
    why: str = ""


@dataclass(slots=True)
class _Desk:
    """What the letters before have left."""

    standing: list[Entry] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    undos: dict[str, Undo] = field(default_factory=dict)
    known: dict[str, Entry] = field(default_factory=dict)  # by the name that our answer to it bears


def undos_in(entries: Iterable[Entry]) -> Mapping[str, Undo]:
    """What each letter that takes something back came to, by its key."""
    desk = _Desk()
    ordering = (entry for entry in entries if entry.obeyed and entry.orders)
    for entry in sorted(ordering, key=lambda entry: (entry.at, entry.key)):
        if any(order.verb is Verb.UNDO for order in entry.orders):
            desk.undos[entry.key] = _take_back(entry, desk)
        if _changes(entry):
            desk.standing.append(entry)
        desk.known[entry.key[:16]] = entry
    return desk.undos


def withdrawn(undos: Mapping[str, Undo]) -> frozenset[str]:
    """Keys of the letters whose orders do not count in the end."""
    gone: set[str] = set()
    for undo in undos.values():
        (gone.discard if undo.restores else gone.add)(undo.letter)
    return frozenset(gone - {""})


def _changes(entry: Entry) -> bool:
    return any(order.verb not in _TELLING for order in entry.orders)


def _take_back(entry: Entry, desk: _Desk) -> Undo:
    meant = _answered(entry, desk)
    if meant is not None and not _changes(meant):
        return _put_back(desk.undos[meant.key], desk)
    mine = [one for one in desk.standing if _may(entry, one) and one.key not in desk.gone]
    meant = meant or (mine[-1] if mine else None)
    if meant is None:
        return Undo(why=NOTHING)
    if meant.key in desk.gone:
        return Undo(why=ALREADY)
    if entry.at - meant.at > UNDO_FOR:
        return Undo(why=TOO_LATE)
    desk.gone.add(meant.key)
    return Undo(meant.key)


def _put_back(before: Undo, desk: _Desk) -> Undo:
    """The undo of an undo."""
    letter = before.letter
    if before.restores and letter not in desk.gone:
        desk.gone.add(letter)
        return Undo(letter)
    if letter not in desk.gone:
        return Undo(why=NOTHING)
    desk.gone.discard(letter)
    return Undo(letter, restores=True)


def _answered(entry: Entry, desk: _Desk) -> Entry | None:
    """The letter whose answer this one replies to, where there is something in it to take back."""
    names = [found[1].lower() for text in _threads(entry) for found in _ANSWERED.finditer(text)]
    meant = next((desk.known[name] for name in names if name in desk.known), None)
    if meant is None or not _may(entry, meant):
        return None
    return meant if _changes(meant) or meant.key in desk.undos else None


def _threads(entry: Entry) -> Sequence[str]:
    return (entry.subject, *entry.in_reply_to)


def _may(entry: Entry, other: Entry) -> bool:
    return entry.speaker is Speaker.OWNER or other.sender == entry.sender
