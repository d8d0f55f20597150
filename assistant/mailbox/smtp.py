"""A mail server as the way out (RFC 5321). Every answer of the server becomes one of: taken, later, never."""

from __future__ import annotations

import logging
import re
import smtplib
import ssl
from typing import TYPE_CHECKING

from assistant.mailbox import tls
from assistant.mailbox.errors import Deferred, Misconfigured, Refused
from assistant.mailbox.secret import password_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assistant.mailbox.settings import SmtpSettings

log = logging.getLogger(__name__)

_LINE_END = re.compile(rb"\r\n|\r|\n")
_Answers = dict[str, tuple[int, bytes]]  # by recipient


class Smtp:
    """One connection for each mail: a weekly agenda and a few answers are worth no more."""

    def __init__(self, settings: SmtpSettings, base: Path) -> None:
        self._settings = settings
        self._base = base

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> None:
        """Hand one mail over; raises Deferred or Refused with those recipients who did not get it."""
        everyone = tuple(recipients)
        try:
            with self._connected() as server:
                answers = _envelope(server, sender, everyone)
                if any(_good(code) for code, _ in answers.values()):
                    _content(server, raw, tuple(to for to in everyone if _good(answers[to][0])))
        except Misconfigured as error:
            raise Deferred(str(error), everyone) from error
        except smtplib.SMTPResponseException as error:
            raise self._failed(error.smtp_code, error.smtp_error, everyone) from error
        except ssl.SSLError as error:
            raise Deferred(tls.explain(error, self._settings.host), everyone) from error
        except smtplib.SMTPNotSupportedError as error:
            raise Deferred(f"{self._settings.host} does not offer what is configured: {error}", everyone) from error
        except (OSError, smtplib.SMTPException) as error:
            raise Deferred(f"No connection to {self._settings.host} for sending: {error}", everyone) from error
        log.info("sent to %s by %s", ", ".join(everyone), self._settings.host)
        self._judge(answers)

    def _connected(self) -> smtplib.SMTP:
        """A connection that is encrypted and signed in as configured."""
        host, port = self._settings.address
        kind = self._settings.security
        server: smtplib.SMTP
        if kind == "tls":
            trust = tls.context(self._settings.ca_file, self._base)
            server = smtplib.SMTP_SSL(host, port, timeout=self._settings.timeout, context=trust)
        else:
            server = smtplib.SMTP(host, port, timeout=self._settings.timeout)
        try:
            self._sign_in(server)
        except BaseException:
            server.close()
            raise
        return server

    def _sign_in(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        if self._settings.security == "starttls":
            # raises when the server does not offer it: never on in plain text
            server.starttls(context=tls.context(self._settings.ca_file, self._base))
        if self._settings.username is not None:
            server.login(self._settings.username, password_of(self._settings, self._base))

    def _failed(self, code: int, words: bytes | str, everyone: tuple[str, ...]) -> Deferred | Refused:
        """A failure that concerns the whole mail. A refused sign-in is a setting to mend, not the mail's fault."""
        said = f"{self._settings.host} said: {code} {_text(words)}"
        sign_in = code in (530, 534, 535, 538)
        return Refused(said, everyone) if 500 <= code < 600 and not sign_in else Deferred(said, everyone)

    def _judge(self, answers: _Answers) -> None:
        """Raise for the recipients who did not get it: first those for whom trying again may help."""
        for error, band in ((Deferred, 4), (Refused, 5)):
            left = tuple(to for to, (code, _) in answers.items() if code // 100 == band)
            if left:
                code, words = answers[left[0]]
                raise error(f"{self._settings.host} did not take it for {', '.join(left)}: {code} {_text(words)}", left)


def _envelope(server: smtplib.SMTP, sender: str, recipients: tuple[str, ...]) -> _Answers:
    server.ehlo_or_helo_if_needed()
    code, words = server.mail(sender)
    if not _good(code):
        raise smtplib.SMTPResponseException(code, words)
    return {to: server.rcpt(to) for to in recipients}


def _content(server: smtplib.SMTP, raw: bytes, recipients: tuple[str, ...]) -> None:
    """The mail itself, with every line end made CRLF: a bare one could smuggle in a second mail."""
    code, words = server.docmd("DATA")
    if code != 354:
        raise smtplib.SMTPResponseException(code, words)
    content = _LINE_END.sub(b"\r\n", raw)
    try:
        server.send(_dotted(content) + b".\r\n")
        code, words = server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise Deferred("The connection was lost while the mail was handed over", recipients, maybe_sent=True) from error
    if not _good(code):
        raise smtplib.SMTPResponseException(code, words)


def _dotted(content: bytes) -> bytes:
    """RFC 5321, 4.5.2: a line that starts with a dot gets a second one."""
    ended = content if content.endswith(b"\r\n") else content + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended)


def _good(code: int) -> bool:
    return 200 <= code < 300


def _text(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(text.split())[:300]
