"""Encryption with servers: always verified, TLS 1.2 or newer, an own certificate authority by configuration."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from assistant.mailbox.errors import Misconfigured

if TYPE_CHECKING:
    from pathlib import Path


def context(ca_file: Path | None, base: Path) -> ssl.SSLContext:
    """A context that checks chain, dates and host name. An own `ca_file` stands in for the system's authorities."""
    if ca_file is None:
        return ssl.create_default_context()
    try:
        return ssl.create_default_context(cafile=str(base / ca_file))
    except OSError as error:  # ssl.SSLError is one as well
        raise Misconfigured(
            f"The certificate file {base / ca_file} cannot be used: {error.strerror or error}",
            remedy="Write the path of a PEM file as ca_file: …, or leave it out for a public mail provider.",
        ) from error
