"""A mail of ours in answer to the owner's: in its thread, marked as automatic, its Message-ID fixed beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.app.trust import keys, message_id
from assistant.config import Settings
from assistant.ledger.store import Ledger, Post
from assistant.mailbox.compose import Enclosure, Head, compose
from assistant.vocabulary import Address, Entry, Facts, Rendered


@dataclass(frozen=True, slots=True)
class Desk:
    """What the answers are written from."""

    facts: Facts
    ledger: Ledger
    settings: Settings
    now: datetime
    since: datetime  # what was written before is obeyed, but not answered


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a mail and the files that go with it. `purpose` tells it apart for ever, `name` goes into its ID."""

    purpose: str
    name: str
    words: Rendered
    files: tuple[Enclosure, ...] = ()
    cc: tuple[Address, ...] = ()


def reply(entry: Entry, written: Written, desk: Desk) -> Post:
    """The mail to the writer of `entry`."""
    settings = desk.settings
    identity = message_id(f"{written.name}.{entry.key[:16]}", settings, keys(desk.ledger, desk.now))
    head = Head(
        sender=Address(settings.assistant.name, settings.assistant.address),
        to=(entry.sender,),
        date=desk.now.astimezone(settings.zone),
        message_id=identity,
        in_reply_to=entry.message_id,
        references=(*entry.references, entry.message_id),
        attachments=written.files,
        cc=written.cc,
        automatic="auto-replied",
    )
    recipients = (entry.sender.address, *(one.address for one in written.cc))
    return Post(written.purpose, identity, settings.assistant.address, recipients, compose(written.words, head))
