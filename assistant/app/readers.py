"""Who reads the letters: this process one by one, or all cores of the machine, with a bounded number in flight."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context, parent_process

from assistant.app.desk import Reading, read_mail
from assistant.app.errors import AppError
from assistant.ledger.store import Filed
from assistant.vocabulary import Office

Outcome = Callable[[], tuple[Reading, ...]]  # raises reading.Unreadable
Readers = Callable[[Iterable[Filed], Office], Iterator[tuple[Filed, Outcome]]]

_AHEAD = 4  # letters for each process that are read before their turn


def one_by_one(mails: Iterable[Filed], office: Office) -> Iterator[tuple[Filed, Outcome]]:
    """Each letter is read when its outcome is asked for."""
    for mail in mails:
        yield mail, partial(read_mail, mail.raw, office)


@contextmanager
def all_cores(processes: int | None = None) -> Iterator[Readers]:
    """Readers in so many processes (default: one for each core); they end with the block, or with this process."""
    count = processes or os.cpu_count() or 1
    if count == 1:
        yield one_by_one
        return
    # a forked process would hold our lock and our connections
    with ProcessPoolExecutor(count, get_context("spawn"), initializer=_end_with_parent) as pool:
        yield partial(_ahead, pool, count * _AHEAD)


def _ahead(
    pool: ProcessPoolExecutor, room: int, mails: Iterable[Filed], office: Office
) -> Iterator[tuple[Filed, Outcome]]:
    """The letters in their order, some of them on their way."""
    flight: deque[tuple[Filed, Future[tuple[Reading, ...]]]] = deque()
    for mail in mails:
        flight.append((mail, pool.submit(read_mail, mail.raw, office)))
        if len(flight) >= room:
            yield _landed(*flight.popleft())
    while flight:
        yield _landed(*flight.popleft())


def _landed(mail: Filed, future: Future[tuple[Reading, ...]]) -> tuple[Filed, Outcome]:
    if isinstance(future.exception(), BrokenProcessPool):  # no outcome of this letter: none was read
        raise AppError(
            "A process that read letters was ended from outside, perhaps for want of memory. Nothing is lost: say the"
            " same again, with --processes 1 if it happens again."
        )
    return mail, future.result


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)  # without the goodbyes that need the parent
