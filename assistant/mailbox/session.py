"""One connection to an IMAP server with one folder open. Any fault becomes Unreachable or Misconfigured."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.mailbox.client import CapabilityError, IMAPClient, IMAPClientError
from assistant.mailbox.connection import connect
from assistant.mailbox.faults import faults
from assistant.mailbox.idle import idle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from assistant.mailbox.incoming import Stop
    from assistant.mailbox.settings import ImapSettings

log = logging.getLogger(__name__)

_BATCH_BYTES = 4 * 2**20  # what is held in memory of mail not yet handed on
_BATCH_MAILS = 50
_SIZES = 1000  # mails whose size is asked for at once
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
        self.folder = Opened(0, 0, 0, writable=False)
        self.looked_until = 0  # the highest UID seen so far
        self.can_idle = False

    @classmethod
    def open(cls, settings: ImapSettings, base: Path) -> Session:
        """Connect, sign in, open the folder."""
        session = cls(connect(settings, base), settings)
        try:
            session.refresh()
        except BaseException:
            session.close()
            raise
        return session

    def refresh(self) -> Opened:
        """Open the folder again: only so does a server tell about a mailbox that was replaced."""
        with faults(self._settings.host):
            read_only = self._settings.after == "keep"  # EXAMINE: nothing can be marked by accident
            answer = self._client.select_folder(self._settings.folder, readonly=read_only)
            self.can_idle = self._client.has_capability("IDLE")
        uidvalidity = int(answer.get(b"UIDVALIDITY", 0))
        if uidvalidity != self.folder.uidvalidity:
            self.looked_until = 0
        writable = b"READ-ONLY" not in answer and not read_only
        self.folder = Opened(uidvalidity, int(answer.get(b"UIDNEXT", 0)), int(answer[b"EXISTS"]), writable)
        return self.folder

    def uids(self) -> list[int]:
        """All UIDs of the folder, ascending."""
        with faults(self._settings.host):
            if self.folder.exists == 0:
                return []
            if self.folder.exists <= _WINDOW or not self.folder.uidnext:
                return sorted(self._client.search("ALL"))
            ranges = (f"{low}:{low + _WINDOW - 1}" for low in range(1, self.folder.uidnext, _WINDOW))
            return sorted(uid for span in ranges for uid in self._client.search(["UID", span]))

    def has_news(self) -> bool:
        """Whether there are mails beyond those seen so far. `n:*` names the last mail even if that is older than n."""
        with faults(self._settings.host):
            found = self._client.search(["UID", f"{self.looked_until + 1}:*"])
        return any(uid > self.looked_until for uid in found)

    def bodies(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes, bool]]:
        """`(uid, bytes, partial)` of each mail, in small batches; those that are gone meanwhile are left out."""
        for start in range(0, len(uids), _SIZES):
            for batch in self._batches(uids[start : start + _SIZES]):
                yield from self._fetch(batch)

    def _batches(self, uids: Sequence[int]) -> Iterator[list[tuple[int, int]]]:
        """`(uid, size)` pairs, so many together as fit into the memory set aside for them."""
        with faults(self._settings.host):
            sizes = self._client.fetch(list(uids), ["RFC822.SIZE"])
        batch: list[tuple[int, int]] = []
        for uid in uids:
            size = int(sizes.get(uid, {}).get(b"RFC822.SIZE", 0))
            if batch and (len(batch) >= _BATCH_MAILS or sum(s for _, s in batch) + size > _BATCH_BYTES):
                yield batch
                batch = []
            batch.append((uid, size))
        if batch:
            yield batch

    def _fetch(self, batch: Sequence[tuple[int, int]]) -> Iterator[tuple[int, bytes, bool]]:
        limit = self._settings.largest
        whole = [uid for uid, size in batch if size <= limit]
        bodies = self._ask(whole, "BODY.PEEK[]", b"BODY[]")
        large = [uid for uid, size in batch if size > limit]
        bodies |= self._ask(large, f"BODY.PEEK[]<0.{limit}>", b"BODY[]<0>")
        for uid, _ in batch:
            raw = bodies.get(uid)
            if raw is None:
                log.info("mail %d disappeared before it could be fetched; skipped", uid)
            else:
                yield uid, raw, uid in large

    def _ask(self, uids: list[int], item: str, key: bytes) -> dict[int, bytes]:
        if not uids:
            return {}
        with faults(self._settings.host):
            answer = self._client.fetch(uids, [item])
        return {uid: data[key] for uid, data in answer.items() if isinstance(data.get(key), bytes)}

    def idle(self, seconds: float, stop: Stop) -> bool:
        """Let the server tell; True when it told of mail."""
        with faults(self._settings.host):
            return idle(self._client, seconds, stop)

    def mark_seen(self, uid: int) -> None:
        with faults(self._settings.host):
            self._client.add_flags([uid], [rb"\Seen"], silent=True)

    def move(self, uid: int, folder: str) -> None:
        """Into that folder, which is made when it is not there. Without MOVE: copy, flag, and expunge this one only."""
        with faults(self._settings.host):
            target = self._inside(folder)
            try:
                self._move(uid, target)
            except IMAPClientError as error:
                if "TRYCREATE" not in str(error) and self._client.folder_exists(target):
                    raise
                self._client.create_folder(target)
                self._move(uid, target)

    def _move(self, uid: int, target: str) -> None:
        if self._client.has_capability("MOVE"):
            self._client.move([uid], target)
            return
        self._client.copy([uid], target)
        self._client.add_flags([uid], [rb"\Deleted"], silent=True)
        if self._client.has_capability("UIDPLUS"):
            self._client.uid_expunge([uid])

    def _inside(self, folder: str) -> str:
        """The name with the personal namespace's prefix, as Courier wants it ("INBOX.Filed")."""
        try:
            prefix = str(self._client.namespace().personal[0][0])
        except (CapabilityError, IndexError, TypeError):
            return folder
        return folder if folder.startswith(prefix) else prefix + folder

    def close(self) -> None:
        """Sign off politely where that is still possible."""
        self._client.__exit__(None, None, None)
