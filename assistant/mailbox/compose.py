"""Words → a mail, byte for byte the same for the same words: parts, encodings and boundaries follow from them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import TYPE_CHECKING

from assistant.mailbox.addresses import sendable
from assistant.vocabulary import Address

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.vocabulary import Rendered

_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
_IDS = frozenset({"message-id", "in-reply-to", "references"})
_MOST_REFERENCES = 30


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes along."""

    name: str
    media_type: str  # as "text/calendar"
    content: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """Who writes to whom, when, and in answer to what. Message-IDs carry their angle brackets."""

    sender: Address
    to: tuple[Address, ...]
    date: datetime  # timezone-aware
    message_id: str
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    reply_to: tuple[Address, ...] = ()
    attachments: tuple[Enclosure, ...] = ()
    cc: tuple[Address, ...] = ()
    automatic: str = "auto-generated"  # RFC 3834: "auto-replied" for an answer to a mail


class _Policy(EmailPolicy):
    """SMTP's rules, but Message-IDs are folded between them and never encoded, however long they are."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() in _IDS:
            folded = "\r\n ".join(str(value).split())
            return f"{name}: {folded}\r\n".encode("ascii", "replace")
        return super().fold_binary(name, value)


_POLICY = _Policy(linesep="\r\n", utf8=False)


def compose(rendered: Rendered, head: Head) -> bytes:
    """The mail, 7-bit throughout, ready for SMTP."""
    mail = EmailMessage(policy=_POLICY)
    _write_head(mail, rendered.subject, head)
    mail.set_content(_lines(rendered.text), cte="quoted-printable")
    if rendered.html:
        mail.add_alternative(_lines(rendered.html), subtype="html", cte="quoted-printable")
    for file in head.attachments:
        _enclose(mail, file)
    _tidy(mail, _seed(rendered, head))
    return mail.as_bytes()


def _write_head(mail: EmailMessage, subject: str, head: Head) -> None:
    mail["From"] = _mailboxes((head.sender,))
    mail["To"] = _mailboxes(head.to) or "undisclosed-recipients:;"
    if cc := _mailboxes(head.cc):
        mail["Cc"] = cc
    if reply_to := _mailboxes(head.reply_to):
        mail["Reply-To"] = reply_to
    mail["Subject"] = one_line(subject)
    mail["Date"] = head.date
    mail["Message-ID"] = one_line(head.message_id)
    if answered := _ids((head.in_reply_to,)):
        mail["In-Reply-To"] = " ".join(answered)
    if thread := _ids(head.references):
        mail["References"] = " ".join(_recent(thread))
    mail["Auto-Submitted"] = one_line(head.automatic)
    mail["X-Auto-Response-Suppress"] = "All"  # Exchange's word for: no out-of-office to this, please


def one_line(text: str) -> str:
    """Without line breaks and control characters: what cannot start a header of its own."""
    return _CONTROLS.sub(" ", _sound(text)).strip()


def _sound(text: str) -> str:
    """With "?" for half characters, which no charset can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _mailboxes(addresses: tuple[Address, ...]) -> list[HeaderAddress]:
    """Those to whom mail can be sent; what is no address is refused by name when the mail is sent."""
    found = ((one_line(address.name), sendable(one_line(address.address))) for address in addresses)
    return [HeaderAddress(name, addr_spec=address) for name, address in found if address]


def _ids(message_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Those that fit on a line (RFC 5322, 2.1.1): a strange Message-ID must not keep our answer from going out."""
    plain = (one_line(each).replace(" ", "") for each in message_ids)
    return tuple(each for each in plain if each and each.isascii() and len(each) <= 900)


def _recent(references: tuple[str, ...]) -> tuple[str, ...]:
    """The first, which names the thread, and the newest: a header must not grow for years."""
    return references if len(references) <= _MOST_REFERENCES else (references[0], *references[1 - _MOST_REFERENCES :])


def _lines(text: str) -> str:
    return _sound(text if text.endswith("\n") else text + "\n")


def _enclose(mail: EmailMessage, file: Enclosure) -> None:
    main, _, sub = file.media_type.partition("/")
    name = one_line(file.name)
    charset = {"charset": "utf-8"} if main == "text" else None
    mail.add_attachment(file.content, maintype=main, subtype=sub or "octet-stream", filename=name, params=charset)


def _seed(rendered: Rendered, head: Head) -> str:
    return hashlib.sha256(repr((rendered, head)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _tidy(mail: EmailMessage, seed: str) -> None:
    """Boundaries of our own, one MIME-Version. No encoded line holds "=_", so no content looks like a boundary."""
    for number, part in enumerate(mail.walk()):
        if number:
            del part["MIME-Version"]
        if part.is_multipart():
            part.set_boundary(f"=_{number}_{seed}")
