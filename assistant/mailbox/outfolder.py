"""A folder as the way out: each mail sent becomes one .eml file, named after its Message-ID."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING

from assistant.mailbox.checks import Checked
from assistant.mailbox.errors import Deferred

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class OutFolder:
    """The same mail sent twice leaves one file; a file is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> None:
        """Write the mail; the envelope is not kept, for the headers name the same people."""
        del sender, recipients
        target = self._folder / f"{_name(raw)}.eml"
        draft = target.with_suffix(".tmp")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
        except OSError as error:
            with suppress(OSError):  # it may never have come to be
                draft.unlink()
            raise Deferred(f"The mail could not be written to {self._folder}: {error.strerror}") from error

    def check(self) -> Iterator[Checked]:
        """Whether files can be written there."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._folder):
                yield Checked(f"mail is written to {self._folder}")
        except OSError as error:
            yield Checked(f"{self._folder} cannot be written to: {error.strerror}", "Mend path, or its rights.")


def _name(raw: bytes) -> str:
    """The same for the same Message-ID, and for the same bytes where there is none."""
    message_id = BytesHeaderParser().parsebytes(raw).get("Message-ID")
    return hashlib.sha256(str(message_id).strip().encode() if message_id else raw).hexdigest()[:32]
