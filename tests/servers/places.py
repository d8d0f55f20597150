"""What all servers need: a free port, a place that a server without privileges can reach, an end without remains."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def missing(what: str) -> None:
    """A server is not on this machine: a visible skip, or a failure where the environment asks for all servers."""
    if os.environ.get("DELEGATE_REQUIRE_SERVERS"):
        pytest.fail(f"{what} is missing, and DELEGATE_REQUIRE_SERVERS is set")
    pytest.skip(f"{what} is not installed")


def free_port() -> int:
    """A port of loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(true: Callable[[], bool], seconds: float = 15) -> bool:
    """Wait until it is true; False when it never was."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def servant() -> pwd.struct_passwd:
    """Who the servers run as: we ourselves, or somebody without privileges when we are root."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


@contextmanager
def place(name: str) -> Iterator[Path]:
    """A folder with a short path (for sockets) that belongs to the servant; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=f"{name}-"))
    who = servant()
    os.chown(folder, who.pw_uid, who.pw_gid)
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def end(process: subprocess.Popen[bytes], with_signal: int = signal.SIGTERM) -> None:
    """End a server with all its children; it was started in a session of its own."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, with_signal)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
