"""How long to leave a server alone after it failed: longer each time, never at the same moment as everybody else."""

from __future__ import annotations

import time
from random import SystemRandom
from typing import TYPE_CHECKING

from assistant.mailbox.errors import MailboxError, Misconfigured, Unreachable

if TYPE_CHECKING:
    from assistant.mailbox.incoming import Stop

LOOK = 0.25  # seconds between two questions whether to stop
_SHORTEST = 2.0  # seconds of the first pause
_BY_HAND = 60.0  # the same where somebody has to change something: no account is locked by our trying
_LONGEST = 10 * 60.0
_random = SystemRandom()


class Patience:
    """The pause after each failure of one server: doubled each time, or as long as the server asks for."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._failures = 0
        self._asked_until = 0.0  # the server wants to be left alone until then (monotonic seconds)
        self._due = 0.0  # when trying again makes sense

    def worked(self) -> None:
        self._failures = 0
        self._due = 0.0

    def failed(self, error: MailboxError) -> None:
        if time.monotonic() < self._asked_until:
            return  # this is our own refusal to ask again too early
        self._failures += 1
        shortest = _BY_HAND if isinstance(error, Misconfigured) else _SHORTEST
        pause = shortest * 2 ** min(self._failures - 1, 9)
        asked = error.pause if isinstance(error, Unreachable) else 0.0
        jitter = _random.uniform(0.75, 1.25)
        self._asked_until = time.monotonic() + asked
        self._due = time.monotonic() + max(asked, min(pause, _LONGEST) * jitter)

    def ask(self) -> None:
        """Raise Unreachable as long as the server wants to be left alone."""
        left = self._asked_until - time.monotonic()
        if left > 0:
            raise Unreachable(f"{self._host} had too many connections; trying again in {left:.0f} s")

    def wait(self, seconds: float, stop: Stop) -> bool:
        """Wait until trying again makes sense (True), or so many seconds or the stop came first (False)."""
        left = max(0.0, self._due - time.monotonic())
        return rest(min(left, seconds), stop) and left <= seconds


def rest(seconds: float, stop: Stop) -> bool:
    """Sleep so long; False when the stop was given before the end."""
    until = time.monotonic() + seconds
    while not stop():
        left = until - time.monotonic()
        if left <= 0:
            return True
        time.sleep(min(LOOK, left))
    return False
