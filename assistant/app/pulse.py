"""Signs of life: systemd's watchdog is fed, and a monitor's address is asked for after each round.

The monitor is one in the style of healthchecks.io: `URL` says that all is well, `URL/fail` that it is not; when neither
comes for a while, it raises the alarm itself.
"""

from __future__ import annotations

import http.client
import logging
import ssl
import threading
import time
from urllib.parse import urlsplit

from assistant.app.notify import notify

_LOG = logging.getLogger(__name__)
_PATIENCE = 5.0  # seconds for the monitor's answer
_SELDOM = 60.0  # seconds between two questions: rounds may follow each other quickly


def alive() -> None:
    """Feed the watchdog: called after each step that may take long, so that only a step that hangs is cut short."""
    try:
        notify("WATCHDOG=1")
    except OSError as error:  # the manager is being started anew; no letter waits for it
        _LOG.debug("the watchdog could not be fed: %s", error)


class Pulse:
    """The monitor's address, asked for in the background: a slow monitor holds up nobody."""

    def __init__(self, url: str | None) -> None:
        self._url = url
        self._last: tuple[float, bool] | None = None  # when the monitor was told (monotonic seconds), and what

    def beat(self, *, well: bool) -> None:
        """Tell how the round went: at once when that is news, else now and then."""
        alive()
        now = time.monotonic()
        same = self._last is not None and self._last[1] is well and now - self._last[0] < _SELDOM
        if self._url is None or same:
            return
        self._last = now, well
        address = self._url if well else f"{self._url.rstrip('/')}/fail"
        threading.Thread(target=_ask, args=(address,), name="pulse", daemon=True).start()


def _ask(address: str) -> None:
    place = urlsplit(address)
    line = (
        http.client.HTTPSConnection(place.netloc, timeout=_PATIENCE, context=ssl.create_default_context())
        if place.scheme == "https"
        else http.client.HTTPConnection(place.netloc, timeout=_PATIENCE)
    )
    try:
        line.request("GET", place.path or "/")
        status = line.getresponse().status
        if status >= 400:
            _LOG.warning("The monitor at %s answered %d. Check health.url.", place.hostname, status)
    except (OSError, http.client.HTTPException) as error:
        _LOG.warning("The monitor at %s could not be told: %s", place.hostname, error)
    finally:
        line.close()
