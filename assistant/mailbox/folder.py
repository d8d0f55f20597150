"""A folder as the mailbox: .eml files, or a Maildir; read by Date, then name, and never changed."""

from __future__ import annotations

import logging
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self

from assistant.mailbox.checks import Checked, trapped
from assistant.mailbox.errors import MailboxError, Misconfigured, Unreachable
from assistant.mailbox.incoming import Arrived
from assistant.mailbox.patience import LOOK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from assistant.mailbox.incoming import Known, Stop
    from assistant.mailbox.settings import FolderSettings

log = logging.getLogger(__name__)

_HEADER = 256 * 1024  # bytes in which a Date is looked for
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LAST = datetime.max.replace(tzinfo=UTC)  # where a mail without a date is put


@dataclass(frozen=True, slots=True, order=True)
class _File:
    uid: str
    path: Path


class FolderIncoming:
    """The mails of a folder. What is filed stays where it is: `keep` is the only thing a folder knows."""

    def __init__(self, settings: FolderSettings, base: Path, stop: Stop) -> None:
        self._mailbox = settings.mailbox
        self._path = base / settings.path
        self._since = settings.since
        self._stop = stop
        self._seen: tuple[int, ...] = ()  # the folder's times of change when it was last read

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        pass

    def new(self, known: Known) -> Iterator[Arrived]:
        """The files that are not known by name; one that disappears meanwhile is skipped."""
        self._seen = self._changed()
        for file in self._fresh(known):
            raw = _bytes(file.path)
            if raw:
                yield Arrived(self._mailbox, 0, file.uid, raw)
            else:
                log.info("%s is gone or still empty; left for the next time", file.path)

    def pending(self, known: Known) -> int:
        """How many files are not known."""
        return len(self._fresh(known))

    def _fresh(self, known: Known) -> list[_File]:
        recorded = known(self._mailbox, 0)
        dated = sorted((_dated(file), file.uid, file) for file in self._files() if file.uid not in recorded)
        return [file for date, _, file in dated if self._since is None or date.date() >= self._since]

    def settle(self, *arrived: Arrived) -> None:
        """Nothing to do: the file stays."""

    def set_aside(self, *arrived: Arrived) -> None:
        """Nothing to do: the file stays."""

    def wait(self, seconds: float) -> bool:
        """Look at the folder's time of change until it is another."""
        until = time.monotonic() + seconds
        while not self._stop():
            if self._changed() != self._seen:
                return True
            left = until - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(LOOK, left))
        return False

    def check(self) -> Iterator[Checked]:
        """Whether the folder is there and can be read."""
        yield from trapped(self._steps())

    def _steps(self) -> Iterator[Checked]:
        kind = "Maildir" if len(self._folders()) > 1 else "folder"
        yield Checked(f"{kind} {self._path}: {sum(1 for _ in self._files())} mails")

    def _folders(self) -> tuple[Path, ...]:
        """`new` and `cur` of a Maildir, else the folder itself; raises Misconfigured when it is not there."""
        if not self._path.is_dir():
            raise Misconfigured(f"There is no folder {self._path} to read mail from", remedy="Create it, or mend path.")
        maildir = (self._path / "new", self._path / "cur")
        return maildir if all(part.is_dir() for part in maildir) else (self._path,)

    def _changed(self) -> tuple[int, ...]:
        """() when the folder is gone: `new` says so, and waiting goes on until it is back."""
        try:
            return tuple(folder.stat().st_mtime_ns for folder in self._folders())
        except (MailboxError, OSError):
            return ()

    def _files(self) -> Iterator[_File]:
        folders = self._folders()
        try:
            for folder in folders:
                for path in folder.iterdir():
                    if _is_mail(path, maildir=len(folders) > 1):
                        # a Maildir's flags follow the colon and change; the part before it never does
                        yield _File(path.name.partition(":2,")[0] if len(folders) > 1 else path.name, path)
        except OSError as error:
            raise Unreachable(f"The folder {self._path} cannot be read: {error.strerror}") from error


def _is_mail(path: Path, *, maildir: bool) -> bool:
    name_fits = not path.name.startswith(".") if maildir else path.suffix.lower() == ".eml"
    return name_fits and path.is_file()


def _dated(file: _File) -> datetime:
    """Its Date; without one it comes last."""
    try:
        with file.path.open("rb") as stream:
            head = _HEAD_END.split(stream.read(_HEADER), maxsplit=1)[0]
    except OSError:
        return _LAST  # reading it will say so
    return _date(BytesHeaderParser().parsebytes(head).get("Date"))


def _date(value: object) -> datetime:
    try:
        date = parsedate_to_datetime(str(value))
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return _LAST


def _bytes(path: Path) -> bytes:
    """b"" when the file is gone."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise Unreachable(f"{path} cannot be read: {error.strerror}") from error
