"""The parts of a mail: which of them is the letter, which came along, which is a letter of its own (RFC 2045–2049)."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.message import Message

from assistant.reading.attachments import attachment_of
from assistant.reading.calendars import invitations_in
from assistant.reading.charsets import decode
from assistant.reading.flowed import unflowed
from assistant.reading.headers import header_text
from assistant.reading.html import to_text
from assistant.vocabulary import Attachment, Invitation

_DEEPEST = 40
_MOST = 1_000
_MOST_TEXT = 1_000_000  # characters of one part
_STUB = 400  # a plain part below this many characters may be a stub beside a long HTML part


@dataclass(slots=True)
class Contents:
    """What a mail holds. `texts` are its words in order; `letters` the mails attached to it, still to be read."""

    texts: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    letters: list[Message] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    report_type: str = ""
    count: int = 0

    @property
    def text(self) -> str:
        return "\n".join(text.rstrip("\n") + "\n" for text in self.texts if text.strip())


def contents_of(message: Message) -> Contents:
    """Sort the parts of `message`; parts of attached mails are not among them."""
    contents = Contents()
    _sort(message, contents, 0)
    return contents


def _sort(part: Message, into: Contents, depth: int) -> None:
    into.count += 1
    if into.count > _MOST or depth > _DEEPEST:
        _once(into, "The mail has too many parts within each other: some were not read.")
        return
    media_type = part.get_content_type()
    if part.is_multipart() and media_type == "multipart/alternative":
        _alternative(part, into, depth)
    elif part.is_multipart() and media_type in ("message/rfc822", "message/global"):
        into.letters += _inner(part)[:1]
    elif part.is_multipart():
        _multipart(part, media_type, into, depth)
    else:
        _leaf(part, media_type, into)


def _inner(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []


def _multipart(part: Message, media_type: str, into: Contents, depth: int) -> None:
    inner = _inner(part)
    if media_type == "multipart/encrypted":
        into.problems.append("The mail is encrypted and could not be read.")
        return
    if media_type == "multipart/report":
        into.report_type = into.report_type or str(part.get_param("report-type", "delivery-status")).lower()
    for child in inner:
        _sort(child, into, depth + 1)


def _alternative(part: Message, into: Contents, depth: int) -> None:
    """Of the versions of one text the plain one, unless it says less than the page does."""
    versions = _inner(part)
    drafts = []
    for version in versions:
        draft = Contents(count=into.count)
        _sort(version, draft, depth + 1)
        into.count = draft.count
        drafts.append((version.get_content_type(), draft))
    chosen = _best([draft for _, draft in drafts if draft.text.strip()], drafts)
    for _, draft in drafts:
        into.attachments += draft.attachments
        into.letters += draft.letters
        into.invitations += draft.invitations
        into.problems += draft.problems
    if chosen is not None:
        into.texts += chosen.texts


def _best(written: list[Contents], drafts: list[tuple[str, Contents]]) -> Contents | None:
    if not written:
        return None
    plain = next((draft for kind, draft in drafts if kind == "text/plain" and draft.text.strip()), None)
    rich = next((draft for kind, draft in drafts if kind != "text/plain" and draft.text.strip()), None)
    if plain is None or rich is None:
        return written[-1]
    return rich if _says_less(plain.text, rich.text) else plain


def _says_less(plain: str, rich: str) -> bool:
    """A plain part that is a stub ("your client cannot show HTML") or has lost its line ends."""
    words, rich_words = len(plain.split()), len(rich.split())
    if len(plain) < _STUB and words * 2 < rich_words:
        return True
    return words * 3 < rich_words or max(map(len, plain.splitlines()), default=0) > 2_000 > max(
        map(len, rich.splitlines()), default=0
    )


def _leaf(part: Message, media_type: str, into: Contents) -> None:
    disposition = (part.get_content_disposition() or "").lower()
    name = _file_name(part)
    data = _payload(part)
    if media_type == "text/calendar":
        found, problem = invitations_in(decode(data, _charset(part)))
        into.invitations += found
        into.problems += [problem] if problem else []
        return
    if disposition != "attachment" and not name and media_type in ("text/plain", "text/html"):
        into.texts.append(_text(part, media_type, data, into))
        return
    if media_type in ("message/delivery-status", "message/disposition-notification", "text/rfc822-headers"):
        into.texts.append(decode(data, "utf-8")[:_MOST_TEXT]) if data else None
        return
    if media_type == "multipart/mixed" or (not name and not data):
        return
    into.attachments.append(attachment_of(name, media_type, data, _charset(part)))


def _text(part: Message, media_type: str, data: bytes, into: Contents) -> str:
    text = decode(data, _charset(part))
    if media_type == "text/html":
        text, whole = to_text(text)
    else:
        whole = len(text) <= _MOST_TEXT
        text = text[:_MOST_TEXT]
        if str(part.get_param("format", "")).lower() == "flowed":
            text = unflowed(text, delsp=str(part.get_param("delsp", "")).lower() == "yes")
    if not whole:
        _once(into, "The text of the mail is very long: only its beginning was read.")
    return text


def _payload(part: Message) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError, TypeError):
        data = None
    if isinstance(data, bytes):
        return data
    raw = part.get_payload()
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset("") or ""
    except (UnicodeError, LookupError, ValueError, TypeError):
        return ""


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename("") or ""
    except (UnicodeError, LookupError, ValueError, TypeError):
        name = ""
    return header_text(name).replace("\\", "/").rpartition("/")[2][:200]


def _once(into: Contents, problem: str) -> None:
    if problem not in into.problems:
        into.problems.append(problem)
