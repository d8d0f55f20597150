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
    except (OSError, ssl.SSLError) as error:
        raise Misconfigured(f"The certificate file {base / ca_file} (ca_file) cannot be used: {error}") from error


def explain(error: ssl.SSLError, host: str) -> str:
    """A failed handshake in a sentence."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"The certificate of {host} is not to be trusted: {error.verify_message}"
    return f"No secure connection to {host}: {error.reason or error}. Is this the right port for this security?"
