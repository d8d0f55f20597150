"""The one place that imports IMAPClient, which carries no type hints."""

from __future__ import annotations

from imapclient import IMAPClient, SocketTimeout  # type: ignore[import-untyped]  # it ships no hints
from imapclient.exceptions import (  # type: ignore[import-untyped]
    CapabilityError,
    IMAPClientAbortError,
    IMAPClientError,
    IMAPClientReadOnlyError,
    LoginError,
    ProtocolError,
)

__all__ = [
    "CapabilityError",
    "IMAPClient",
    "IMAPClientAbortError",
    "IMAPClientError",
    "IMAPClientReadOnlyError",
    "LoginError",
    "ProtocolError",
    "SocketTimeout",
]
