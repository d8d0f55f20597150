"""Where letters go: a mail server, or a folder in which each mail becomes one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from assistant.mailbox.settings import OutFolderSettings, SmtpSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from assistant.mailbox.checks import Checked


class Outgoing(Protocol):
    """A way out for mail."""

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> None:
        """Hand one mail over, envelope and bytes; raises Deferred (try later) or Refused (for good)."""

    def check(self) -> Iterator[Checked]:
        """For `assistant doctor`: each step of sending but the sending, up to the first that fails."""


def open_outgoing(settings: SmtpSettings | OutFolderSettings, base: Path) -> Outgoing:
    """The way out of these settings; relative paths count from `base`."""
    if isinstance(settings, OutFolderSettings):
        from assistant.mailbox.outfolder import OutFolder

        return OutFolder(base / settings.path)
    from assistant.mailbox.smtp import Smtp

    return Smtp(settings, base)
