"""Which matters do the owner's words name? By title and by what the letters say of each; a close call is asked back."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from assistant.ledger.matters import Matter, State
from assistant.ledger.words import fold, plain_words
from assistant.vocabulary import AgendaRow, Issue, Order, Status, Verb

Matcher = Callable[[str, Sequence[AgendaRow]], tuple[AgendaRow, ...]]
Grouper = Callable[[str, Sequence[Issue]], tuple[Issue, ...]]
Place = tuple[float, list[AgendaRow]]


def no_group(_about: str, _issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """No words for several."""
    return ()


@dataclass(frozen=True, slots=True)
class Ways:
    """How words find things: `row` knows typing errors and other words for a thing, `group` words for several."""

    row: Matcher
    group: Grouper


_LINE, _CLOSE = 0.4, 0.15  # the least that names a matter, and the margin that makes it the only one
_BESIDES, _ELSEWHERE = 0.6, 0.5  # what a word beside a finding is worth, and one elsewhere in a letter about it alone
_BESIDE = 0.3  # what the rest of the owner's sentence is worth
_REMEMBERED = timedelta(days=120)  # how long after its end an issue is still spoken of by words alone
_UNKNOWN = 0.3  # what a word weighs that no matter is known by
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
    fits = fitting(state, order, ways)
    best = [matter for matter, fit in fits if fit >= _LINE and fits[0][1] - fit < _CLOSE]
    return Named((best[0],)) if len(best) == 1 else Named(choices=tuple(map(_row, best[:_MOST_CHOICES])))


def fitting(state: State, order: Order, ways: Ways) -> list[tuple[Matter, float]]:
    """Each matter with how well the owner's words fit it, the best first; the older one where two fit alike."""
    matters = _in_mind(state)
    places = _places(matters)
    said = _known(places, order.about or "", ways)
    beside = _known(places, _without(order.quote, order.about or ""), ways)
    found = [
        (matter, said[n] + _BESIDE * beside[n] + _sense(order.verb, matter.issue.status))
        for n, matter in enumerate(matters)
        if said[n]
    ]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].serial))


def _in_mind(state: State) -> list[Matter]:
    """What the owner may be speaking of: all that is not resolved, and what was heard of lately."""
    live = state.live()
    if not live:
        return []
    since = max(matter.issue.updated_at for matter in live) - _REMEMBERED
    return [m for m in live if m.issue.status is not Status.RESOLVED or m.issue.updated_at > since]


def _known(places: Sequence[Place], text: str, ways: Ways) -> list[float]:
    """How much of the text each matter is known by, 0..1: in its title, beside its findings, elsewhere in its letters.

    A word that few matters are known by weighs more; one that none knows weighs against all.
    """
    many = len(places[0][1])
    known = [0.0] * many
    whole = 0.0
    for word in dict.fromkeys(plain_words(text)):
        worth = [max(each) for each in zip(*_worth(places, word, ways), strict=True)]
        rare = math.log(1 + (many + 1) / (1 + sum(each > _ELSEWHERE for each in worth)))
        whole += rare if any(worth) else _UNKNOWN * rare
        known = [sum_ + rare * each for sum_, each in zip(known, worth, strict=True)]
    return [each / whole if whole else 0.0 for each in known]


def _places(matters: Sequence[Matter]) -> list[Place]:
    """Where words may stand, as a row for each matter, and what a word that stands there is worth."""
    kinds = ((1.0, _titled), (_BESIDES, _spoken), (_ELSEWHERE, _letters))
    return [(worth, [AgendaRow(matter.serial, text(matter)) for matter in matters]) for worth, text in kinds]


def _worth(places: Sequence[Place], word: str, ways: Ways) -> Iterator[list[float]]:
    """What the word is worth for each matter, place by place."""
    for worth, rows in places:
        found = {row.number for row in ways.row(word, rows)}
        yield [worth if row.number in found else 0.0 for row in rows]


def _titled(matter: Matter) -> str:
    return f"{matter.issue.title} {matter.issue.provider}"


def _spoken(matter: Matter) -> str:
    return " ".join(matter.spoken)


def _letters(matter: Matter) -> str:
    return " ".join(matter.around)


def _without(quote: str, about: str) -> str:
    """The rest of the owner's sentence."""
    return quote.replace(about, " ") if about else quote


def _sense(verb: Verb, status: Status) -> float:
    """What is closed is seldom closed again; what is reopened was closed or called fixed."""
    closed = status in (Status.FIXED, Status.RESOLVED)
    if verb is Verb.REOPEN:
        return 0.1 if closed else 0.0
    return -0.3 if status is Status.RESOLVED else 0.1 if verb is Verb.RESOLVE and status is Status.FIXED else 0.0
