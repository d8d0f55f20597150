"""What can go wrong between here and a mail server. The text of each error is a sentence for the owner."""

from __future__ import annotations

from assistant.vocabulary import Trouble


class MailboxError(Trouble):
    """Something about the mailbox or the outgoing mail needs patience or a hand. `remedy` says what to do."""

    def __init__(self, sentence: str, *, remedy: str = "") -> None:
        super().__init__(sentence)
        self.remedy = remedy


class Unreachable(MailboxError):  # noqa: N818  a sentence is built with this word
    """The server cannot be used right now: try again later. `pause` is how many seconds it asks to be left alone."""

    def __init__(self, sentence: str, *, remedy: str = "", pause: float = 0.0) -> None:
        super().__init__(sentence, remedy=remedy)
        self.pause = pause


class Misconfigured(MailboxError):  # noqa: N818  a sentence is built with this word
    """It will not work until somebody changes a setting: a wrong password, a folder that is not there."""


class Deferred(MailboxError):  # noqa: N818  a sentence is built with this word
    """A mail was not taken now; send it again later to `recipients`, who have not got it.

    `maybe_sent`: the connection was lost after the whole mail was handed over and before the server's answer,
    so that the mail may have been taken. Sent again with the same Message-ID it is at most one duplicate.
    """

    def __init__(
        self, sentence: str, recipients: tuple[str, ...] = (), *, remedy: str = "", maybe_sent: bool = False
    ) -> None:
        super().__init__(sentence, remedy=remedy)
        self.recipients = recipients
        self.maybe_sent = maybe_sent


class Refused(MailboxError):  # noqa: N818  a sentence is built with this word
    """`recipients` will never get this mail: the server said so. All others have it already."""

    def __init__(self, sentence: str, recipients: tuple[str, ...] = (), *, remedy: str = "") -> None:
        super().__init__(sentence, remedy=remedy)
        self.recipients = recipients
