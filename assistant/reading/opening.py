"""Open a raw mail with mail-parser, within limits: what a hostile mail may not do is spend our time or memory."""

from __future__ import annotations

import email
import logging
import re
from email.message import Message

from mailparser import MailParser  # type: ignore[import-untyped]

logging.getLogger("mailparser").setLevel(
    logging.CRITICAL
)  # it reports each odd mail; `problems` does that for the owner

MOST_BYTES = 25_000_000
_MOST_HEADER = 64_000  # bytes of one header line
_MOST_HEADERS = 3_000  # header lines of the mail
_MOST_CONTAINERS = 80  # multiparts and attached mails; each level of nesting costs the parser a stack of frames
_MOST_PARTS = 1_000
_CONTAINER = re.compile(rb"content-type:\s{0,9}(?:multipart/|message/rfc822|message/global)", re.IGNORECASE)
_PART = re.compile(rb"\ncontent-type:", re.IGNORECASE)
_SIGNS = ("from", "to", "subject", "date", "message-id", "received", "content-type")
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")


class Unreadable(Exception):  # noqa: N818  the room's one error, named for what the owner is told
    """The bytes are no mail; the message is a sentence for the owner."""


def open_mail(raw: bytes) -> tuple[MailParser, tuple[str, ...]]:
    """The mail as mail-parser takes it apart, and what was left out to stay within limits."""
    raw = raw.lstrip(b"\r\n\t \xef\xbb\xbf\x00")
    if b"\r" in raw[:4_000] and b"\n" not in raw[:4_000]:  # line ends of the old Macintosh
        raw = raw.replace(b"\r", b"\n")
    if not raw:
        raise Unreadable("The mail is empty: there is nothing in it to read.")
    raw, problems = _within_limits(raw)
    message = _message(raw)
    if not any(name in message for name in _SIGNS) and b"\x00" in raw[:1_000]:
        raise Unreadable("This is a file of another kind, not a mail: it has no sender, no date and no subject.")
    return parse(message), problems


def bounded_message(raw: bytes) -> Message:
    """A mail that lies within another as a file, as far as the limits allow."""
    return _message(_within_limits(raw)[0])


def _message(raw: bytes) -> Message:
    try:
        return email.message_from_bytes(raw)
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, AssertionError) as error:
        raise Unreadable("The mail is damaged in a way that keeps it from being opened.") from error


def parse(message: Message) -> MailParser:
    """mail-parser's view of a message, also of one on which it fails.

    It asks for an epilogue where there is none (4.8: `NoneType` has no attribute `index`) and fails on some headers;
    then it is given the headers alone, and the parts are taken from the message itself.
    """
    message.epilogue = message.epilogue or ""
    try:
        return MailParser(message)
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, AssertionError):
        bare = Message()
        for name, value in message.raw_items():
            if name.lower() in ("from", "sender", "to", "cc", "reply-to", "date", "subject", "message-id"):
                bare[name] = value
        parser = MailParser(bare)
        parser._message = message  # noqa: SLF001  mail-parser has no way to be given headers and parts apart
        return parser


def _within_limits(raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    problems = []
    if len(raw) > MOST_BYTES:
        problems.append(f"The mail is larger than {MOST_BYTES // 1_000_000} MB: what lies beyond was not read.")
        raw = raw[:MOST_BYTES]
    raw, cut = _short_headers(raw)
    problems += cut
    for pattern, most in ((_CONTAINER, _MOST_CONTAINERS), (_PART, _MOST_PARTS)):
        if (end := _place_of(pattern, raw, most)) is not None:
            problems.append("The mail has too many parts within each other: those beyond were not read.")
            raw = raw[:end]
    return raw, tuple(dict.fromkeys(problems))


def _short_headers(raw: bytes) -> tuple[bytes, list[str]]:
    """Without header lines of a length or number that nobody writes."""
    found = _END_OF_HEADERS.search(raw)
    end = found.start() if found else len(raw)
    lines = raw[:end].split(b"\n", _MOST_HEADERS)
    if len(lines) <= _MOST_HEADERS and max(map(len, lines)) <= _MOST_HEADER:
        return raw, []
    kept = [line[:_MOST_HEADER] for line in lines[:_MOST_HEADERS]]
    return b"\n".join(kept) + raw[end:], ["The headers of the mail are far too long: they were cut."]


def _place_of(pattern: re.Pattern[bytes], raw: bytes, number: int) -> int | None:
    """Where the `number`-th match begins; None when there are fewer."""
    for count, found in enumerate(pattern.finditer(raw), 1):
        if count > number:
            return found.start()
    return None
