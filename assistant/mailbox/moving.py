"""Moving mail on an IMAP server, whatever the server is able to do, and whatever it only says it is."""

from __future__ import annotations

import logging
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.mailbox.client import CapabilityError, IMAPClientAbortError, IMAPClientError

if TYPE_CHECKING:
    from assistant.mailbox.client import IMAPClient

log = logging.getLogger(__name__)


class Mover:
    """MOVE (RFC 6851), else COPY, \\Deleted and UID EXPUNGE (RFC 4315) of these mails only, else no expunge at all."""

    def __init__(self, client: IMAPClient) -> None:
        self._client = client
        self._moves = True  # until the server refused what it had promised

    def move(self, uids: list[int], folder: str) -> None:
        """Into that folder, which is made when it is not there."""
        target = self._prefix + folder.removeprefix(self._prefix)
        try:
            self._move(uids, target)
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:
            if "TRYCREATE" not in str(error) and self._client.folder_exists(target):
                raise
            self._client.create_folder(target)
            self._move(uids, target)

    @cached_property
    def _prefix(self) -> str:
        """Of the personal namespace, as Courier wants it: "INBOX." before every folder."""
        try:
            return str(self._client.namespace().personal[0][0])
        except (CapabilityError, IndexError, TypeError):
            return ""

    def _move(self, uids: list[int], target: str) -> None:
        if self._moves and self._client.has_capability("MOVE"):
            try:
                self._client.move(uids, target)
            except IMAPClientError as error:
                if isinstance(error, IMAPClientAbortError) or "BAD" not in str(error):
                    raise
                log.info("the server offers MOVE and does not know it: %s", error)
                self._moves = False
            else:
                return
        # what was copied before and could not be expunged is not copied again
        left = self._client.search(["UID", ",".join(map(str, uids)), "UNDELETED"])
        if left:
            self._client.copy(left, target)
            self._client.add_flags(left, [rb"\Deleted"], silent=True)
            self._expunge(left)

    def _expunge(self, uids: list[int]) -> None:
        """Never a plain EXPUNGE: it would remove what others have marked as deleted as well."""
        if not self._client.has_capability("UIDPLUS"):
            return
        try:
            self._client.uid_expunge(uids)
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:
            log.info("the moved mail stays behind, marked as deleted: %s", error)
