"""The owner's orders, laid upon the state. What each verb does to an issue stands in one table below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.ledger.clues import clue
from assistant.ledger.effects import EFFECTS, standing
from assistant.ledger.issues import open_matter, remember
from assistant.ledger.matters import BillOrder, Matter, State
from assistant.ledger.naming import Ways, named, provider_named, rows_of
from assistant.ledger.pairs import targets
from assistant.ledger.taking_back import tell_undo
from assistant.vocabulary import (
    Answer,
    Change,
    Decision,
    Entry,
    Evidence,
    Issue,
    IssueFinding,
    Order,
    Question,
    Severity,
    Speaker,
    Status,
    Verb,
)


def obey(state: State, entry: Entry, numbers: Mapping[str, int], ways: Ways) -> None:
    """Carry out the orders of one letter and note what became of each."""
    for place in range(len(entry.orders)):
        asked = len(state.questions)
        _carry_out(state, entry, place, numbers, ways)
        for n, question in enumerate(state.questions[asked:]):
            state.questions[asked + n] = replace(question, key=f"{entry.key}/{place}.{n}")


def _carry_out(state: State, entry: Entry, place: int, numbers: Mapping[str, int], ways: Ways) -> None:
    order = entry.orders[place]
    if order.verb in (Verb.ASK, Verb.CHASE) and not order.numbers:
        _ask(state, entry, order, ways)
    elif order.verb in (Verb.STATUS, Verb.SHOW):
        _tell(state, entry, order, numbers, ways)
    elif order.verb in EFFECTS:
        _change_issues(state, entry, place, numbers, ways)
    elif order.verb in _OTHERS:
        _OTHERS[order.verb](state, entry, order, place)
    elif order.verb is Verb.UNDO:
        tell_undo(state, entry, order)
    else:
        state.answers.append(Answer(entry.key, order))


# --- orders about issues ---


def _change_issues(state: State, entry: Entry, place: int, numbers: Mapping[str, int], ways: Ways) -> None:
    order = entry.orders[place]
    found = targets(state, order, numbers, ways)
    if not found.matters and not found.choices and order.verb is Verb.REOPEN and order.about:
        _reported(state, entry, replace(order, text=order.quote), place)  # it does not work, whatever it was called
        return
    if not found.matters:
        why = "two of them fit" if found.choices else "nothing on the list fits"
        state.answers.append(Answer(entry.key, order, why=why, choices=found.choices))
        return
    if order.verb is Verb.MERGE:
        _merge(state, entry, order, found.matters)
        return
    for matter in found.matters:
        _note_question(state, entry, order, matter)
        before = matter.issue
        matter.issue = EFFECTS[order.verb](before, order, entry)
        matter.renamed = matter.renamed or order.verb is Verb.RENAME
        matter.weighed = matter.weighed or order.verb is Verb.SEVERITY
        matter.dropped = order.verb is Verb.NOT_AN_ISSUE or (matter.dropped and order.verb is not Verb.REOPEN)
        state.answers.append(_answer(entry, order, matter, before))


def _answer(entry: Entry, order: Order, matter: Matter, before: Issue) -> Answer:
    after = "dropped" if matter.dropped else standing(matter.issue, order)
    return Answer(entry.key, order, matter.serial, matter.issue.title, standing(before, order), after)


def _merge(state: State, entry: Entry, order: Order, matters: Sequence[Matter]) -> None:
    """The first stays and takes in the letters, tickets and history of the others."""
    kept, *others = matters
    for other in others:
        kept.issue = _joined(kept.issue, other.issue)
        kept.words.update(other.words)
        kept.title_words |= other.title_words
        kept.subjects |= other.subjects
        kept.people |= other.people
        kept.letters |= other.letters
        kept.heard += other.heard
        kept.spoken |= other.spoken
        kept.around |= other.around
        state.index(kept)
        state.give_up(other.serial, kept.serial)
        state.answers.append(
            Answer(entry.key, order, kept.serial, other.issue.title, "", f"part of {kept.issue.title}")
        )


def _joined(kept: Issue, other: Issue) -> Issue:
    history = tuple(sorted((*kept.history, *other.history), key=lambda change: change.at))
    return replace(
        kept,
        status=history[-1].status,
        severity=max(kept.severity, other.severity, key=list(Severity).index),
        fixed_at=kept.fixed_at if history[-1].status is kept.status else other.fixed_at,
        resolved_at=kept.resolved_at if history[-1].status is kept.status else other.resolved_at,
        opened_at=min(kept.opened_at, other.opened_at),
        updated_at=max(kept.updated_at, other.updated_at),
        tickets=tuple(dict.fromkeys((*kept.tickets, *other.tickets))),
        messages=tuple(dict.fromkeys((*kept.messages, *other.messages))),
        history=history,
        notes=tuple(sorted((*kept.notes, *other.notes), key=lambda note: note.at)),
        keys=(*kept.keys, *other.keys),
    )


# --- what the owner wants to know ---


def _tell(state: State, entry: Entry, order: Order, numbers: Mapping[str, int], ways: Ways) -> None:
    """How each thing stands, and the sentence that says so."""
    found = named(state, order, numbers, ways)
    if not found.matters:
        why = "two of them fit" if found.choices else "nothing on the list fits"
        state.answers.append(Answer(entry.key, order, why=why, choices=found.choices))
    for matter in found.matters:
        last = matter.issue.history[-1]
        said = f"{standing(matter.issue, order)}: “{last.evidence}”"
        state.answers.append(Answer(entry.key, order, matter.serial, matter.issue.title, "", said))


# --- questions to providers ---


def _ask(state: State, entry: Entry, order: Order, ways: Ways) -> None:
    """A question to a provider or about a thing: kept with the one matter that it names, else with the provider."""
    words = order.about or ""
    provider = provider_named(state, words)
    rows = [row for row in rows_of(state) if not provider or row.provider == provider]
    fitting = ways.row((order.text or order.quote) if provider else words, rows)
    if len(fitting) == 1:
        matter = state.matters[fitting[0].number]
        matter.issue = EFFECTS[order.verb](matter.issue, order, entry)
        _note_question(state, entry, order, matter)
        state.answers.append(Answer(entry.key, order, matter.serial, matter.issue.title, "", "noted"))
    elif provider or not fitting:
        text = order.text or order.quote
        state.questions.append(Question(entry.at, order.verb, provider, text, entry.message_id))
        state.answers.append(Answer(entry.key, order, title=provider, after="noted"))
    else:
        state.answers.append(Answer(entry.key, order, why="two of them fit", choices=fitting))


def _note_question(state: State, entry: Entry, order: Order, matter: Matter) -> None:
    if order.verb in (Verb.ASK, Verb.CHASE):
        text = order.text or order.quote
        row = Question(entry.at, order.verb, matter.issue.provider, text, entry.message_id, matter.serial)
        state.questions.append(row)


# --- orders about other things ---


def _decided(state: State, entry: Entry, order: Order, place: int) -> None:  # noqa: ARG001
    state.decisions.append(Decision(entry.at, order.text or order.quote, entry.message_id))
    state.answers.append(Answer(entry.key, order, after="kept as a decision"))


def _reported(state: State, entry: Entry, order: Order, place: int) -> None:
    """A new issue in the owner's words."""
    words = order.text or order.quote
    title = words.split("\n")[0][:80].rstrip(" .!")
    evidence = Evidence(0, len(words), words, source="order")
    finding = IssueFinding(title, Status.OPEN, Severity.NORMAL, evidence, speaker=Speaker.OWNER)
    change = Change(entry.at, Status.OPEN, "owner", words, entry.message_id, entry.key)
    issue = Issue(
        number=0,
        provider="",
        title=title,
        status=Status.OPEN,
        severity=Severity.NORMAL,
        opened_at=entry.at,
        updated_at=entry.at,
        messages=(entry.message_id,),
        history=(change,),
        keys=(f"{entry.key}#new{place}",),
    )
    matter = open_matter(state, issue)
    remember(state, matter, entry, clue(entry, finding, words))
    state.answers.append(Answer(entry.key, order, matter.serial, title, "", "new"))


def _billed(state: State, entry: Entry, order: Order, place: int) -> None:  # noqa: ARG001
    standing = "paid" if order.verb is Verb.PAID else "disputed"
    about = order.about or " ".join(row.title for row in order.rows) or " ".join(map(str, order.numbers))
    state.bill_orders.append(BillOrder(entry.at, standing, about))
    state.answers.append(Answer(entry.key, order, title=about, after=standing))


_OTHERS: dict[Verb, Callable[[State, Entry, Order, int], None]] = {
    Verb.DECISION: _decided,
    Verb.NEW: _reported,
    Verb.PAID: _billed,
    Verb.DISPUTE: _billed,
}
