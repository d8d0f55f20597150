"""The parts of a mail: which are the letter, which came along, which are letters of their own (RFC 2045–2049)."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from email.message import Message

from assistant.reading.attachments import attachments_of
from assistant.reading.calendars import invitations_in
from assistant.reading.charsets import decode
from assistant.reading.headers import header_text
from assistant.reading.html import to_text
from assistant.reading.leaves import charset_of, name_of, parameter_of, payload_of, words_of
from assistant.reading.opening import Unreadable, bounded_message
from assistant.reading.smime import signed_content
from assistant.reading.tnef import SIGNATURE, unwrap
from assistant.reading.versions import best_of
from assistant.vocabulary import Attachment, Invitation

_DEEPEST = 40
_MOST = 1_000
_MOST_TEXT = 500_000  # characters of all texts of a mail
_MOST_REPORT = 20_000  # characters of a delivery report's machine-readable part
_ATTACHED = frozenset({"message/rfc822", "message/global"})
_ENCRYPTED = "The mail is encrypted and could not be read."
_REPORTS = frozenset({"message/delivery-status", "message/disposition-notification", "text/rfc822-headers"})


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

    @property
    def length(self) -> int:
        return sum(map(len, self.texts))

    def complain(self, problem: str) -> None:
        if problem and problem not in self.problems:
            self.problems.append(problem)


def contents_of(message: Message) -> Contents:
    """Sort the parts of `message`; parts of attached mails are not among them."""
    contents = Contents()
    _sort(message, contents, 0)
    return contents


def _sort(part: Message, into: Contents, depth: int) -> None:
    into.count += 1
    if into.count > _MOST or depth > _DEEPEST:
        into.complain("The mail has too many parts within each other: some were not read.")
        return
    media_type = part.get_content_type()
    if media_type in _ATTACHED:
        into.letters += _attached(part)
    elif media_type in _REPORTS:
        into.texts.append(_report(part))
    elif not part.is_multipart():
        _leaf(part, media_type, into, depth)
    elif media_type == "multipart/alternative":
        _alternative(part, into, depth)
    elif media_type == "multipart/encrypted":
        into.complain(_ENCRYPTED)
    else:
        if media_type == "multipart/report":
            into.report_type = into.report_type or parameter_of(part, "report-type") or "delivery-status"
        for child in _inner(part):
            _sort(child, into, depth + 1)


def _inner(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []


def _attached(part: Message) -> list[Message]:
    """The attached mail. Encoding one with base64 is forbidden (RFC 2046, 5.2.1) and done all the same."""
    if str(part.get("content-transfer-encoding", "")).strip().lower() == "base64":
        inner = _inner(part)
        raw = inner[0].as_bytes() if inner else payload_of(part)
        try:
            return [bounded_message(base64.b64decode(raw))]
        except (binascii.Error, ValueError, Unreadable):
            return inner
    return _inner(part)[:1]


# --- versions of one text ---


def _alternative(part: Message, into: Contents, depth: int) -> None:
    """Of the versions of one text the plain one, unless it says less than the page does."""
    drafts = []
    for version in _inner(part):
        draft = Contents(count=into.count)
        _sort(version, draft, depth + 1)
        into.count = draft.count
        drafts.append((version.get_content_type(), draft))
    for _, draft in drafts:
        into.attachments += draft.attachments
        into.letters += draft.letters
        into.invitations += [invitation for invitation in draft.invitations if invitation not in into.invitations]
        for problem in draft.problems:
            into.complain(problem)
    into.texts += best_of([(kind, draft.texts) for kind, draft in drafts if draft.text.strip()])


# --- single parts ---


def _leaf(part: Message, media_type: str, into: Contents, depth: int) -> None:
    attached = (part.get_content_disposition() or "").lower() == "attachment"
    name = name_of(part)
    is_text = media_type in ("text/plain", "text/html") or media_type.startswith("multipart/")  # without its boundary
    if is_text and not attached and not (name and into.texts):
        text, whole = words_of(part, media_type)
        whole = whole and into.length + len(text) <= _MOST_TEXT
        into.texts.append(text if whole or not into.texts else "")
        into.complain(_ENCRYPTED if "-----BEGIN PGP MESSAGE-----" in text else "")
        into.complain("" if whole else "The text of the mail is very long: only its beginning was read.")
        return
    data = payload_of(part)
    if media_type in ("text/calendar", "application/ics") or name.lower().endswith(".ics"):
        _calendar(decode(data, charset_of(part)), into)
        if name:
            into.attachments += attachments_of(name, media_type, data, charset_of(part))
    elif media_type in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        _signed(data, into, depth)
    elif media_type == "application/ms-tnef" or data.startswith(SIGNATURE):
        _wrapped(data, into)
    elif name.lower().endswith(".eml"):
        _letter_file(data, into)
    elif data or name:
        into.attachments += attachments_of(name, media_type, data, charset_of(part))


def _report(part: Message) -> str:
    """The machine-readable part of a delivery report, which the standard library has split into blocks of headers."""
    if not part.is_multipart():
        return decode(payload_of(part)[:_MOST_REPORT], "utf-8")
    blocks = (
        "\n".join(f"{name}: {header_text(value)}" for name, value in block.items()) for block in _inner(part)[:50]
    )
    return "\n\n".join(blocks)[:_MOST_REPORT]


def _calendar(text: str, into: Contents) -> None:
    found, problem = invitations_in(text)
    into.invitations += [invitation for invitation in found if invitation not in into.invitations]
    into.complain(problem)


def _signed(data: bytes, into: Contents, depth: int) -> None:
    inner = signed_content(data)
    if inner is None:
        into.complain(_ENCRYPTED)
    else:
        _sort(bounded_message(inner), into, depth + 1)


def _letter_file(data: bytes, into: Contents) -> None:
    try:
        into.letters.append(bounded_message(data))
    except Unreadable as error:
        into.complain(str(error))


def _wrapped(data: bytes, into: Contents) -> None:
    """Outlook's winmail.dat: its text where there is no other, and its files."""
    found = unwrap(data)
    text = found.text or (to_text(found.html)[0] if found.html else "")
    if text.strip() and not into.text.strip():
        into.texts.append(text)
    for name, content in found.files:
        if content:
            into.attachments += attachments_of(name, "application/octet-stream", content)
