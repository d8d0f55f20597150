"""The assistant as it runs in service, in a thread of the demo, by a clock that the story sets."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Self

from assistant.app.errors import AppError
from assistant.app.service import Stop, serve
from assistant.config import Settings

_PATIENCE = 30.0  # seconds for one step of the story
_LOOK_AGAIN = 1.0  # seconds after which the service looks though nobody told it to
_LOOK = 0.02  # seconds between two looks


class Service:
    """`now` is what the service takes for the time; `until` waits for what it does."""

    def __init__(self, settings: Settings, now: datetime) -> None:
        self.now = now
        self._stop = Stop()
        self._trouble: list[Exception] = []
        self._thread = threading.Thread(target=self._serve, args=(settings,), name="assistant run", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.given = True
        self._thread.join(_PATIENCE)

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Wait until the service has brought it about. Raises AppError when it has not within half a minute."""
        end = time.monotonic() + _PATIENCE
        while not true():
            if self._trouble:
                raise AppError(f"The service stopped: {self._trouble[0]}") from self._trouble[0]
            if time.monotonic() > end:
                raise AppError(f"The demo waited in vain for {what}.")
            time.sleep(_LOOK)

    def _serve(self, settings: Settings) -> None:
        try:
            serve(settings, lambda: self.now, self._stop, _LOOK_AGAIN)
        except Exception as error:  # noqa: BLE001  told by `until`, in the thread that waits
            self._trouble.append(error)
