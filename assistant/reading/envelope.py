"""What the headers say: who, to whom, when, about what, in answer to what."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.message import Message

from mailparser import MailParser  # type: ignore[import-untyped]

from assistant.reading.addresses import address_of, addresses_in
from assistant.reading.headers import header_text
from assistant.reading.posted import sent_at_of
from assistant.vocabulary import Address

_ID = re.compile(r"<[^<>\s]{1,400}>")
NOBODY = Address("", "")
_MOST_HEADERS = 500


@dataclass(frozen=True, slots=True)
class Envelope:
    """The headers of one mail, understood."""

    message_id: str
    sender: Address
    sent_at: datetime
    subject: str
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    problems: tuple[str, ...] = ()
    automatic: str = ""  # see `automatic.automatic`

    def header(self, name: str) -> str:
        """The first value of a header; "" when it is absent."""
        return next((value for key, value in self.headers if key == name), "")

    def has(self, name: str) -> bool:
        """Whether the header is there, if only empty."""
        return any(key == name for key, _ in self.headers)


def envelope_of(parser: MailParser, raw: bytes) -> Envelope:
    """The envelope of a mail that mail-parser has taken apart."""
    message: Message = parser.message
    headers = tuple((str(name).lower(), header_text(value)) for name, value in message.raw_items())[:_MOST_HEADERS]
    first: dict[str, str] = {}
    for name, value in headers:
        first.setdefault(name, value)
    sent_at, problems = sent_at_of(parser, headers)
    return Envelope(
        message_id=_message_id(first.get("message-id", ""), raw),
        sender=_sender(parser, first),
        sent_at=sent_at,
        subject=first.get("subject", ""),
        to=_mailboxes(parser, "to"),
        cc=_mailboxes(parser, "cc"),
        reply_to=_mailboxes(parser, "reply_to"),
        in_reply_to=tuple(_ID.findall(first.get("in-reply-to", ""))),
        references=tuple(dict.fromkeys(_ID.findall(first.get("references", "")))),
        headers=headers,
        problems=problems,
    )


def _sender(parser: MailParser, first: dict[str, str]) -> Address:
    """Who wrote it, also where a mailing list or help desk put its own address into From ("Jane Roe via Support")."""
    found = _mailboxes(parser, "from") or addresses_in(first.get("sender", ""))
    sender = found[0] if found else NOBODY
    name, via, _ = sender.name.partition(" via ")
    original = addresses_in(first.get("x-original-from", "") or first.get("x-original-sender", ""))
    if original and (via or "list-id" in first or not found):
        return Address(original[0].name or name.strip("\"' "), original[0].address)
    if via and "list-id" in first and len(answer := addresses_in(first.get("reply-to", ""))) == 1:
        return Address(answer[0].name or name.strip("\"' "), answer[0].address)
    return sender


def _mailboxes(parser: MailParser, header: str) -> tuple[Address, ...]:
    """What mail-parser made of an address header; where it found it ambiguous, or failed, what we read in it."""
    value = header_text(parser.message.get(header.replace("_", "-"), ""))
    if value.count("@") == 1 and "," in value and '"' not in value:  # `Reed, Sam <sam@acme.example>`: one person
        return (address_of(value),)
    try:
        parsed = getattr(parser, "from_" if header == "from" else header) or []
    except (ValueError, LookupError, TypeError, AttributeError):  # it decodes only when asked
        parsed = []
    found = tuple(
        Address(_name(name, address), address.strip("<> ").lower()) for name, address in parsed if "@" in address
    )
    return found or addresses_in(value)


def _name(name: str, address: str) -> str:
    name = header_text(name).strip().strip("\"'").strip()
    return "" if name.lower() == address.lower() else name


def _message_id(value: str, raw: bytes) -> str:
    found = _ID.search(value)
    if found:
        return found[0]
    bare = value.strip().strip("<>").strip()
    if bare and " " not in bare:
        return f"<{bare}>"
    return f"<{hashlib.sha256(raw).hexdigest()[:32]}@made-from-content.invalid>"
