"""One connection to an IMAP server with one folder open. Any fault becomes Unreachable or Misconfigured."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.mailbox.checks import Checked, encryption
from assistant.mailbox.client import IMAPClientReadOnlyError
from assistant.mailbox.connection import connect, hang_up
from assistant.mailbox.errors import Misconfigured
from assistant.mailbox.faults import faults
from assistant.mailbox.fetching import fetch, sizes
from assistant.mailbox.idle import idle
from assistant.mailbox.moving import Mover

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from assistant.mailbox.client import IMAPClient
    from assistant.mailbox.incoming import Stop
    from assistant.mailbox.settings import ImapSettings

log = logging.getLogger(__name__)

_GOODBYE = 3.0  # seconds
_WINDOW = 50_000  # UIDs in one search: imaplib takes answers of at most a million bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """A folder as SELECT or EXAMINE describes it."""

    uidvalidity: int
    uidnext: int
    exists: int
    writable: bool


class Session:
    """The steps that a mailbox needs, each of them one or two commands."""

    def __init__(self, client: IMAPClient, settings: ImapSettings) -> None:
        self._client = client
        self._settings = settings
        self._mover = Mover(client)
        self.folder = self._open()
        self.can_idle = bool(client.has_capability("IDLE"))
        self.looked_until = 0  # the highest UID seen so far

    @classmethod
    def open(cls, settings: ImapSettings, base: Path) -> Session:
        """Connect, sign in, open the folder; raises Unreachable or Misconfigured."""
        client = connect(settings, base)
        try:
            with faults(settings.host):
                return cls(client, settings)
        except BaseException:
            hang_up(client)
            raise

    def _open(self) -> Opened:
        writable = self._settings.after != "keep"
        try:
            with faults(self._settings.host):
                answer = self._select(writable=writable)
        except Misconfigured as error:
            sentence = f"The folder {self._settings.folder} cannot be opened: {error}"
            raise Misconfigured(sentence, remedy=f"Write one of these as folder: {', '.join(self._names())}") from error
        writable = writable and b"READ-ONLY" not in answer
        uidvalidity, uidnext, exists = (int(answer.get(key, 0)) for key in (b"UIDVALIDITY", b"UIDNEXT", b"EXISTS"))
        return Opened(uidvalidity, uidnext, exists, writable)

    def _select(self, *, writable: bool) -> dict[bytes, Any]:
        """With EXAMINE where nothing is to be changed, so that nothing can be marked by accident."""
        try:
            answer: dict[bytes, Any] = self._client.select_folder(self._settings.folder, readonly=not writable)
        except IMAPClientReadOnlyError:
            log.warning("%s is read-only here: nothing will be marked or moved", self._settings.mailbox)
            answer = self._client.select_folder(self._settings.folder, readonly=True)
        return answer

    def _names(self) -> list[str]:
        with faults(self._settings.host):
            return sorted(str(name) for _, _, name in self._client.list_folders())

    def uids(self) -> list[int]:
        """All UIDs of the folder (of those that came `since`), ascending."""
        since = ["SINCE", self._settings.since] if self._settings.since else []
        with faults(self._settings.host):
            if self.folder.exists <= _WINDOW or not self.folder.uidnext:
                return sorted(self._client.search(since or "ALL"))
            return self._many_uids(since)

    def _many_uids(self, since: list[Any]) -> list[int]:
        ranges = (f"{low}:{low + _WINDOW - 1}" for low in range(1, self.folder.uidnext, _WINDOW))
        found = [uid for span in ranges for uid in self._client.search(["UID", span, *since])]
        # what came after the folder was opened lies beyond the last range
        return sorted({*found, *self._client.search(["UID", f"{self.folder.uidnext}:*", *since])})

    def newer(self) -> list[int]:
        """The UIDs beyond those seen so far. `n:*` names the last mail even if that is older than n."""
        with faults(self._settings.host):
            found = self._client.search(["UID", f"{self.looked_until + 1}:*"])
        return sorted(uid for uid in found if uid > self.looked_until)

    def looked_at(self, uids: Sequence[int]) -> None:
        """These were all there was: only what lies beyond them is news."""
        left_alone = self.folder.uidnext - 1 if self._settings.since else 0
        self.looked_until = max([*uids, self.looked_until, left_alone])

    def still_here(self, uids: Sequence[int]) -> list[int]:
        """Those of the mails that nobody has removed."""
        if not uids:
            return []
        with faults(self._settings.host):
            found = self._client.search(["UID", f"{min(uids)}:{max(uids)}"])
        return sorted(set(found) & set(uids))

    def bodies(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes, bool]]:
        """`(uid, bytes, partial)` of each mail, in small batches; those that are gone meanwhile are left out."""
        for batch in sizes(self._client, self._settings.host, uids):
            yield from fetch(self._client, self._settings, batch)

    def idle(self, seconds: float, stop: Stop) -> bool:
        """Let the server tell; True when it told of mail."""
        with faults(self._settings.host):
            return idle(self._client, seconds, stop)

    def mark_seen(self, uids: list[int]) -> None:
        if self.folder.writable:
            with faults(self._settings.host):
                self._client.add_flags(uids, [rb"\Seen"], silent=True)

    def move(self, uids: list[int], folder: str) -> None:
        """Into that folder, which is made when it is not there."""
        if self.folder.writable:
            with faults(self._settings.host):
                self._mover.move(uids, folder)

    def encryption(self) -> Checked:
        return encryption(self._client.socket())

    def leave(self) -> None:
        """Sign off politely where that is still possible; who is told to stop does not wait long for an answer."""
        with suppress(OSError):  # the connection is gone, and so is the need to say goodbye
            self._client.socket().settimeout(_GOODBYE)
        self._client.__exit__(None, None, None)

    def cut(self) -> None:
        hang_up(self._client)
