"""The answers to the owner's orders: one mail for each reply, in its thread, never to a robot, never twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from assistant.app.trust import keys, message_id
from assistant.config import Settings
from assistant.ledger.store import Ledger, Post
from assistant.mailbox.compose import Head, compose
from assistant.vocabulary import Address, Entry, Facts, Rendered

_OLD = timedelta(days=14)  # a reply that is found so late is obeyed without an answer
_A_DAY = 30  # answers to one address within a day: enough for a person, an end to a loop


def answers_to(entries: Sequence[Entry], facts: Facts, ledger: Ledger, settings: Settings, now: datetime) -> list[Post]:
    """The answers that are owed and not written yet."""
    owed = [entry for entry in entries if _owed(entry, now)]
    posts = []
    for entry in owed:
        purpose = f"answer:{entry.key}"
        if ledger.posted(purpose) or _too_many(ledger, entry, now):
            continue
        posts.append(_post(purpose, entry, _words(entry, facts), ledger, settings, now))
    return posts


def _owed(entry: Entry, now: datetime) -> bool:
    return bool(entry.orders) and not entry.automatic and now - entry.at < _OLD


def _too_many(ledger: Ledger, entry: Entry, now: datetime) -> bool:
    return ledger.posts_to(entry.sender.address, "answer", now - timedelta(days=1)) >= _A_DAY


def _words(entry: Entry, facts: Facts) -> Rendered:
    """What was done; or, when the orders may be somebody else's, the question whether they are the owner's."""
    if not entry.obeyed:
        return Rendered("Was this you?", "Was this you?")
    rows = [one for one in facts.answers if one.key == entry.key]
    return Rendered(
        f"Re: {entry.subject}", "\n".join(f"{a.issue} {a.title}: {a.before} -> {a.after} {a.why}" for a in rows)
    )


def _post(  # noqa: PLR0913, PLR0917  a mail has a purpose, an occasion, words, and the three that make it
    purpose: str, entry: Entry, words: Rendered, ledger: Ledger, settings: Settings, now: datetime
) -> Post:
    identity = message_id(f"answer.{entry.key[:16]}", settings, keys(ledger, now))
    head = Head(
        sender=Address(settings.assistant.name, settings.assistant.address),
        to=(entry.sender,),
        date=now.astimezone(settings.zone),
        message_id=identity,
        in_reply_to=entry.message_id,
        references=(*entry.references, entry.message_id),
        automatic="auto-replied",
    )
    return Post(purpose, identity, settings.assistant.address, (entry.sender.address,), compose(words, head))
