"""Which matter is a finding about? Tickets, threads and what is meant decide; a close call is said to be one.

Every reason has a weight in `rules/linking.yaml`; the sum of a matter's reasons is its score, and the best score above
the line wins. Only matters that share a word, a ticket or a thread with the finding are looked at: without any of these
none comes above the line, and a ledger of many years costs no more than a young one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.ledger.clues import Clue
from assistant.ledger.matters import Matter, State, thread_subject
from assistant.ledger.reasons import score
from assistant.resources import rules

_COMMON = 60  # a word that so many matters know leads to none of them


@dataclass(frozen=True, slots=True)
class Link:
    """The matter that a finding belongs to (None: a new one), and whether another fits as well."""

    matter: Matter | None
    sure: bool = True


def link(state: State, clues: Sequence[Clue]) -> tuple[Link, ...]:
    """The matter of each finding of one letter: the best pair first, no matter twice."""
    weights = rules("linking")["weights"]
    scores = {
        (place, matter.serial): score(state, what, matter, weights)
        for place, what in enumerate(clues)
        for matter in _candidates(state, what)
    }
    chosen: dict[int, int] = {}
    for (place, serial), value in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])):
        if value >= weights["line"] and place not in chosen and serial not in chosen.values():
            chosen[place] = serial
    return tuple(_link(state, scores, chosen, place) for place in range(len(clues)))


def _link(state: State, scores: dict[tuple[int, int], float], chosen: dict[int, int], place: int) -> Link:
    """The chosen matter; not sure when one that no other finding has comes close to it."""
    if place not in chosen:
        return Link(None)
    taken = set(chosen.values())
    rivals = [value for (other, serial), value in scores.items() if other == place and serial not in taken]
    margin = scores[place, chosen[place]] - max(rivals, default=-9.0)
    return Link(state.matters[chosen[place]], margin >= rules("linking")["weights"]["close_call"])


def _candidates(state: State, what: Clue) -> Iterator[Matter]:
    """The matters that share anything telling with the finding, oldest first."""
    entry = what.entry
    serials: set[int] = set(state.by_subject.get(thread_subject(entry.subject), ()))
    serials.update(*(state.by_message.get(one, ()) for one in (*entry.references, *entry.in_reply_to)))
    serials.update(*(state.by_ticket.get(ticket, ()) for ticket in what.tickets))
    known = (state.by_word.get(word, ()) for word in what.words | what.around)
    serials.update(*(found for found in known if len(found) <= _COMMON))
    return (state.matters[serial] for serial in sorted(serials) if serial in state.matters)
