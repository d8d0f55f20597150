"""The steps in which a mail is handed to an SMTP server (RFC 5321, 4.1): sign-in, envelope, content."""

from __future__ import annotations

import base64
import re
import smtplib

from assistant.mailbox.addresses import sendable
from assistant.mailbox.errors import Deferred
from assistant.mailbox.verdicts import Answers, good

_LINE_END = re.compile(rb"\r\n|\r|\n")
_NO_ADDRESS = (553, b"this is no address that mail can be sent to")


def auth(server: smtplib.SMTP, mechanism: str, words: str) -> None:
    """RFC 4954, the response at once and in UTF-8, which smtplib cannot; a challenge then only tells of a failure."""
    if not server.has_extn("auth"):
        raise smtplib.SMTPNotSupportedError("no way to sign in")
    code, said = server.docmd("AUTH", f"{mechanism} {base64.b64encode(words.encode()).decode()}")
    if code == 334:
        code, said = server.docmd("")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, said)


def envelope(server: smtplib.SMTP, sender: str, recipients: tuple[str, ...]) -> Answers:
    """Sender and recipients, with the server's answer to each recipient; raises when it wants nothing of the sender."""
    code, said = server.mail(sendable(sender)) if sendable(sender) else _NO_ADDRESS
    if not good(code):
        raise smtplib.SMTPResponseException(code, said)
    return {to: server.rcpt(sendable(to)) if sendable(to) else _NO_ADDRESS for to in recipients}


def content(server: smtplib.SMTP, raw: bytes, recipients: tuple[str, ...]) -> None:
    """The mail itself. Only between its last byte and the answer can it be unknown whether it was taken."""
    code, said = server.docmd("DATA")
    if code != 354:
        raise smtplib.SMTPResponseException(code, said)
    server.send(_dotted(raw))
    try:
        server.send(b".\r\n")
        code, said = server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise Deferred("The connection was lost while the mail was handed over", recipients, maybe_sent=True) from error
    if not good(code):
        raise smtplib.SMTPResponseException(code, said)


def _dotted(raw: bytes) -> bytes:
    """As RFC 5321, 4.5.2 wants it. Every line end becomes CRLF, for a bare one could smuggle in a second mail."""
    lines = _LINE_END.sub(b"\r\n", raw)
    ended = lines if lines.endswith(b"\r\n") else lines + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended)
