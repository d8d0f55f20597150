"""A real SMTP server (aiosmtpd) that keeps what it gets and can be told to refuse, to defer, or to hang up."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from .places import free_port

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

PASSWORD = "secret"


@dataclass(frozen=True, slots=True)
class Taken:
    """One mail as the server took it."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes


class Post:
    """What the server does with mail, and what it got. Change `answers` between two mails as a test needs it.

    `answers`: by address (of the sender or a recipient) or the word "DATA" the line with which the server answers;
    "drop" hangs up instead. `after_data="drop"` takes the mail and hangs up before it says so.
    """

    def __init__(self) -> None:
        self.taken: list[Taken] = []
        self.answers: dict[str, str] = {}
        self.after_data = ""
        self.token_user: Callable[[str], str | None] = {}.get  # access token → the user it belongs to

    async def handle_MAIL(  # noqa: N802  aiosmtpd finds it by this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del session
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self._answer(server, address)

    async def handle_RCPT(  # noqa: N802  as above
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del session, options
        answer = self._answer(server, address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  as above
        del session
        answer = self._answer(server, "DATA")
        if not answer.startswith("250"):
            return answer
        content = envelope.original_content or b""
        self.taken.append(Taken(envelope.mail_from or "", tuple(envelope.rcpt_tos), content))
        if self.after_data == "drop":
            _hang_up(server)
        return answer

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802  as above
        """Google's and Microsoft's way: "user=…^Aauth=Bearer …^A^A"; who fails is told why before the end."""
        words = base64.b64decode(args[1]).decode().split("\x01")
        user, token = words[0].removeprefix("user="), words[1].removeprefix("auth=Bearer ")
        if self.token_user(token) == user:
            return AuthResult(success=True, auth_data=user)
        await server.push("334 " + base64.b64encode(b'{"status":"401"}').decode())
        await server._reader.readline()
        return AuthResult(success=False, handled=False, message="535 5.7.3 Authentication unsuccessful")

    def _answer(self, server: SMTP, about: str) -> str:
        answer = self.answers.get(about, "250 OK")
        if answer == "drop":
            _hang_up(server)
        return answer


class SmtpServer:
    """One server on loopback. With certificates it offers STARTTLS, or speaks TLS from the first byte."""

    def __init__(self, *, starttls: ssl.SSLContext | None = None, direct: ssl.SSLContext | None = None) -> None:
        self.post = Post()
        self.host = "127.0.0.1"
        self.port = free_port()
        self.logins: list[str] = []
        self.password = PASSWORD
        self._controller = Controller(
            self.post,
            hostname=self.host,
            port=self.port,
            ssl_context=direct,
            tls_context=starttls,
            authenticator=self._authenticate,
            auth_require_tls=False,
            decode_data=False,
        )

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        del server, session, envelope, mechanism
        good = isinstance(data, LoginPassword) and data.password == self.password.encode()
        if isinstance(data, LoginPassword):
            self.logins.append(data.login.decode())
        return AuthResult(success=good, handled=good)

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop(no_assert=True)


def _hang_up(server: SMTP) -> None:
    transport = server.transport
    if transport is not None:
        transport.abort()
