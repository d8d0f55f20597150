"""One part of a mail: its bytes, its name, its charset, its words."""

from __future__ import annotations

from email.message import Message

from assistant.reading.charsets import decode
from assistant.reading.flowed import unflowed
from assistant.reading.headers import header_text
from assistant.reading.html import to_text

_MOST_TEXT = 300_000  # characters: a hundred pages
_MOST_BYTES = 4 * _MOST_TEXT


def payload_of(part: Message) -> bytes:
    """The part's bytes, its transfer encoding undone as far as it can be."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError, TypeError):
        data = None
    if isinstance(data, bytes):
        return data
    raw = part.get_payload()
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def charset_of(part: Message) -> str:
    """The charset that the part declares; "" for none."""
    try:
        return part.get_content_charset("") or ""
    except (UnicodeError, LookupError, ValueError, TypeError):
        return ""


def name_of(part: Message) -> str:
    """The file name of the part (RFC 2231, or RFC 2047 where it doesn't belong) without folders; "" for none."""
    try:
        name = part.get_filename("") or ""
    except (UnicodeError, LookupError, ValueError, TypeError):
        name = ""
    return header_text(name).replace("\\", "/").rpartition("/")[2][:200]


def parameter_of(part: Message, name: str) -> str:
    """A parameter of Content-Type in lower case; "" for none."""
    try:
        return str(part.get_param(name, "")).lower()
    except (UnicodeError, LookupError, ValueError, TypeError):
        return ""


def words_of(part: Message, media_type: str) -> tuple[str, bool]:
    """The text of a text part, and whether it is all there."""
    data = payload_of(part)
    text = decode(data[:_MOST_BYTES], charset_of(part))
    if media_type == "text/html":
        text, whole = to_text(text)
        return text[:_MOST_TEXT], whole and len(text) <= _MOST_TEXT
    whole = len(text) <= _MOST_TEXT and len(data) <= _MOST_BYTES
    text = text[:_MOST_TEXT]
    if parameter_of(part, "format") == "flowed":
        text = unflowed(text, delsp=parameter_of(part, "delsp") == "yes")
    return text, whole
