"""Where letters come from. What is new is told by identity, never by a flag that people and phones change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

from assistant.mailbox.settings import FolderSettings, ImapSettings, IncomingSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from assistant.mailbox.checks import Checked

    Known = Callable[[str, int], Collection[str]]  # (mailbox, uidvalidity) → the uids that are recorded already
    Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Arrived:
    """A mail as it lies in its mailbox: `(mailbox, uidvalidity, uid)` names it for ever, `raw` is it byte for byte."""

    mailbox: str
    uidvalidity: int  # 0 for a folder
    uid: str  # RFC 3501 UID in decimal, or the file's name (without the flags, in a Maildir)
    raw: bytes
    partial: bool = False  # only the beginning of a mail that is larger than the settings' `largest`


class Incoming(Protocol):
    """A mailbox to read from. It connects when it has to, and again after a failure; close it with `with`."""

    def new(self, known: Known) -> Iterator[Arrived]:
        """The mails that are not known, oldest first; raises Unreachable or Misconfigured."""

    def pending(self, known: Known) -> int:
        """How many mails `new` would give now; raises as it does."""

    def settle(self, *arrived: Arrived) -> None:
        """After they were stored: keep, mark as seen or move, as configured; many at once are quicker.

        Raises Unreachable: say it again later. What is settled already is not touched again.
        """

    def set_aside(self, *arrived: Arrived) -> None:
        """As `settle`, for mail that could not be read: it goes where the owner can see it."""

    def wait(self, seconds: float) -> bool:
        """Wait until something may be new (True), so many seconds are over or the stop is given (False)."""

    def check(self) -> Iterator[Checked]:
        """For `assistant doctor`: each step of reading, up to the first that fails, with its remedy."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...


def never() -> bool:
    """The stop that is never given."""
    return False


def open_incoming(settings: IncomingSettings | Sequence[IncomingSettings], base: Path, stop: Stop = never) -> Incoming:
    """The mailbox of these settings, or several as one; relative paths count from `base`.

    `stop` is asked some times a second while waiting.
    """
    if isinstance(settings, ImapSettings | FolderSettings):
        return _open(settings, base, stop)
    if len(settings) == 1:
        return _open(settings[0], base, stop)
    from assistant.mailbox.several import SeveralIncoming

    return SeveralIncoming(lambda enough: {each.mailbox: _open(each, base, enough) for each in settings}, stop)


def _open(settings: IncomingSettings, base: Path, stop: Stop) -> Incoming:
    """Each kind loads only what it needs."""
    if isinstance(settings, FolderSettings):
        from assistant.mailbox.folder import FolderIncoming

        return FolderIncoming(settings, base, stop)
    from assistant.mailbox.imap import ImapIncoming

    return ImapIncoming(settings, base, stop)
