"""IDLE (RFC 2177): the server tells when mail comes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from assistant.mailbox.patience import LOOK

if TYPE_CHECKING:
    from assistant.mailbox.client import IMAPClient
    from assistant.mailbox.incoming import Stop

_RENEW = 4 * 60  # seconds: RFC 2177 allows 29 minutes, home routers forget a silent connection after 5


def idle(client: IMAPClient, seconds: float, stop: Stop) -> bool:
    """Up to so many seconds, or until it is time to begin anew; True as soon as the server tells of mail."""
    client.idle()
    told = _listen(client, time.monotonic() + min(seconds, _RENEW), stop)
    _, rest = client.idle_done()
    return told or _is_news(rest)


def _listen(client: IMAPClient, until: float, stop: Stop) -> bool:
    while not stop():
        left = until - time.monotonic()
        if left <= 0:
            return False
        before = time.monotonic()
        answers = client.idle_check(timeout=min(LOOK, left))
        if _is_news(answers):
            return True
        # an answer of nothing before the time is the end of the connection: leaving IDLE will raise
        if not answers and time.monotonic() - before < min(LOOK, left) / 2:
            return False
    return False


def _is_news(answers: object) -> bool:
    return isinstance(answers, list) and any(len(a) > 1 and a[1] in (b"EXISTS", b"RECENT") for a in answers)
