"""A mailbox on an IMAP server: what is new, by UID; what was filed, flagged or moved; waiting by IDLE or by looking."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Self

from assistant.mailbox.errors import MailboxError, Unreachable
from assistant.mailbox.incoming import Arrived
from assistant.mailbox.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from assistant.mailbox.incoming import Known, Stop
    from assistant.mailbox.settings import ImapSettings

log = logging.getLogger(__name__)

_RENEW = 4 * 60  # seconds of IDLE: RFC 2177 allows 29 minutes, home routers forget a silent connection after 5
_LOOK = 0.5  # seconds between two questions whether to stop


class ImapIncoming:
    """One folder of one account. The connection is made when it is needed, and made anew after a fault."""

    def __init__(self, settings: ImapSettings, base: Path, stop: Stop) -> None:
        self._settings = settings
        self._base = base
        self._stop = stop
        self._session: Session | None = None
        self._unsettled: list[tuple[Arrived, str]] = []  # filed, but not yet flagged or moved, and where to
        self._failures = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._drop()

    def new(self, known: Known) -> Iterator[Arrived]:
        """The mails whose UID is not known, in the order of their UIDs, fetched in small batches without a mark."""
        try:
            session = self._connected()
            self._settle_late()
            folder = session.refresh()
            recorded = known(self._settings.mailbox, folder.uidvalidity)
            fresh = [uid for uid in session.uids() if str(uid) not in recorded]
            for uid, raw, partial in session.bodies(fresh):
                yield Arrived(self._settings.mailbox, folder.uidvalidity, str(uid), raw, partial)
            session.looked_until = max(fresh, default=session.looked_until)
        except MailboxError:
            self._drop()
            raise
        self._failures = 0

    def settle(self, arrived: Arrived) -> None:
        """Keep, mark or move it. A fault is logged and the step made good when there is a connection again."""
        self._put(arrived, self._settings.move_to)

    def set_aside(self, arrived: Arrived) -> None:
        """As `settle`, with the folder for what could not be read."""
        self._put(arrived, self._settings.unreadable)

    def wait(self, seconds: float) -> bool:
        """IDLE where the server has it. Without a connection: a pause that grows, then True, for trying again."""
        if self._session is None:
            return self._rest(min(seconds, 5 * 2 ** min(self._failures, 6)))
        try:
            return self._watch(self._session, seconds)
        except MailboxError as error:
            log.warning("%s", error)
            self._drop()
            return True

    def _watch(self, session: Session, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while not self._stop():
            if session.has_news():
                return True
            left = until - time.monotonic()
            if left <= 0:
                return False
            if not session.can_idle:
                self._rest(min(left, self._settings.poll))
            elif session.idle(min(left, _RENEW), self._stop):
                return True
        return False

    def _rest(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while not self._stop():
            left = until - time.monotonic()
            if left <= 0:
                return True
            time.sleep(min(_LOOK, left))
        return False

    def _connected(self) -> Session:
        if self._session is None:
            self._failures += 1  # until it has worked
            self._session = Session.open(self._settings, self._base)
        return self._session

    def _drop(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()

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
            self._unsettled.append((arrived, folder))
            if isinstance(error, Unreachable):
                self._drop()

    def _settle_late(self) -> None:
        waiting, self._unsettled = self._unsettled, []
        for arrived, folder in waiting:
            self._put(arrived, folder)

    def _finish(self, session: Session, arrived: Arrived, folder: str) -> None:
        if arrived.uidvalidity != session.folder.uidvalidity:
            return  # the mailbox was made anew: the UID means another mail now, or none
        if self._settings.after == "seen":
            session.mark_seen(int(arrived.uid))
        else:
            session.move(int(arrived.uid), folder)
