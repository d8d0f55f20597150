"""Several mailboxes as one: all are watched at once, and one that cannot be reached does not keep back the others."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from assistant.mailbox.checks import Checked
from assistant.mailbox.errors import MailboxError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import TracebackType

    from assistant.mailbox.incoming import Arrived, Incoming, Known, Stop

log = logging.getLogger(__name__)


class SeveralIncoming:
    """Mailboxes by the name under which their mails arrive. Each is used by one thread at a time."""

    def __init__(self, boxes: Callable[[Stop], Mapping[str, Incoming]], stop: Stop) -> None:
        self._stop = stop
        self._woken = threading.Event()  # one of them has something: the others may stop waiting
        self._boxes = dict(boxes(self._enough))
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        for box in self._boxes.values():
            self._stack.enter_context(box)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.__exit__(kind, error, at)

    def new(self, known: Known) -> Iterator[Arrived]:
        """What is new in each; the first that failed is raised when all others are read."""
        self._woken.clear()
        failed: MailboxError | None = None
        for name, box in self._boxes.items():
            try:
                yield from box.new(known)
            except MailboxError as error:
                log.warning("%s: %s", name, error)
                failed = failed or error
        if failed is not None:
            raise failed

    def pending(self, known: Known) -> int:
        return sum(box.pending(known) for box in self._boxes.values())

    def settle(self, *arrived: Arrived) -> None:
        """Each where it came from; what came from a mailbox that is not configured any more stays there."""
        for name, box in self._boxes.items():
            box.settle(*(each for each in arrived if each.mailbox == name))

    def set_aside(self, *arrived: Arrived) -> None:
        for name, box in self._boxes.items():
            box.set_aside(*(each for each in arrived if each.mailbox == name))

    def wait(self, seconds: float) -> bool:
        """Until one of them may have something."""
        self._woken.clear()
        with ThreadPoolExecutor(len(self._boxes), "mailbox") as threads:
            told = list(threads.map(lambda box: self._watch(box, seconds), self._boxes.values()))
        return any(told)

    def check(self) -> Iterator[Checked]:
        for name, box in self._boxes.items():
            yield from (Checked(f"{name}: {found.what}", found.remedy) for found in box.check())

    def _watch(self, box: Incoming, seconds: float) -> bool:
        told = box.wait(seconds)
        if told:
            self._woken.set()
        return told

    def _enough(self) -> bool:
        return self._stop() or self._woken.is_set()
