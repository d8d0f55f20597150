"""Header values → text: unfolded and decoded (RFC 2047), whatever is broken in them."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header

from assistant.reading.charsets import decode

_LONGEST = 20_000
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bqBQ])\?([^?]{0,20000})\?=")
_GAP = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,60}\?[bqBQ]\?)")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def header_text(value: object) -> str:
    """The value as a reader sees it. What cannot be decoded stays as it was written."""
    text = str(value)[:_LONGEST]
    if "\n" in text or "\r" in text:
        text = re.sub(r"[\r\n]+[ \t]*", " ", text)
    if not text.isascii():
        text = _from_raw_bytes(text)
    if "=?" in text:
        text = _WORD.sub(_decoded, _joined(_GAP.sub(r"\1", text)))
    return _UNSEEN.sub("", text).strip()


def _from_raw_bytes(text: str) -> str:
    """Raw 8-bit bytes in a header, which the standard library carries as surrogates."""
    try:
        return decode(text.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return text


def _joined(text: str) -> str:
    """Neighbouring encoded words of one charset as one: some programs cut a character in two (against RFC 2047)."""
    return re.sub(
        r"=\?([^?\s]{1,60})\?([bB])\?([A-Za-z0-9+/]{0,20000})\?==\?\1\?[bB]\?",
        r"=?\1?\2?\3",
        text,
    )


def _decoded(word: re.Match[str]) -> str:
    try:
        ((data, charset),) = decode_header(word[0])
    except (HeaderParseError, ValueError, LookupError):
        return word[0]
    text = decode(data, (charset or "").partition("*")[0]) if isinstance(data, bytes) else str(data)
    return text or word[0]
