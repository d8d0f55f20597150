"""What an undo took back, thing by thing, for its answer: what the order had made of it, and how it stands now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.ledger.effects import EFFECTS, standing
from assistant.ledger.matters import State
from assistant.ledger.naming import Ways
from assistant.ledger.pairs import targets
from assistant.vocabulary import Answer, Entry, Order, Verb

_TAKEN = "taken back"
ASKED = "asked"
_KEPT = frozenset({Verb.NOTE, Verb.ASK, Verb.CHASE})  # words that were kept with a thing, and are no longer
_MADE = {
    Verb.RESOLVE: "resolved",
    Verb.REOPEN: "open",
    Verb.NOT_AN_ISSUE: "dropped",
    Verb.PAID: "paid",
    Verb.DISPUTE: "disputed",
    Verb.DECISION: "kept as a decision",
    Verb.NEW: "new",
    Verb.NOTE: "noted",
    Verb.ASK: ASKED,
    Verb.CHASE: ASKED,
}


def leave_out(state: State, entry: Entry, numbers: Mapping[str, int], ways: Ways) -> None:
    """Note what a letter that was taken back ordered, and of what, instead of doing it."""
    for order in entry.orders:
        state.left_out += _about(state, entry, order, numbers, ways)


def _about(state: State, entry: Entry, order: Order, numbers: Mapping[str, int], ways: Ways) -> Iterator[Answer]:
    found = targets(state, order, numbers, ways).matters if order.verb in EFFECTS else ()
    if order.verb is Verb.MERGE and found:
        for other in found[1:]:
            made = f"part of {found[0].issue.title}"
            yield Answer(entry.key, order, other.serial, other.issue.title, before=made)
        return
    for matter in found:
        yield Answer(entry.key, order, matter.serial, matter.issue.title, before=_made(order))
    if not found and order.verb in _MADE:
        title = order.about or order.text or order.quote
        yield Answer(entry.key, order, title=title, before=_made(order), after=_TAKEN)


def _made(order: Order) -> str:
    day = order.until.isoformat() if order.until else ""
    return _MADE.get(order.verb) or day or order.text or ""


def tell_undo(state: State, entry: Entry, order: Order) -> None:
    """The answer to an undo: each thing that is as it was before, or why nothing was taken back."""
    undo = state.undos[entry.key]
    if undo.why:
        state.answers.append(Answer(entry.key, order, why=undo.why))
    elif undo.restores:
        state.answers += [replace(one, key=entry.key) for one in state.answers if one.key == undo.letter]
    else:
        state.answers += [_as_it_is(state, entry, order, one) for one in state.left_out if one.key == undo.letter]


def _as_it_is(state: State, entry: Entry, order: Order, made: Answer) -> Answer:
    matter = state.matters.get(made.issue) if made.issue is not None else None
    if matter is None or made.order.verb in _KEPT:
        return replace(made, key=entry.key, order=order, after=_TAKEN)
    return replace(made, key=entry.key, order=order, title=matter.issue.title, after=standing(matter.issue, made.order))
