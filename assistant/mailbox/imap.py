"""A mailbox on an IMAP server: what is new, by UID; what was filed, flagged or moved; waiting by IDLE or by looking."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Self

from assistant.mailbox.errors import MailboxError, Unreachable
from assistant.mailbox.incoming import Arrived
from assistant.mailbox.patience import Patience, rest
from assistant.mailbox.session import Session

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path
    from types import TracebackType

    from assistant.mailbox.incoming import Known, Stop
    from assistant.mailbox.settings import ImapSettings

log = logging.getLogger(__name__)

_LAST = 100  # of the mails filed before, how many may have been left unsettled by a sudden end


class ImapIncoming:
    """One folder of one account. The connection is made when it is needed, and made anew after a fault."""

    def __init__(self, settings: ImapSettings, base: Path, stop: Stop) -> None:
        self._settings = settings
        self._base = base
        self._stop = stop
        self._session: Session | None = None
        self._handed: list[int] = []  # UIDs given out by the last `new`, to see whether they were recorded
        self._unsettled: list[tuple[Arrived, str]] = []  # filed, but not yet flagged or moved, and where to
        self._patience = Patience(settings.host)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._session is not None:
            self._session.leave()
            self._session = None

    def new(self, known: Known) -> Iterator[Arrived]:
        """The mails whose UID is not known, in the order of their UIDs, fetched in small batches without a mark."""
        try:
            yield from self._new(known)
        except MailboxError as error:
            self._cut()
            self._patience.failed(error)
            raise
        self._patience.worked()

    def _new(self, known: Known) -> Iterator[Arrived]:
        first = self._session is None
        session = self._connected()
        mailbox, uidvalidity = self._settings.mailbox, session.folder.uidvalidity
        recorded = known(mailbox, uidvalidity)
        self._settle_late(session, recorded if first else ())
        uids = session.uids() if first else sorted({*self._handed, *session.newer()})
        self._handed = []
        for uid, raw, partial in session.bodies([uid for uid in uids if str(uid) not in recorded]):
            self._handed.append(uid)
            yield Arrived(mailbox, uidvalidity, str(uid), raw, partial)
            if self._session is not session:
                raise Unreachable(f"The connection to {self._settings.host} was lost while mail was read")
        session.looked_until = max(uids, default=session.looked_until)

    def settle(self, arrived: Arrived) -> None:
        """Keep, mark or move it. A fault is logged and the step made good when there is a connection again."""
        self._put(arrived, self._settings.move_to)

    def set_aside(self, arrived: Arrived) -> None:
        """As `settle`, with the folder for what could not be read."""
        self._put(arrived, self._settings.unreadable)

    def wait(self, seconds: float) -> bool:
        """IDLE where the server has it. Without a connection: a pause that grows, then True, for trying again."""
        if self._session is None:
            return self._patience.wait(seconds, self._stop)
        try:
            return self._watch(self._session, seconds)
        except MailboxError as error:
            log.warning("%s", error)
            self._cut()
            self._patience.failed(error)
            return self._patience.wait(seconds, self._stop)

    def _watch(self, session: Session, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while not self._stop():
            if session.newer():
                return True
            left = until - time.monotonic()
            if left <= 0:
                return False
            if not session.can_idle:
                rest(min(left, self._settings.poll), self._stop)
            elif session.idle(left, self._stop):
                return True
        return False

    def _connected(self) -> Session:
        if self._session is None:
            self._patience.ask()
            self._session = Session.open(self._settings, self._base)
            self._handed = []
        return self._session

    def _cut(self) -> None:
        if self._session is not None:
            self._session.cut()
            self._session = None

    def _put(self, arrived: Arrived, folder: str) -> None:
        if self._settings.after == "keep":
            return
        if self._session is None:
            self._unsettled.append((arrived, folder))
            return
        try:
            self._finish(self._session, arrived, folder)
        except MailboxError as error:
            log.warning("mail %s is filed, but could not be marked or moved yet: %s", arrived.uid, error)
            if isinstance(error, Unreachable):
                self._unsettled.append((arrived, folder))
                self._cut()

    def _finish(self, session: Session, arrived: Arrived, folder: str) -> None:
        if arrived.uidvalidity != session.folder.uidvalidity:
            return  # the mailbox was made anew: the UID means another mail now, or none
        if self._settings.after == "seen":
            session.mark_seen([int(arrived.uid)])
        else:
            session.move([int(arrived.uid)], folder)

    def _settle_late(self, session: Session, recorded: Collection[str]) -> None:
        """What a lost connection or a sudden end of the program left half done."""
        waiting, self._unsettled = self._unsettled, []
        for arrived, folder in waiting:
            self._put(arrived, folder)
        last = sorted((int(uid) for uid in recorded), reverse=True)[:_LAST]
        if not last or self._settings.after == "keep" or self._session is not session:
            return
        if self._settings.after == "seen":
            session.mark_seen(last)
        elif here := session.still_here(last):
            session.move(here, self._settings.move_to)
