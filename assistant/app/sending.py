"""Mail out: what waits in the outbox is sent, in its order; what a server defers is tried again later."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from assistant.ledger.store import Ledger, Waiting
from assistant.mailbox.errors import Deferred, Refused
from assistant.mailbox.outgoing import Outgoing

_LOG = logging.getLogger(__name__)
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=4)


# a mail that may have been taken is sent again only after the longest pause: each try may be one duplicate


def send_due(ledger: Ledger, outgoing: Outgoing, now: datetime) -> int:
    """Send what is due; returns how many went out."""
    return sum(_send(ledger, outgoing, waiting, now) for waiting in ledger.due(now))


def _send(ledger: Ledger, outgoing: Outgoing, waiting: Waiting, now: datetime) -> bool:
    place, post = waiting.place, waiting.post
    try:
        outgoing.send(post.raw, post.sender, post.recipients)
    except Deferred as error:
        again = now + (_LONGEST_PAUSE if error.maybe_sent else min(_FIRST_PAUSE * 2**waiting.attempts, _LONGEST_PAUSE))
        ledger.deferred(place, str(error), again, error.recipients or post.recipients)
        _LOG.warning("%s waits for another try (%d so far): %s", post.purpose, waiting.attempts + 1, error)
        return False
    except Refused as error:
        ledger.refused(place, str(error))
        _LOG.error("%s was refused: %s", post.purpose, error)
        return False
    ledger.sent(place, now)
    _LOG.info("sent %s to %s", post.purpose, ", ".join(post.recipients))
    return True
