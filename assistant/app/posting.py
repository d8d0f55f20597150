"""A mail of ours that nobody asked for just now: agenda, summary, copy. It is written once for its purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.app.trust import keys, message_id
from assistant.config import Settings
from assistant.ledger.store import Ledger, Post
from assistant.mailbox.compose import Enclosure, Head, compose
from assistant.vocabulary import Address, Rendered


@dataclass(frozen=True, slots=True)
class Mailing:
    """What is sent to whom. `purpose` tells it apart for ever, `name` ("agenda.20260309") goes into its Message-ID."""

    purpose: str
    name: str
    words: Rendered
    to: tuple[Address, ...]
    files: tuple[Enclosure, ...] = ()
    reply_to: tuple[Address, ...] = ()  # the assistant alone when empty


def post_of(mailing: Mailing, ledger: Ledger, settings: Settings, now: datetime) -> Post:
    """The mail as it goes into the outbox."""
    identity = message_id(mailing.name, settings, keys(ledger, now))
    head = Head(
        sender=Address(settings.assistant.name, settings.assistant.address),
        to=mailing.to,
        date=now.astimezone(settings.zone),
        message_id=identity,
        reply_to=mailing.reply_to,
        attachments=mailing.files,
    )
    recipients = tuple(dict.fromkeys(one.address for one in mailing.to))
    return Post(mailing.purpose, identity, settings.assistant.address, recipients, compose(mailing.words, head))
