"""A proxy between the program and a server that does what bad networks do: cut, hang, answer with garbage."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from .places import free_port

if TYPE_CHECKING:
    from collections.abc import Callable

    Change = Callable[[bytes], bytes | None]  # what the server said → what the program hears; None cuts the line


class FaultProxy:
    """Listens on loopback and passes everything on. `from_server`, `to_server` may change or cut what passes."""

    def __init__(self, target: int) -> None:
        self.port = free_port()
        self.target = target
        self.from_server: Change = bytes
        self.to_server: Change = bytes
        self.connections = 0
        self._lines: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()

    def cut_all(self) -> None:
        """Reset every open connection."""
        for line in self._lines:
            _reset(line)
        self._lines.clear()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut_all()
        for thread in self._threads:
            thread.join(5)

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            try:
                server = socket.create_connection(("127.0.0.1", self.target), timeout=5)
            except OSError:
                _reset(client)
                continue
            server.settimeout(None)
            self._lines += [client, server]
            for source, sink, change in (
                (client, server, self._up),
                (server, client, self._down),
            ):
                thread = threading.Thread(target=_pass_on, args=(source, sink, change), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _up(self, data: bytes) -> bytes | None:
        return self.to_server(data)

    def _down(self, data: bytes) -> bytes | None:
        return self.from_server(data)


def _pass_on(source: socket.socket, sink: socket.socket, change: Change) -> None:
    try:
        while data := source.recv(65536):
            changed = change(data)
            if changed is None:
                break
            sink.sendall(changed)
    except OSError:
        pass  # the other direction has cut the line
    _reset(source)
    _reset(sink)


def _reset(line: socket.socket) -> None:
    """Wake who reads it, and close: the peer sees the end of the line at once."""
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        line.close()
