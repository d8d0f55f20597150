"""The answers to the owner's orders: one mail for each reply, in its thread, never to a robot, never twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from assistant.app.replying import OLD, Desk, Written, reply
from assistant.ledger.store import Post
from assistant.mailbox.compose import Enclosure
from assistant.replies.answer import About, answer
from assistant.replies.doubt import doubt
from assistant.vocabulary import AgendaRow, Entry, Facts, Rendered, Status, Verb

_A_DAY = 30  # answers to one address within a day: enough for a person, an end to a loop
_EXAMPLES = 6  # rows of the owner's own list that the help speaks of


def answers_to(entries: Sequence[Entry], desk: Desk) -> list[Post]:
    """The answers that are owed and not written yet; no address gets more than `_A_DAY` within a day."""
    owed = [e for e in entries if _owed(e, desk.now) and not desk.ledger.posted(_purpose(e))]
    since = desk.now - timedelta(days=1)
    written = Counter({a: desk.ledger.posts_to(a, "answer", since) for a in {e.sender.address for e in owed}})
    posts = []
    for entry in owed:
        if written[entry.sender.address] < _A_DAY:
            written[entry.sender.address] += 1
            posts.append(_post(entry, desk))
    return posts


def _purpose(entry: Entry) -> str:
    return f"answer:{entry.key}"


def _owed(entry: Entry, now: datetime) -> bool:
    return bool(entry.orders) and not entry.automatic and now - entry.at < OLD


def _post(entry: Entry, desk: Desk) -> Post:
    files = tuple(_enclosures(entry, desk)) if entry.obeyed else ()
    return reply(entry, Written(_purpose(entry), "answer", _words(entry, desk), files), desk)


def _words(entry: Entry, desk: Desk) -> Rendered:
    """What was done; or, when the orders may be somebody else's, the question whether they are the owner's."""
    office = desk.settings.office
    if not entry.obeyed:
        return doubt(entry, office)
    about = About(language=entry.language, rows=tuple(_rows(desk.facts))[:_EXAMPLES])
    return answer([one for one in desk.facts.answers if one.key == entry.key], office, about)


def _rows(facts: Facts) -> Iterator[AgendaRow]:
    """The owner's own list, for the examples in the help."""
    for issue in facts.issues:
        if issue.status is not Status.RESOLVED:
            yield AgendaRow(issue.number, issue.title, issue.provider)


def _enclosures(entry: Entry, desk: Desk) -> Iterator[Enclosure]:
    """What the owner asked to see: the letter behind a row."""
    shown = {one.issue for one in desk.facts.answers if one.key == entry.key and one.order.verb is Verb.SHOW}
    for issue in desk.facts.issues:
        raw = desk.ledger.raw(issue.history[-1].message_id) if issue.number in shown else None
        if raw is not None:
            yield Enclosure(f"{issue.number}.eml", "application/octet-stream", raw)
