"""What may stand in an envelope or an address header: nothing that a server could take for more than one address."""

from __future__ import annotations

import re

import idna

# RFC 5321's dot-string; a quoted local part is legal, used by nobody, and a hiding place
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LITERAL = re.compile(r"\[[0-9A-Fa-f.:]{2,45}\]")


def sendable(address: str) -> str:
    """The address with its domain in ASCII (IDNA 2008, UTS 46); "" when mail cannot be sent to it."""
    local, _, domain = address.rpartition("@")
    if len(local) > 64 or not _LOCAL.fullmatch(local):
        return ""
    if _LITERAL.fullmatch(domain):
        return f"{local}@{domain}"
    try:
        return f"{local}@{idna.encode(domain, uts46=True).decode('ascii')}"
    except idna.IDNAError:
        return ""
