"""A mail server as the way out (RFC 5321). Every answer of the server becomes one of: taken, later, never."""

from __future__ import annotations

import logging
import smtplib
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.mailbox import tls
from assistant.mailbox.checks import Checked, encryption, trapped
from assistant.mailbox.handover import auth, content, envelope
from assistant.mailbox.secret import password_of
from assistant.mailbox.verdicts import good, judged, report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from assistant.mailbox.settings import OAuthSettings, SmtpSettings

log = logging.getLogger(__name__)


class Smtp:
    """One connection for each mail: a weekly agenda and a few answers are worth no more."""

    def __init__(self, settings: SmtpSettings, base: Path) -> None:
        self._settings = settings
        self._base = base

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> None:
        """Hand one mail over; raises Deferred or Refused with those recipients who did not get it."""
        everyone = tuple(recipients)
        with judged(self._settings.host, everyone), self._connected() as server:
            answers = envelope(server, sender, everyone)
            taken = tuple(to for to in everyone if good(answers[to][0]))
            if taken:
                content(server, raw, taken)
                log.info("%s took the mail for %s", self._settings.host, ", ".join(taken))
        report(self._settings.host, answers)

    def check(self) -> Iterator[Checked]:
        """Connect, encrypt, sign in; nothing is sent."""
        yield from trapped(self._steps())

    def _steps(self) -> Iterator[Checked]:
        host, port = self._settings.address
        with judged(host, ()), self._connected() as server:
            who = f"signed in as {self._settings.username}" if self._settings.username else "without signing in"
            yield Checked(f"{host}:{port} takes mail, {who}")
            yield encryption(server.sock)

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
        server: smtplib.SMTP
        if self._settings.security == "tls":
            trust = tls.context(self._settings.ca_file, self._base)
            server = smtplib.SMTP_SSL(host, port, timeout=self._settings.timeout, context=trust)
        else:
            server = smtplib.SMTP(host, port, timeout=self._settings.timeout)
        if server.sock is not None:
            # what waits in the kernel for an acknowledgement (40 ms) goes out even when the program is killed meanwhile
            server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return server

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
            auth(server, "PLAIN", f"\0{username}\0{password}")

    def _by_token(self, server: smtplib.SMTP, username: str, oauth: OAuthSettings) -> None:
        """XOAUTH2, which Google and Microsoft have; a token that is not wanted is renewed before the next try."""
        from assistant.mailbox.tokens import TokenFile  # most servers take a password

        tokens = TokenFile(oauth, self._base)
        try:
            auth(server, "XOAUTH2", f"user={username}\x01auth=Bearer {tokens.access()}\x01\x01")
        except smtplib.SMTPAuthenticationError:
            tokens.distrust()
            raise
