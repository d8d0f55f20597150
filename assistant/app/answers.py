"""The answers to the owner's orders: one mail for each reply, in its thread, never to a robot, never twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from assistant.app.asking import asked_about, draft
from assistant.app.errands import SENT, parcels
from assistant.app.overruling import overruled
from assistant.app.proofs import proofs_of
from assistant.app.replying import Desk, Written, reply
from assistant.app.saying_back import Undone, undone
from assistant.app.trust import keys, reference
from assistant.ledger.store import Post
from assistant.ledger.taking_back import ASKED
from assistant.ledger.undoing import undos_in
from assistant.mailbox.compose import Enclosure
from assistant.replies.answer import About, answer
from assistant.replies.doubt import doubt
from assistant.vocabulary import AgendaRow, Answer, Entry, Facts, Question, Rendered, Status, Verb

# mails to one address within a day: enough for a person, an end to a loop. Forged mail does not use up the answers
_A_DAY = {"answer": 30, "doubt": 5}
_EXAMPLES = 6  # rows of the owner's own list that the help speaks of


def answers_to(entries: Sequence[Entry], desk: Desk) -> list[Post]:
    """The answers that are owed and not written yet; no address gets more of a kind than `_A_DAY`."""
    fresh = [e for e in entries if _may_be_answered(e, desk) and not desk.ledger.posted(_purpose(e))]
    owed = [(e, left) for e in fresh if (left := undone(e, desk)) or e.orders]
    since = desk.now - timedelta(days=1)
    written: Counter[tuple[str, str]] = Counter()
    for address, kind in {(e.sender.address, _kind(e)) for e, _ in owed}:
        written[address, kind] = desk.ledger.posts_to(address, kind, since)
    posts = []
    for entry, left in owed:
        kind = _kind(entry)
        if written[entry.sender.address, kind] < _A_DAY[kind]:
            written[entry.sender.address, kind] += 1
            posts.append(_post(entry, left, entries, desk))
    return posts


def _kind(entry: Entry) -> str:
    """ "doubt" where the orders may be somebody else's, and the owner is asked whether they are theirs."""
    return "doubt" if entry.orders and not entry.obeyed else "answer"


def _purpose(entry: Entry) -> str:
    return f"{_kind(entry)}:{entry.key}"


def _may_be_answered(entry: Entry, desk: Desk) -> bool:
    ordered = bool(entry.orders) or bool(desk.settings.office.may_order(entry.sender))
    return ordered and entry.forwarded_by is None and not entry.automatic and entry.at > desk.since


def _post(entry: Entry, left: Undone, entries: Sequence[Entry], desk: Desk) -> Post:
    """One mail for one letter: what it asked to be sent is the answer, or goes with it."""
    asked = list(parcels(entry, desk)) if entry.obeyed else []
    alone = len(asked) == 1 and not left and all(order.verb in SENT for order in entry.orders)
    shown = tuple(_enclosures(entry, desk)) if entry.obeyed else ()
    files = (*shown, *(file for parcel in asked for file in parcel.files))
    if alone:
        words, files = asked[0].words, () if entry.orders[0].verb is Verb.AGENDA else files
    else:
        words = _words(entry, left, entries, desk)
    written = Written(_purpose(entry), "answer", words, files, overruled(entry, entries, desk))
    return reply(entry, written, desk)


def _words(entry: Entry, left: Undone, entries: Sequence[Entry], desk: Desk) -> Rendered:
    """What was done; or, when the orders may be somebody else's, the question whether they are the owner's."""
    office = desk.settings.office
    if _kind(entry) == "doubt":
        return doubt(entry, office)
    proof = reference(f"answer.{entry.key[:16]}", keys(desk.ledger, desk.now))
    rows = tuple(_rows(desk.facts))[:_EXAMPLES]
    about = About(language=entry.language, rows=rows, reference=proof, left=left.left)
    mine = [one for one in desk.facts.answers if one.key == entry.key]
    beyond = [Answer(entry.key, order, why="only the owner may order this") for order in left.refused]
    told = [_with_draft(_as_sent(one), entry, entries, desk) for one in _as_they_are(mine, entry, entries, desk)]
    return answer([*told, *beyond], office, about)


def _as_they_are(told: Sequence[Answer], entry: Entry, entries: Sequence[Entry], desk: Desk) -> Sequence[Answer]:
    """What was taken back, but for questions that are with the provider already."""
    undo = undos_in(entries).get(entry.key)
    if undo is None or not any(p.startswith(f"question:{undo.letter}/") for p, _ in desk.ledger.purposes("question")):
        return told
    return [replace(one, why="sent already") if one.before == ASKED else one for one in told]


def _as_sent(one: Answer) -> Answer:
    return replace(one, after="attached") if one.order.verb in SENT and not one.why else one


def _with_draft(one: Answer, entry: Entry, entries: Sequence[Entry], desk: Desk) -> Answer:
    """A question to a provider to whom the assistant may not write comes back as a letter for the owner to send."""
    provider = next((p for p in desk.settings.providers if p.name == _asked(one, desk)), None)
    if one.order.verb not in (Verb.ASK, Verb.CHASE) or one.why or (provider and provider.may_write):
        return one
    text = one.order.text or one.order.quote
    question = Question(desk.now, one.order.verb, _asked(one, desk), text, "", one.issue)
    owner = desk.settings.owner_at(entry.sender.address)
    return replace(one, draft=draft(asked_about(question, entries, desk.facts.issues), owner.name or owner.address))


def _asked(one: Answer, desk: Desk) -> str:
    """The provider that an order is about: of its issue, else the one it names."""
    issue = next((i for i in desk.facts.issues if i.number == one.issue), None)
    return issue.provider if issue else one.title


def _rows(facts: Facts) -> Iterator[AgendaRow]:
    """The owner's own list, for the examples in the help."""
    for issue in facts.issues:
        if issue.status is not Status.RESOLVED:
            yield AgendaRow(issue.number, issue.title, issue.provider)


def _enclosures(entry: Entry, desk: Desk) -> Iterator[Enclosure]:
    """What the owner asked to see: the letters behind a row."""
    shown = {one.issue for one in desk.facts.answers if one.key == entry.key and one.order.verb is Verb.SHOW}
    for issue in desk.facts.issues:
        if issue.number in shown:
            yield from proofs_of(issue, desk)
