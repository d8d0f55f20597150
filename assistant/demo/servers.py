"""A mail provider in a box for the demo: a real IMAP server (pymap) and a real SMTP server (aiosmtpd) on loopback.

What is sent to one of the addresses by SMTP lies in its mailbox; what is sent to anybody else stays in the box as well,
for nothing may leave the machine. Each mail is also written to a file, to look at afterwards. The servers run in one
thread with an event loop of their own and end with the `with` block.
"""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from assistant.demo.mailboxes import Mailboxes

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

HOST = "127.0.0.1"
OWNER = "anna@bergdental.example"
ASSISTANT = "assistant@bergdental.example"
_PATIENCE = 10.0  # seconds for the servers to start, to take a mail, to stop


class LocalServers:
    """The running servers. `passwords` by address; the address is the user name of both IMAP and SMTP."""

    def __init__(self, folder: Path, addresses: Sequence[str]) -> None:
        self.host = HOST
        self.imap_port = 0
        self.smtp_port = 0
        self.passwords = {address.lower(): secrets.token_urlsafe(12) for address in addresses}
        self._folder = folder
        self._numbers: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="local mail servers", daemon=True)
        self._mailboxes = Mailboxes(HOST, self.passwords)
        self._listeners: list[asyncio.Server] = []
        self._lines: set[asyncio.WriteTransport] = set()  # open connections

    @property
    def users(self) -> tuple[str, ...]:
        """The addresses that have a mailbox."""
        return tuple(self.passwords)

    def deliver(self, address: str, raw: bytes) -> None:
        """Put a mail into the mailbox of this address, byte for byte; when it returns, IMAP shows it."""
        self._wait(self._deliver(address.lower(), raw))

    def start(self) -> None:
        self._thread.start()
        self._wait(self._start())

    def stop(self) -> None:
        """End every connection, listener and the thread."""
        try:
            self._wait(self._stop())
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(_PATIENCE)
            self._loop.close()

    async def _start(self) -> None:
        await self._mailboxes.open()
        imap = await asyncio.start_server(self._imap, HOST, 0)
        smtp = await self._loop.create_server(self._smtp, HOST, 0)
        self._listeners = [imap, smtp]
        self.imap_port, self.smtp_port = (server.sockets[0].getsockname()[1] for server in self._listeners)

    async def _stop(self) -> None:
        await asyncio.sleep(0.01)  # who was just let in gets a line, which can be cut
        for server in self._listeners:
            server.close()
        for line in tuple(self._lines):
            line.abort()
        await asyncio.sleep(0)  # a line is closed in the loop's next turn
        conversations = asyncio.all_tasks() - {asyncio.current_task()}
        for task in conversations:
            task.cancel()
        await asyncio.gather(*conversations, return_exceptions=True)
        self._mailboxes.close()
        await self._loop.shutdown_asyncgens()

    async def _imap(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._lines.add(writer.transport)
        try:
            await self._mailboxes.converse(reader, writer)
        finally:
            self._lines.discard(writer.transport)

    def _smtp(self) -> SMTP:
        return _Counter(
            self._lines,
            _Postman(self._deliver),
            hostname=HOST,
            loop=self._loop,
            authenticator=self._knows,
            auth_require_tls=False,
        )

    def _knows(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:  # noqa: ANN401  aiosmtpd's signature
        del server, session, envelope, mechanism
        if not isinstance(data, LoginPassword):
            return AuthResult(success=False, handled=False)
        expected = self.passwords.get(data.login.decode("utf-8", "replace").lower(), "")
        good = bool(expected) and secrets.compare_digest(expected.encode(), data.password)
        return AuthResult(success=good, handled=good)

    async def _deliver(self, address: str, raw: bytes) -> None:
        if address in self.passwords:
            await self._mailboxes.append(address, raw)
        self._numbers[address] += 1
        file = self._folder / _safe(address) / f"{self._numbers[address]:03}.eml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)

    def _wait(self, work: Coroutine[Any, Any, None]) -> None:
        future: Future[None] = asyncio.run_coroutine_threadsafe(work, self._loop)
        future.result(_PATIENCE)


class _Counter(SMTP):
    """One conversation at the post office's counter; its line is noted as long as it is open."""

    def __init__(self, lines: set[asyncio.WriteTransport], *arguments: Any, **options: Any) -> None:  # noqa: ANN401  aiosmtpd's
        super().__init__(*arguments, **options)
        self._lines = lines

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._line = cast("asyncio.WriteTransport", transport)
        self._lines.add(self._line)

    def connection_lost(self, error: Exception | None) -> None:
        self._lines.discard(self._line)
        super().connection_lost(error)


class _Postman:
    """Takes every mail and delivers it; aiosmtpd finds the method by its name."""

    def __init__(self, deliver: Callable[[str, bytes], Coroutine[Any, Any, None]]) -> None:
        self._deliver = deliver

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        del server, session
        content = envelope.original_content or b""
        trace = f"Return-Path: <{envelope.mail_from or ''}>\r\n".encode("ascii", "replace")
        for address in envelope.rcpt_tos:
            await self._deliver(address.lower(), trace + content)
        return "250 Delivered"


def _safe(address: str) -> str:
    """The address as the name of a folder."""
    return "".join(c if c.isalnum() or c in "@-_.+" else "_" for c in address).lstrip(".") or "_"


@contextmanager
def local_servers(folder: Path, addresses: Sequence[str] = (OWNER, ASSISTANT)) -> Iterator[LocalServers]:
    """Servers with a mailbox for each address, at free ports; each mail is kept as `folder/<address>/NNN.eml`."""
    servers = LocalServers(folder, addresses)
    servers.start()
    try:
        yield servers
    finally:
        servers.stop()
