"""A mailbox on an IMAP server: what is new, by UID; what was filed, flagged or moved; waiting by IDLE or by looking."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Self

from assistant.mailbox.checks import Checked, trapped
from assistant.mailbox.errors import MailboxError, Misconfigured, Unreachable
from assistant.mailbox.incoming import Arrived
from assistant.mailbox.patience import Patience, rest
from assistant.mailbox.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from assistant.mailbox.incoming import Known, Stop
    from assistant.mailbox.settings import ImapSettings

log = logging.getLogger(__name__)

_AT_ONCE = 200  # mails marked or moved by one command


class ImapIncoming:
    """One folder of one account. The connection is made when it is needed, and made anew after a fault."""

    def __init__(self, settings: ImapSettings, base: Path, stop: Stop) -> None:
        self._settings = settings
        self._base = base
        self._stop = stop
        self._session: Session | None = None
        self._asked: list[int] = []  # UIDs that the last `new` asked for: were they given, and recorded?
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
        session = self._connected()
        mailbox, uidvalidity = self._settings.mailbox, session.folder.uidvalidity
        recorded = known(mailbox, uidvalidity)
        unrecorded = [uid for uid in self._asked if str(uid) not in recorded]
        newer = session.newer() if session.looked_until else session.uids()
        uids = sorted({*session.still_here(unrecorded), *newer})
        self._asked = [uid for uid in uids if str(uid) not in recorded]
        for uid, raw, partial in session.bodies(self._asked):
            yield Arrived(mailbox, uidvalidity, str(uid), raw, partial)
            if self._session is not session:
                raise Unreachable(f"The connection to {self._settings.host} was lost while mail was read")
        session.looked_at(uids)

    def pending(self, known: Known) -> int:
        """How many UIDs are not known."""
        try:
            session = self._connected()
            recorded = known(self._settings.mailbox, session.folder.uidvalidity)
            return sum(str(uid) not in recorded for uid in session.uids())
        except MailboxError as error:
            self._cut()
            self._patience.failed(error)
            raise

    def settle(self, *arrived: Arrived) -> None:
        """Keep, mark or move them; raises Unreachable when that has to be done later."""
        self._finish(arrived, self._settings.move_to)

    def set_aside(self, *arrived: Arrived) -> None:
        """As `settle`, with the folder for what could not be read."""
        self._finish(arrived, self._settings.unreadable)

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

    def check(self) -> Iterator[Checked]:
        """Connect, open the folder, see what the server can do; with the names of the folders if there is no such."""
        yield from trapped(self._steps())

    def _steps(self) -> Iterator[Checked]:
        host, port = self._settings.address
        session = self._connected()
        yield Checked(f"signed in to {host}:{port} as {self._settings.username}")
        yield session.encryption()
        yield Checked(f"folder {self._settings.folder}: {session.folder.exists} mails")
        if not session.can_idle:
            yield Checked(f"the server cannot notify; a look every {self._settings.poll:.0f} s instead")
        if self._settings.after != "keep" and not session.folder.writable:
            yield Checked(f"{self._settings.folder} is read-only", "Write after: keep, or ask for more rights.")

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
            self._asked = []
        return self._session

    def _cut(self) -> None:
        if self._session is not None:
            self._session.cut()
            self._session = None

    def _finish(self, arrived: Sequence[Arrived], folder: str) -> None:
        if self._settings.after == "keep" or not arrived:
            return
        try:
            session = self._connected()
            # a UID means something in its own mailbox only, and nothing after that was made anew
            place = (self._settings.mailbox, session.folder.uidvalidity)
            uids = sorted(int(each.uid) for each in arrived if (each.mailbox, each.uidvalidity) == place)
            for start in range(0, len(uids), _AT_ONCE):
                self._put(session, uids[start : start + _AT_ONCE], folder)
        except Unreachable as error:
            self._cut()
            self._patience.failed(error)
            raise

    def _put(self, session: Session, uids: list[int], folder: str) -> None:
        try:
            if self._settings.after == "seen":
                session.mark_seen(uids)
            else:
                session.move(uids, folder)
        except Misconfigured as error:  # over quota, no right to: they stay where they are, which harms nobody
            log.warning("%d filed mails stay in %s: %s", len(uids), self._settings.folder, error)
