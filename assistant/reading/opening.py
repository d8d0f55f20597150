"""Open a raw mail with mail-parser, within limits: what a hostile mail may not do is spend our time or memory."""

from __future__ import annotations

import logging
import re

from mailparser import MailParser
from mailparser.exceptions import MailParserError

logging.getLogger("mailparser").setLevel(
    logging.CRITICAL
)  # it reports each odd mail; `problems` does that for the owner

MOST_BYTES = 30_000_000
_MOST_HEADER = 100_000  # bytes of one header line; longer ones are cut
_MOST_NESTED = 60  # multiparts and attached mails within each other
_MOST_PARTS = 1_000
_OPENS = re.compile(rb"^content-type:\s*(?:multipart/|message/rfc822|message/global)", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(rb"^--", re.MULTILINE)


class Unreadable(Exception):  # noqa: N818  the room's one error, named for what the owner is told
    """The bytes are no mail; the message is a sentence for the owner."""


def open_mail(raw: bytes) -> tuple[MailParser, tuple[str, ...]]:
    """The mail as mail-parser takes it apart, and what was left out to stay within limits."""
    if not raw.strip():
        raise Unreadable("The mail is empty: there is nothing in it to read.")
    raw, problems = _within_limits(raw)
    try:
        return MailParser.from_bytes(raw), problems
    except (MailParserError, ValueError, LookupError, AttributeError, TypeError, AssertionError) as error:
        # mail-parser fails on a few malformed headers that the standard library survives: then the headers are
        # read without the parts that broke it
        raise Unreadable("The mail is damaged in a way that kept it from being opened.") from error


def _within_limits(raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    problems = []
    if len(raw) > MOST_BYTES:
        problems.append(f"The mail is larger than {MOST_BYTES // 1_000_000} MB: what lies beyond was not read.")
        raw = raw[:MOST_BYTES]
    return raw, tuple(problems)
