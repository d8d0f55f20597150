"""Mail in: every mail is stored, byte for byte, before anything is concluded from it or said to the server."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime
from email.parser import BytesHeaderParser

from assistant.ledger.store import Ledger, Mail
from assistant.mailbox.incoming import Arrived, Incoming

_LOG = logging.getLogger(__name__)


def file_new(incoming: Incoming, ledger: Ledger, now: datetime) -> int:
    """Store all mail that is not known yet; returns how many. Stopped anywhere, it goes on where it was."""
    count = 0
    for arrived in incoming.new(ledger.known):
        count += ledger.file(_mail(arrived, now))
        _LOG.info("filed %s from %s", arrived.uid, arrived.mailbox)
    return count


def settle(incoming: Incoming, ledger: Ledger) -> None:
    """Tell the server which mails were read, and which could not be; those of an interrupted round too."""
    for place, mailbox, uidvalidity, uid, state in ledger.unsettled():
        arrived = Arrived(mailbox, uidvalidity, uid, b"")
        if state == "unreadable":
            incoming.set_aside(arrived)
        else:
            incoming.settle(arrived)
        ledger.settled(place)


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
        problem="",
    )


def message_id_of(raw: bytes, sha256: str) -> str:
    """The Message-ID as it stands in the header; one made from the content when there is none."""
    head = BytesHeaderParser().parsebytes(raw[:65536])
    found = str(head.get("Message-ID", "")).strip()
    return found[:250] if found.startswith("<") else f"<{sha256[:32]}@no-message-id.invalid>"
