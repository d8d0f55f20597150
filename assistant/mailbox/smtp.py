"""A mail server as the way out (RFC 5321). Every answer of the server becomes one of: taken, later, never."""

from __future__ import annotations

import base64
import logging
import re
import smtplib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.mailbox import tls
from assistant.mailbox.addresses import sendable
from assistant.mailbox.checks import Checked, encryption, trapped
from assistant.mailbox.errors import Deferred, MailboxError, Refused
from assistant.mailbox.network import explained
from assistant.mailbox.secret import password_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from assistant.mailbox.settings import OAuthSettings, SmtpSettings

log = logging.getLogger(__name__)

_LINE_END = re.compile(rb"\r\n|\r|\n")
_SIGN_IN = frozenset({530, 534, 535, 538})  # RFC 4954: a setting to mend, not the mail's fault
_SIGN_IN_REMEDY = "Check username and password; many providers want an app password."
_NO_ADDRESS = (553, b"this is no address that mail can be sent to")
_Answers = dict[str, tuple[int, bytes]]  # by recipient


class Smtp:
    """One connection for each mail: a weekly agenda and a few answers are worth no more."""

    def __init__(self, settings: SmtpSettings, base: Path) -> None:
        self._settings = settings
        self._base = base

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> None:
        """Hand one mail over; raises Deferred or Refused with those recipients who did not get it."""
        everyone = tuple(recipients)
        with self._judged(everyone), self._connected() as server:
            answers = _envelope(server, sender, everyone)
            if any(_good(code) for code, _ in answers.values()):
                _content(server, raw, tuple(to for to in everyone if _good(answers[to][0])))
        self._report(answers)

    def check(self) -> Iterator[Checked]:
        """Connect, encrypt, sign in; nothing is sent."""
        yield from trapped(self._steps())

    def _steps(self) -> Iterator[Checked]:
        host, port = self._settings.address
        with self._judged(()), self._connected() as server:
            who = f"signed in as {self._settings.username}" if self._settings.username else "without signing in"
            yield Checked(f"{host}:{port} takes mail, {who}")
            yield encryption(server.sock)

    @contextmanager
    def _judged(self, everyone: tuple[str, ...]) -> Iterator[None]:
        """Whatever the conversation raises leaves as Deferred or Refused, for everyone."""
        host = self._settings.host
        try:
            yield
        except (Deferred, Refused):
            raise
        except MailboxError as error:  # what is wrong with the settings is no fault of the mail, which waits
            raise Deferred(str(error), everyone, remedy=error.remedy) from error
        except (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPAuthenticationError) as error:
            said = f"{host} lets nobody in: {error.smtp_code} {_text(error.smtp_error)}"
            raise Deferred(said, everyone, remedy=_SIGN_IN_REMEDY) from error
        except smtplib.SMTPResponseException as error:
            raise self._answer(error.smtp_code, error.smtp_error, everyone) from error
        except smtplib.SMTPNotSupportedError as error:
            raise self._unable(error, everyone) from error
        except smtplib.SMTPException as error:
            raise Deferred(f"{host} ended the conversation: {error}", everyone) from error
        except OSError as error:
            cause = explained(error, host)
            raise Deferred(str(cause), everyone, remedy=cause.remedy) from error

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """A connection that is encrypted and signed in as configured; a goodbye that fails undoes nothing."""
        server = self._dial()
        try:
            self._sign_in(server)
            yield server
        except BaseException:
            server.close()
            raise
        try:
            server.quit()
        except (OSError, smtplib.SMTPException) as error:
            log.debug("no goodbye from %s: %s", self._settings.host, error)
            server.close()

    def _dial(self) -> smtplib.SMTP:
        host, port = self._settings.address
        if self._settings.security == "tls":
            trust = tls.context(self._settings.ca_file, self._base)
            return smtplib.SMTP_SSL(host, port, timeout=self._settings.timeout, context=trust)
        return smtplib.SMTP(host, port, timeout=self._settings.timeout)

    def _sign_in(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        if self._settings.security == "starttls":
            # raises when the server does not offer it: never on in plain text
            server.starttls(context=tls.context(self._settings.ca_file, self._base))
            server.ehlo()
        if self._settings.username is not None:
            self._authenticate(server, self._settings.username)

    def _authenticate(self, server: smtplib.SMTP, username: str) -> None:
        if self._settings.oauth is not None:
            self._by_token(server, username, self._settings.oauth)
            return
        password = password_of(self._settings, self._base)
        if (username + password).isascii():
            server.login(username, password)  # by whatever way the server offers
        else:
            _auth(server, "PLAIN", f"\0{username}\0{password}")

    def _by_token(self, server: smtplib.SMTP, username: str, oauth: OAuthSettings) -> None:
        """XOAUTH2, which Google and Microsoft have; a token that is not wanted is renewed before the next try."""
        from assistant.mailbox.tokens import TokenFile  # most servers take a password

        tokens = TokenFile(oauth, self._base)
        try:
            _auth(server, "XOAUTH2", f"user={username}\x01auth=Bearer {tokens.access()}\x01\x01")
        except smtplib.SMTPAuthenticationError:
            tokens.distrust()
            raise

    def _answer(self, code: int, words: bytes | str, everyone: tuple[str, ...]) -> Deferred | Refused:
        """A failure that concerns the whole mail."""
        said = f"{self._settings.host} said: {code} {_text(words)}"
        if code in _SIGN_IN:
            return Deferred(said, everyone, remedy=_SIGN_IN_REMEDY)
        return Refused(said, everyone) if 500 <= code < 600 else Deferred(said, everyone)

    def _unable(self, error: Exception, everyone: tuple[str, ...]) -> Deferred:
        """It has no STARTTLS, or no way to sign in: somebody may be in between, or the settings are wrong."""
        remedy = "Write security: tls; if the server is yours, let it offer STARTTLS and AUTH."
        return Deferred(f"{self._settings.host} does not offer what is configured: {error}", everyone, remedy=remedy)

    def _report(self, answers: _Answers) -> None:
        """Raise for the recipients who did not get it: first those for whom trying again may help."""
        taken = [to for to, (code, _) in answers.items() if _good(code)]
        if taken:
            log.info("%s took the mail for %s", self._settings.host, ", ".join(taken))
        later = tuple(to for to, (code, _) in answers.items() if not _good(code) and code // 100 != 5)
        never = tuple(to for to, (code, _) in answers.items() if code // 100 == 5)
        if later:
            raise Deferred(self._said(answers, later), later)
        if never:
            raise Refused(self._said(answers, never), never)

    def _said(self, answers: _Answers, recipients: tuple[str, ...]) -> str:
        code, words = answers[recipients[0]]
        return f"{self._settings.host} did not take it for {', '.join(recipients)}: {code} {_text(words)}"


def _auth(server: smtplib.SMTP, mechanism: str, words: str) -> None:
    """RFC 4954, the response at once and in UTF-8, which smtplib cannot; a challenge then only tells of a failure."""
    if not server.has_extn("auth"):
        raise smtplib.SMTPNotSupportedError("no way to sign in")
    code, said = server.docmd("AUTH", f"{mechanism} {base64.b64encode(words.encode()).decode()}")
    if code == 334:
        code, said = server.docmd("")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, said)


def _envelope(server: smtplib.SMTP, sender: str, recipients: tuple[str, ...]) -> _Answers:
    code, words = server.mail(sendable(sender)) if sendable(sender) else _NO_ADDRESS
    if not _good(code):
        raise smtplib.SMTPResponseException(code, words)
    return {to: server.rcpt(sendable(to)) if sendable(to) else _NO_ADDRESS for to in recipients}


def _content(server: smtplib.SMTP, raw: bytes, recipients: tuple[str, ...]) -> None:
    """The mail itself. Only between its last byte and the answer can it be unknown whether it was taken."""
    code, words = server.docmd("DATA")
    if code != 354:
        raise smtplib.SMTPResponseException(code, words)
    server.send(_dotted(raw))
    try:
        server.send(b".\r\n")
        code, words = server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise Deferred("The connection was lost while the mail was handed over", recipients, maybe_sent=True) from error
    if not _good(code):
        raise smtplib.SMTPResponseException(code, words)


def _dotted(raw: bytes) -> bytes:
    """As RFC 5321, 4.5.2 wants it. Every line end becomes CRLF, for a bare one could smuggle in a second mail."""
    content = _LINE_END.sub(b"\r\n", raw)
    ended = content if content.endswith(b"\r\n") else content + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended)


def _good(code: int) -> bool:
    return 200 <= code < 300


def _text(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(text.split())[:300]
