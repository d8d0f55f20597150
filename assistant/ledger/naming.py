"""Which matters do the owner's words name? By title and by what the letters say of each; a close call is asked back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.ledger.matters import Matter, State
from assistant.ledger.reasons import rarity
from assistant.ledger.words import fold, stems
from assistant.vocabulary import AgendaRow, Issue, Order, Status, Verb

Matcher = Callable[[str, Sequence[AgendaRow]], tuple[AgendaRow, ...]]
Grouper = Callable[[str, Sequence[Issue]], tuple[Issue, ...]]


def no_group(_about: str, _issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """No words for several."""
    return ()


@dataclass(frozen=True, slots=True)
class Ways:
    """How words find things: `row` knows typing errors and other words for a thing, `group` words for several."""

    row: Matcher
    group: Grouper


_LINE, _CLOSE = 0.7, 0.25  # the least that names a matter, and the margin that makes it the only one
_MOST_CHOICES = 3


@dataclass(frozen=True, slots=True)
class Named:
    """The matters that an order names, or the rows to ask back with."""

    matters: tuple[Matter, ...] = ()
    choices: tuple[AgendaRow, ...] = ()


def named(state: State, order: Order, numbers: Mapping[str, int], ways: Ways) -> Named:
    """The targets of an order: by number, by group, by words."""
    if order.numbers:
        return Named(tuple(_by_numbers(state, order, numbers, ways)))
    if not order.about:
        return Named()
    group = _group(state, order.about, ways)
    return Named(group) if group else _by_words(state, order, ways)


def rows_of(state: State) -> list[AgendaRow]:
    """Everything that words may name, by serial."""
    return [AgendaRow(m.serial, m.issue.title, m.issue.provider) for m in state.live()]


def provider_named(state: State, words: str) -> str:
    """The provider whose name, or its first word, the words hold; "" for none or several."""
    said = set(fold(words).split())
    names = {matter.issue.provider for matter in state.live() if matter.issue.provider}
    found = [name for name in sorted(names) if fold(name).split()[0] in said]
    return found[0] if len(found) == 1 else ""


# --- by number ---


def _by_numbers(state: State, order: Order, numbers: Mapping[str, int], ways: Ways) -> list[Matter]:
    quoted = {row.number: row for row in order.rows}
    found = [_by_number(state, number, quoted.get(number), numbers, ways) for number in order.numbers]
    return list({matter.serial: matter for matter in found if matter}.values())


def _by_number(
    state: State, number: int, quoted: AgendaRow | None, numbers: Mapping[str, int], ways: Ways
) -> Matter | None:
    """The matter that the owner has seen under this number. A quoted row whose title is another matter's wins."""
    seen = next((m for m in state.matters.values() if any(numbers.get(a) == number for a in m.issue.keys)), None)
    if quoted is None or (seen is not None and ways.row(quoted.title, [_row(seen)])):
        return seen
    found = ways.row(quoted.title, rows_of(state))
    return state.matters[found[0].number] if len(found) == 1 else seen


def _row(matter: Matter) -> AgendaRow:
    return AgendaRow(matter.serial, matter.issue.title, matter.issue.provider)


# --- by group ---


def _group(state: State, about: str, ways: Ways) -> tuple[Matter, ...]:
    """ "All fixed", "everything Kestrel had"; a bare "all" names nothing."""
    numbered = [replace(matter.issue, number=matter.serial) for matter in state.live()]
    return tuple(state.matters[issue.number] for issue in ways.group(about, numbered))


# --- by words ---


def _by_words(state: State, order: Order, ways: Ways) -> Named:
    titled = {row.number for row in ways.row(order.about or "", rows_of(state))}
    scored = sorted(((_fit(state, order, matter, titled), -matter.serial) for matter in state.live()), reverse=True)
    best = [(fit, state.matters[-serial]) for fit, serial in scored if fit >= _LINE]
    near = [matter for fit, matter in best if best[0][0] - fit < _CLOSE]
    if len(near) == 1:
        return Named((near[0],))
    return Named(choices=tuple(_row(matter) for matter in near[:_MOST_CHOICES]))


def _fit(state: State, order: Order, matter: Matter, titled: set[int]) -> float:
    """How well the owner's words fit: its title, what its letters say, and whether the order makes sense for it now."""
    said = _known(state, stems(order.about or ""), matter)
    around = _known(state, stems(order.quote) - stems(order.about or ""), matter)
    score = said + 0.5 * around + (1.0 if matter.serial in titled else 0.0)
    return score + _sense(order.verb, matter.issue.status) if score else 0.0


def _known(state: State, words: frozenset[str], matter: Matter) -> float:
    whole = sum(rarity(state, word) for word in words)
    return sum(rarity(state, word) for word in words if word in matter.words) / whole if whole else 0.0


def _sense(verb: Verb, status: Status) -> float:
    """What is closed is seldom closed again; what is reopened was closed or called fixed."""
    closed = status in (Status.FIXED, Status.RESOLVED)
    if verb is Verb.REOPEN:
        return 0.15 if closed else 0.0
    return -0.4 if status is Status.RESOLVED else 0.1 if verb is Verb.RESOLVE and status is Status.FIXED else 0.0
