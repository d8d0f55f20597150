"""Several owners: each is answered alone, and learns at once only of what turns around an order of their own.

Everything else that a partner ordered stands in the next agenda, which all owners get.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.app.replying import Desk
from assistant.ledger.undoing import undos_in
from assistant.vocabulary import Address, Entry, Issue


def overruled(entry: Entry, entries: Sequence[Entry], desk: Desk) -> tuple[Address, ...]:
    """The other owners whose orders this letter takes back or turns around."""
    settings = desk.settings
    if not settings.partners or not entry.obeyed:
        return ()
    writers = {one.key: one.sender.address for one in entries if one.obeyed}
    keys = (*_taken_back(entry, entries), *_turned(entry, desk.facts.issues))
    found = dict.fromkeys(settings.owner_at(writers[key]) for key in keys if key in writers)
    return tuple(owner for owner in found if owner != settings.owner_at(entry.sender.address))


def _taken_back(entry: Entry, entries: Sequence[Entry]) -> Iterator[str]:
    undo = undos_in(entries).get(entry.key)
    if undo is not None and undo.letter:
        yield undo.letter


def _turned(entry: Entry, issues: Sequence[Issue]) -> Iterator[str]:
    """Keys of the letters whose word was the last on a thing before this one said otherwise."""
    for issue in issues:
        for before, change in zip(issue.history, issue.history[1:], strict=False):
            if change.key == entry.key and before.by == change.by == "owner":
                yield before.key
