"""What an order names. A merge in words names two: each is looked up by itself; a doubt about one is asked back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.ledger.matters import State
from assistant.ledger.naming import Named, Ways, fitting, named
from assistant.vocabulary import Order, Verb

# how the owner's languages join two names; the same words may stand within one of them ("tablet and log-in")
_PLAIN = 0.58  # how well each of two names has to fit its matter: joining costs more than closing when it is wrong
_JOINS = re.compile(r"\s(?:and|und|et|en|y|e|&|with|mit|avec|met|con)\s|\s*,\s*|\s+/\s+", re.IGNORECASE)


def targets(state: State, order: Order, numbers: Mapping[str, int], ways: Ways) -> Named:
    """What an order about issues names: the two of a merge in words, else as always."""
    in_words = order.verb is Verb.MERGE and not order.numbers
    return (_pair_named if in_words else named)(state, order, numbers, ways)


def _pair_named(state: State, order: Order, numbers: Mapping[str, int], ways: Ways) -> Named:
    """The two matters of "the till and the card reader", in that order; else none, and the rows that may be meant."""
    sides = [pair for pair in _sides(order) if all(_plain(state, side, ways) for side in pair)]
    found = [_apart(state, (named(state, a, numbers, ways), named(state, b, numbers, ways))) for a, b in sides]
    sure = {(one.matters[0].serial, other.matters[0].serial): (one, other) for one, other in found if _two(one, other)}
    if len(sure) == 1:
        one, other = next(iter(sure.values()))
        return Named((*one.matters, *other.matters))
    choices = [row for pair in found for side in pair for row in side.choices]
    return Named(choices=tuple(dict.fromkeys(choices)))


def _plain(state: State, side: Order, ways: Ways) -> bool:
    """Do the words fit some matter so well that two may be joined on them?"""
    fits = fitting(state, side, ways)
    return bool(fits) and fits[0][1] >= _PLAIN


def _apart(state: State, pair: tuple[Named, Named]) -> tuple[Named, Named]:
    """Two names are two matters: where one is sure, the other is not the same one."""
    one, other = pair
    return _other_than(state, one, other), _other_than(state, other, one)


def _other_than(state: State, doubtful: Named, sure: Named) -> Named:
    left = [row for row in doubtful.choices if [row.number] != [matter.serial for matter in sure.matters]]
    settled = len(sure.matters) == 1 and len(left) == 1 < len(doubtful.choices)
    return Named((state.matters[left[0].number],)) if settled else doubtful


def _two(one: Named, other: Named) -> bool:
    return len(one.matters) == len(other.matters) == 1 and one.matters[0] is not other.matters[0]


def _sides(order: Order) -> Iterator[tuple[Order, Order]]:
    """The order cut in two at each word that may join two names."""
    words = order.about or ""
    for cut in _JOINS.finditer(words):
        first, second = words[: cut.start()].strip(), words[cut.end() :].strip()
        if first and second:
            yield replace(order, about=first, quote=first), replace(order, about=second, quote=second)
