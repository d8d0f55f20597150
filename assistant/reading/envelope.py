"""What the headers say: who, to whom, when, about what, in answer to what; and whether a machine wrote it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from mailparser import MailParser

from assistant.reading.addresses import addresses_in
from assistant.reading.charsets import decode
from assistant.reading.moments import find_moment, in_zone_of
from assistant.vocabulary import Address

_ID = re.compile(r"<[^<>\s]{1,400}>")
NOBODY = Address("", "")
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_ENCODED = re.compile(r"=\?[^?\s]{1,60}\?[bq]\?[^?]*\?=", re.IGNORECASE)
_MOST_HEADERS = 500
_MOST_LENGTH = 20_000


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

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")


def envelope_of(parser: MailParser, raw: bytes) -> Envelope:
    """The envelope of a mail that mail-parser has taken apart."""
    message: Message = parser.message
    headers = tuple((str(name).lower(), header_text(value)) for name, value in message.raw_items())[:_MOST_HEADERS]
    first: dict[str, str] = {}
    for name, value in headers:
        first.setdefault(name, value)
    sent_at, problems = _sent_at(first, headers)
    sender = _mailboxes(parser.from_, first.get("from", "")) or _mailboxes(parser.sender, first.get("sender", ""))
    return Envelope(
        message_id=_message_id(first.get("message-id", ""), raw),
        sender=sender[0] if sender else NOBODY,
        sent_at=sent_at,
        subject=first.get("subject", ""),
        to=_mailboxes(parser.to, first.get("to", "")),
        cc=_mailboxes(parser.cc, first.get("cc", "")),
        reply_to=_mailboxes(parser.reply_to, first.get("reply-to", "")),
        in_reply_to=tuple(_ID.findall(first.get("in-reply-to", ""))),
        references=tuple(dict.fromkeys(_ID.findall(first.get("references", "")))),
        headers=headers,
        problems=problems,
    )


def header_text(value: object) -> str:
    """A header's value, unfolded and decoded (RFC 2047), whatever is broken in it."""
    text = str(value)[:_MOST_LENGTH]
    text = re.sub(r"\r?\n[ \t]*", " ", text) if "\n" in text or "\r" in text else text
    if not text.isascii():
        text = _eight_bit(text)
    if "=?" in text:
        text = _decoded(text)
    return re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", "", text).strip()


def _eight_bit(text: str) -> str:
    """Raw bytes in a header, which the standard library carries as surrogates."""
    try:
        return decode(text.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return text


def _decoded(text: str) -> str:
    try:
        return str(make_header(decode_header(text)))
    except (LookupError, UnicodeError, ValueError, TypeError):
        return _ENCODED.sub(lambda word: _one_word(word[0]), text)


def _one_word(word: str) -> str:
    try:
        data, charset = decode_header(word)[0]
    except (ValueError, LookupError):
        return word
    return decode(data, charset or "") if isinstance(data, bytes) else str(data)


def _mailboxes(parsed: list[tuple[str, str]], value: str) -> tuple[Address, ...]:
    """What mail-parser made of an address header; where it found it ambiguous, what we read in it."""
    found = tuple(
        Address(_name(name, address), address.strip("<> ").lower()) for name, address in parsed or [] if "@" in address
    )
    return found or (addresses_in(value) if value else ())


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


def _sent_at(first: dict[str, str], headers: tuple[tuple[str, str], ...]) -> tuple[datetime, tuple[str, ...]]:
    """The Date header; where it is missing or broken the time the first server noted, with a word about it."""
    if (value := first.get("date")) and (moment := moment_of(value)):
        return moment, ()
    for name in ("resent-date", "x-original-date", "delivery-date"):
        if (value := first.get(name)) and (moment := moment_of(value)):
            return moment, ()
    hops = [value.rpartition(";")[2] for name, value in headers if name == "received"]
    for hop in reversed(hops):
        if moment := moment_of(hop):
            return moment, ("The mail has no readable date; the time at which a server took it is used.",)
    return NEVER, ("The mail has no readable date.",)


def moment_of(value: str) -> datetime | None:
    """A Date header's moment (RFC 5322), or one in any of the notations that broken programs write."""
    value = value[:200]
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError, IndexError):
        found = find_moment(value, NEVER.replace(year=2200))
        moment = found.value if found else NEVER
    if not 1980 < moment.year < 2200:
        return None
    offset = moment.utcoffset()
    if offset is not None and abs(offset) > timedelta(hours=15):
        moment = moment.replace(tzinfo=UTC)
    return (
        in_zone_of(moment, NEVER)
        if moment.tzinfo is None
        else moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))
    )


_BULK = frozenset({"bulk", "list", "junk"})


def automatic(envelope: Envelope, media_type: str, report_type: str) -> str:
    """Why no answer may be sent (RFC 3834): "bounce", "receipt", "auto-submitted", "list", "bulk"; "" for a person's mail."""
    if media_type == "multipart/report" or report_type:
        return "receipt" if report_type == "disposition-notification" else "bounce"
    header = envelope.header
    if header("x-failed-recipients") or envelope.sender.address.partition("@")[0] == "mailer-daemon":
        return "bounce"
    if _is_set(envelope, "return-path") and header("return-path").strip() in ("<>", ""):
        return "bounce" if "multipart/report" in media_type else "auto-submitted"
    submitted = header("auto-submitted").partition(";")[0].strip().lower()
    if submitted and submitted != "no":
        return "auto-submitted"
    for name in ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-autogenerated"):
        if _is_set(envelope, name) and header(name).strip().lower() != "no":
            return "auto-submitted"
    precedence = header("precedence").strip().lower()
    if precedence in ("auto_reply", "auto-reply"):
        return "auto-submitted"
    if _is_set(envelope, "list-id") or precedence == "list":
        return "list"
    return (
        "bulk"
        if precedence in _BULK or (_is_set(envelope, "feedback-id") and _is_set(envelope, "list-unsubscribe"))
        else ""
    )


def _is_set(envelope: Envelope, name: str) -> bool:
    return any(key == name for key, _ in envelope.headers)
