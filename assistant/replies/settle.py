"""Weigh the whole reply: corrections, the rest, explanations beside orders; and make the orders of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.replies.acts import ENDING, ONE_FOR_ALL, STANDING, Act, row_numbers
from assistant.replies.targets import Desk
from assistant.vocabulary import AgendaRow, Order, Verb

_OFF = frozenset({Verb.RESOLVE, Verb.NOT_AN_ISSUE})


def settle(acts: Sequence[Act], at: Desk, until: Callable[[str], date | None]) -> tuple[Order, ...]:
    """The orders that stand at the end, in the order written; one for all rows that get the same."""
    given = _the_rest(list(acts), at)
    given = _last_word(given)
    given = _once(_without_explanations(given))
    return tuple(_joined([_order(act, at, until) for act in given]))


def _the_rest(acts: list[Act], at: Desk) -> list[Act]:
    """ "The rest": the rows that nothing else in the reply is said of."""
    named = {n for act in acts if act.target is not None and act.target.kind != "rest" for n in row_numbers(act)}
    rows = tuple(r for r in at.rows if r.number not in named)
    spelled = [_spelled(act, rows) if at.rows else act for act in acts]
    kept = [act for act in spelled if act.target is None or act.target.kind != "rest" or act.numbers or not at.rows]
    return [one for act in kept for one in _one_for_each(act)]


def _spelled(act: Act, rows: Sequence[AgendaRow]) -> Act:
    if act.target is None or act.target.kind != "rest":
        return act
    left = tuple(row for row in rows if row.number not in act.target.without)
    return replace(act, target=replace(act.target, numbers=tuple(row.number for row in left), rows=left))


def _one_for_each(act: Act) -> list[Act]:
    """Notes are kept row by row."""
    if act.verb is not Verb.NOTE or act.target is None or len(act.numbers) < 2:
        return [act]
    return [replace(act, target=replace(act.target, numbers=(n,))) for n in act.numbers]


def _last_word(acts: list[Act]) -> list[Act]:
    """Of orders that exclude each other, the later stands for its rows."""
    out: list[Act] = []
    acts = _with_reasons(acts)
    for place, act in enumerate(acts):
        later = [b for b in acts[place + 1 :] if not b.soft and _excludes(act, b)]
        gone = {n for b in later for n in row_numbers(b)}
        if act.numbers:
            left = tuple(n for n in act.numbers if n not in gone)
            if left and act.target is not None:
                rows = tuple(r for r in act.target.rows if r.number in left)
                out.append(replace(act, target=replace(act.target, numbers=left, rows=rows)))
        elif not later or (row_numbers(act) and not row_numbers(act) <= gone):
            out.append(act)
    return out


def _with_reasons(acts: list[Act]) -> list[Act]:
    """A removal without a reason gives way to the reason; what was numbered in the one is so in the other."""
    reasons = [a for a in acts if a.verb in _OFF and not a.bare]
    gone = [(a, b) for a in acts if a.bare for b in reasons if _explains_removal(a, b)]
    numbered = {id(b): a.target for a, b in gone if a.numbers and not b.numbers}
    removed = {id(a) for a, _ in gone}
    return [replace(a, target=numbered.get(id(a), a.target)) for a in acts if id(a) not in removed]


def _explains_removal(removal: Act, reason: Act) -> bool:
    """ "It has been flying, take it off", "it was only the paper. Cross it off": what it is stands beside."""
    near = abs(removal.sentence - reason.sentence) <= 1 and reason.verb is not removal.verb
    return near and bool(row_numbers(removal) & row_numbers(reason))


def _excludes(act: Act, later: Act) -> bool:
    named = act.about is not None and act.about == later.about and not act.numbers
    if not named and not row_numbers(act) & row_numbers(later):
        return False
    if act.verb in STANDING and later.verb in STANDING:
        return act.verb is not later.verb or (act.verb is Verb.SNOOZE)
    return act.verb is later.verb and act.verb in {Verb.SEVERITY, Verb.RENAME}


def _without_explanations(acts: list[Act]) -> list[Act]:
    """What only explains an order of the same row is no order itself."""
    out = []
    for act in acts:
        beside = [b for b in acts if b is not act and not b.soft and not (act.refuses and b.verb in ENDING)]
        firm = [b for b in beside if _same(act, b) or _explains(act, b)]
        if act.verb in ENDING and any(b.refuses and _same(act, b) for b in acts):
            continue
        worse = act.verb is Verb.NOTE and any(b.verb is Verb.REOPEN and _same(act, b) for b in acts)
        if act.soft and (firm or worse):
            continue
        out.append(act)
    return out


def _explains(act: Act, other: Act) -> bool:
    """A trouble named in words, in the sentence that orders something of a row by its number: it says why."""
    firm = bool(other.numbers) or other.verb in {Verb.DISPUTE, Verb.PAID}
    return act.sentence == other.sentence and not act.numbers and firm


def _once(acts: list[Act]) -> list[Act]:
    """A row that got an order by its number needs it not by its name again."""
    out: list[Act] = []
    for act in acts:
        rows = row_numbers(act)
        known = {n for b in acts if b.verb is act.verb and b is not act for n in b.numbers}
        named = [row_numbers(b) for b in out if b.verb is act.verb and not b.numbers]
        if act.numbers or not rows or not (rows <= known or rows in named):
            out.append(act)
    return out


def _same(act: Act, other: Act) -> bool:
    if row_numbers(act) & row_numbers(other):
        return True
    return act.target is not None and other.target is not None and act.about is not None and act.about == other.about


def _order(act: Act, at: Desk, until: Callable[[str], date | None]) -> Order:
    numbers = act.numbers
    about = None if numbers else act.about
    day = until(act.text or act.quote) if act.verb is Verb.SNOOZE else None
    rows = tuple(row for number in numbers if (row := at.row(number)))
    text = None if act.verb is Verb.SNOOZE else act.text
    return Order(act.verb, numbers, about, day, text, rows, act.quote)


def _joined(orders: Sequence[Order]) -> list[Order]:
    out: list[Order] = []
    for order in orders:
        match = next((o for o in out if _may_join(o, order)), None)
        if match is None:
            if order not in out:
                out.append(order)
            continue
        numbers = tuple(dict.fromkeys([*match.numbers, *order.numbers]))
        rows = tuple(dict.fromkeys([*match.rows, *order.rows]))
        quote = match.quote if order.quote == match.quote else f"{match.quote} … {order.quote}"
        out[out.index(match)] = replace(match, numbers=numbers, rows=rows, quote=quote)
    return out


def _may_join(one: Order, other: Order) -> bool:
    same = one.verb is other.verb and one.until == other.until and one.text == other.text
    if (
        one.verb in {Verb.DISPUTE, Verb.PAID, Verb.REPORT, Verb.UNDO, Verb.HELP, Verb.AGENDA}
        and one.about == other.about
    ):
        return one.numbers == other.numbers
    if one.verb not in ONE_FOR_ALL or not same:
        return False
    return bool(one.numbers and other.numbers) or (not one.numbers and not other.numbers and one.about == other.about)
