"""Who writes to a mailbox, and how often: `assistant init` proposes the providers among them. Only headers are read."""

from __future__ import annotations

from collections import Counter
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from typing import TYPE_CHECKING, Any

from assistant.mailbox.connection import connect, hang_up
from assistant.mailbox.faults import faults
from assistant.vocabulary import Address

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.mailbox.client import IMAPClient
    from assistant.mailbox.settings import ImapSettings

_MOST = 3000  # mails looked at, the newest
_AT_ONCE = 500


def senders(settings: ImapSettings, base: Path) -> list[tuple[Address, int]]:
    """(sender, how many mails) of the newest mails of the folder, the most frequent first; changes nothing there."""
    client = connect(settings, base)
    try:
        with faults(settings.host):
            counted = _counted(client, settings.folder)
    finally:
        hang_up(client)
    return [(address, count) for address, count in counted.most_common()]


def _counted(client: IMAPClient, folder: str) -> Counter[Address]:
    client.select_folder(folder, readonly=True)
    newest = sorted(client.search("ALL"))[-_MOST:]
    found: Counter[str] = Counter()
    names: dict[str, str] = {}
    for start in range(0, len(newest), _AT_ONCE):
        answer = client.fetch(newest[start : start + _AT_ONCE], ["BODY.PEEK[HEADER.FIELDS (FROM)]"])
        for name, address in map(_sender, answer.values()):
            if address:
                found[address] += 1
                names[address] = name or names.get(address, "")
    return Counter({Address(names[address], address): count for address, count in found.items()})


def _sender(data: dict[bytes, Any]) -> tuple[str, str]:
    raw = next((value for key, value in data.items() if key.startswith(b"BODY[HEADER") and value), b"")
    header = BytesHeaderParser().parsebytes(raw)
    name, address = (getaddresses([str(header.get("From", ""))]) or [("", "")])[0]
    return _plain(name), address.lower() if "@" in address else ""


def _plain(name: str) -> str:
    """A display name without its encoding (RFC 2047)."""
    from email.header import decode_header, make_header

    try:
        return str(make_header(decode_header(name)))
    except (ValueError, LookupError):
        return name
