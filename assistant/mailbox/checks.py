"""What `assistant doctor` finds out about mail: a line for each step that worked, the remedy where one did not."""

from __future__ import annotations

import ssl
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.mailbox.errors import MailboxError

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterable, Iterator

_SOON = 14  # days before a certificate's end that are worth a word


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and what to do about it; no remedy: all is well."""

    what: str
    remedy: str = ""

    @property
    def ok(self) -> bool:
        return not self.remedy


def trapped(steps: Iterable[Checked]) -> Iterator[Checked]:
    """The findings up to the first step that fails, and that failure with its remedy."""
    try:
        yield from steps
    except MailboxError as error:
        yield Checked(str(error), error.remedy or "Read the server's own words above, and ask the mail provider.")


def encryption(line: socket.socket | None) -> Checked:
    """How the connection is encrypted, and whether the server's certificate is about to run out."""
    if not isinstance(line, ssl.SSLSocket):
        return Checked("not encrypted, and stays on this machine")
    ends = ssl.cert_time_to_seconds(str((line.getpeercert() or {})["notAfter"]))
    days = int((ends - time.time()) // 86_400)  # by this machine's clock, as the handshake counts
    remedy = "Whoever runs the server should renew it soon." if days < _SOON else ""
    return Checked(f"{line.version()}, certificate valid for {days} more days", remedy)
