"""The mailboxes of the demo, in memory, behind pymap's IMAP (IDLE, MOVE, UIDPLUS)."""

from __future__ import annotations

import time
from argparse import Namespace
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import Config, Identity, Login
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, Mapping

    Conversation = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class _Config(Config):
    @property
    def greeting(self) -> bytes:
        """Without the machine's name, for looking that up can take seconds."""
        return b"ready"


class Mailboxes:
    """One mailbox for each user. All methods but `close` belong into the event loop of the server."""

    def __init__(self, host: str, passwords: Mapping[str, str]) -> None:
        self._passwords = passwords
        self._workers = ThreadPoolExecutor(max_workers=1)
        self._config = _Config(
            Namespace(passlib_cfg=None, proxy_protocol=None),
            demo_data=False,
            demo_user="",
            demo_password="",
            host=host,
            port=0,
            tls_enabled=False,
            reject_dnsbl=False,
            hash_context=Cleartext(),  # the passwords live in memory for some seconds
            cpu_subsystem=Subsystem.for_executor(self._workers),
        )
        self._login = Login(self._config)
        self._conversation: Conversation = ProxyProtocolReader(self._config.proxy_protocol).get_callback(
            IMAPServer(self._login, self._config)
        )

    async def open(self) -> None:
        self._config.apply_context()
        for name, password in self._passwords.items():
            await self._identity(name).set(UserMetadata(self._config, name, password=password))

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One IMAP connection, from greeting to logout."""
        await self._conversation(reader, writer)

    async def append(self, name: str, raw: bytes) -> None:
        """Put a mail into the user's INBOX."""
        async with self._identity(name).new_session() as session:
            now = datetime.fromtimestamp(time.time(), UTC)  # of the delivery, which is real whatever day the demo plays
            await session.append_messages("INBOX", [AppendMessage(raw, now, frozenset())])

    def close(self) -> None:
        self._workers.shutdown(wait=False, cancel_futures=True)

    def _identity(self, name: str) -> Identity:
        return Identity(name, self._login, None, frozenset())
