"""Mail in: every mail is stored, byte for byte, before anything is concluded from it or said to the server."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from datetime import datetime
from email.parser import BytesHeaderParser

from assistant.app.pulse import alive
from assistant.ledger.store import Ledger, Mail
from assistant.mailbox.errors import Unreachable
from assistant.mailbox.incoming import Arrived, Incoming

_LOG = logging.getLogger(__name__)
_PARTIAL = "The mail is larger than the assistant reads; only its beginning was looked at."


def file_new(incoming: Incoming, ledger: Ledger, now: datetime) -> int:
    """Store all mail that is not known yet; returns how many. Stopped anywhere, it goes on where it was."""
    return sum(file_each(incoming, ledger, now))


def file_each(incoming: Incoming, ledger: Ledger, now: datetime) -> Iterator[bool]:
    """The same one by one; False for a mail that somebody else has stored meanwhile."""
    for arrived in incoming.new(ledger.known):
        yield ledger.file(_mail(arrived, now))
        alive()
        _LOG.debug("filed %s from %s", arrived.uid, arrived.mailbox)


def settle(incoming: Incoming, ledger: Ledger) -> None:
    """Tell the server which mails were read, and which could not be; those of an interrupted round too.

    What the server cannot be told now stays unsettled, and is told in the next round.
    """
    waiting = ledger.unsettled()
    for put, unreadable in ((incoming.settle, False), (incoming.set_aside, True)):
        batch = [mail for mail in waiting if (mail.state == "unreadable") is unreadable]
        if not batch:
            continue
        try:
            put(*(Arrived(mail.mailbox, mail.uidvalidity, mail.uid, b"") for mail in batch))
        except Unreachable as error:
            _LOG.warning("%d mails are filed, but not marked or moved yet: %s", len(batch), error)
        else:
            ledger.settled([mail.place for mail in batch])


def _mail(arrived: Arrived, now: datetime) -> Mail:
    sha256 = hashlib.sha256(arrived.raw).hexdigest()
    return Mail(
        mailbox=arrived.mailbox,
        uidvalidity=arrived.uidvalidity,
        uid=arrived.uid,
        message_id=message_id_of(arrived.raw, sha256),
        sha256=sha256,
        raw=arrived.raw,
        filed_at=now,
        problem=_PARTIAL if arrived.partial else "",
    )


def message_id_of(raw: bytes, sha256: str) -> str:
    """The Message-ID as it stands in the header; one made from the content when there is none."""
    head = BytesHeaderParser().parsebytes(raw[:65536])
    found = str(head.get("Message-ID", "")).strip()
    return found[:250] if found.startswith("<") else f"<{sha256[:32]}@no-message-id.invalid>"
