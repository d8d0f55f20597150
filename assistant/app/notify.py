"""Telling systemd how the service is (sd_notify(3)); nothing happens where nobody listens."""

from __future__ import annotations

import os
import socket


def notify(state: str) -> None:
    """Send one state, such as "READY=1" or "STOPPING=1", to the manager that started us. Raises OSError."""
    place = os.environ.get("NOTIFY_SOCKET")
    if not place:
        return
    if place.startswith("@"):  # an abstract socket: Linux writes it with a zero byte
        place = f"\0{place[1:]}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
        line.sendto(state.encode(), place)
