"""A mail becomes a letter: opened, sorted into parts, the forwarding undone, each stretch given its role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from email.message import Message

from mailparser import MailParser  # type: ignore[import-untyped]

from assistant.reading.automatic import automatic
from assistant.reading.clocks import in_zone_of
from assistant.reading.covers import covered
from assistant.reading.envelope import Envelope, envelope_of
from assistant.reading.forwards import Forward, find_forward
from assistant.reading.languages import language_of
from assistant.reading.opening import open_mail, parse
from assistant.reading.parts import Contents, contents_of
from assistant.reading.pieces import Piece, joined, noted, told
from assistant.reading.words import prefix_kind, without_prefixes
from assistant.vocabulary import Invitation, Letter, Role

_DEEPEST = 8  # letters within letters
_MOST_LETTERS = 40  # attached to one mail
_MOST_TEXT = 400_000  # characters of all of them
_LONGEST_NOTE = 1_000  # characters of a note on an attached letter; a longer text is a letter of its own


def read(raw: bytes) -> Letter:
    """The letter that `raw` holds; its sender, date and subject are the original's where it was forwarded.

    `sent_at` is always timezone-aware. Raises `Unreadable` with a sentence for the owner when the bytes are no mail.
    """
    parser, problems = open_mail(raw)
    letter = _letter(parser, raw, 0)
    return replace(letter, problems=(*problems, *letter.problems))


def _letter(parser: MailParser, raw: bytes, depth: int) -> Letter:
    envelope = envelope_of(parser, raw)
    contents = contents_of(parser.message)
    why = automatic(envelope, parser.message.get_content_type(), contents.report_type)
    envelope = replace(envelope, automatic=why)
    reported = why in ("bounce", "receipt")
    own = _from_text(envelope, contents, None if reported else _unwrapped(contents.text, envelope, 0))
    own = replace(own, automatic=why, problems=(*envelope.problems, *contents.problems))
    if not contents.letters or reported:
        return own
    if depth >= _DEEPEST:
        return replace(
            own, problems=(*own.problems, "Letters lie too deep within each other: the innermost were not read.")
        )
    attached, left = _attached(contents.letters, depth + 1)
    if left:
        own = replace(own, problems=(*own.problems, "The mail holds too many letters: the last of them were not read."))
    if own.forwarded_by is not None or not _is_cover(own):
        return replace(own, enclosed=tuple(attached))
    note = replace(_made(envelope, contents, noted(contents.text, envelope)), automatic=why, problems=own.problems)
    return covered(note, attached[0], tuple(attached[1:]))


def _attached(messages: Sequence[Message], depth: int) -> tuple[list[Letter], bool]:
    """The attached letters, and whether some were left out: one mail may not cost more than a long letter does."""
    found: list[Letter] = []
    for message in messages:
        if len(found) >= _MOST_LETTERS or sum(len(letter.text) for letter in found) > _MOST_TEXT:
            return found, True
        found.append(_letter(parse(message), _bytes(message), depth))
    return found, False


def _is_cover(letter: Letter) -> bool:
    """Whether a mail with another attached is a note on it, not a letter of its own with an enclosure."""
    kind = prefix_kind(letter.subject)
    if kind == "forward":
        return True
    if letter.automatic or (kind == "reply" and letter.in_reply_to):
        return False  # `Re:` without In-Reply-To is the subject of a letter that was dragged into a new mail
    return len(letter.new) <= _LONGEST_NOTE


def _unwrapped(text: str, envelope: Envelope, depth: int) -> Forward | None:
    """The forwarded letter; when it is itself but a forward, without a word added, the letter inside it."""
    forward = find_forward(text, envelope)
    if forward is None or depth >= _DEEPEST:
        return forward
    within = replace(
        envelope,
        sender=forward.sender,
        sent_at=forward.sent_at or envelope.sent_at,
        subject=forward.subject or "",
        to=forward.to,
        cc=forward.cc,
        in_reply_to=(),
        automatic="",
    )
    inner = _unwrapped(forward.body, within, depth + 1)
    if inner is None or any(role is Role.REMARK and part.strip() for part, role in noted(inner.cover, within)):
        return forward
    header = forward.header + inner.cover + inner.header
    return replace(inner, cover=forward.cover, header=header, below=inner.below + forward.below)


def _bytes(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except (UnicodeError, ValueError, LookupError, TypeError, AttributeError, KeyError):
        return str(message.get("message-id", "")).encode("utf-8", "replace")


def _from_text(envelope: Envelope, contents: Contents, forward: Forward | None) -> Letter:
    if forward is None:
        return _made(envelope, contents, told(contents.text, envelope))
    cover = noted(forward.cover, envelope)
    below = noted(forward.below, envelope)
    original = replace(envelope, sent_at=forward.sent_at or envelope.sent_at, sender=forward.sender)
    pieces = [*cover, (forward.header, Role.HEADER), *told(forward.body, original), *below]
    return _passed_on(_made(envelope, contents, pieces), forward, envelope)


def _made(envelope: Envelope, contents: Contents, pieces: Sequence[Piece]) -> Letter:
    text, stretches = joined(pieces)
    new = "".join(part for part, role in pieces if role is Role.NEW) or text
    return Letter(
        message_id=envelope.message_id,
        sender=envelope.sender,
        sent_at=envelope.sent_at,
        subject=envelope.subject,
        text=text,
        stretches=stretches,
        to=envelope.to,
        cc=envelope.cc,
        reply_to=envelope.reply_to,
        in_reply_to=envelope.in_reply_to,
        references=envelope.references,
        language=language_of(new, language_of(text)),
        outer_subject=envelope.subject,
        attachments=tuple(contents.attachments),
        invitations=tuple(_zoned(invitation, envelope) for invitation in contents.invitations),
        headers=envelope.headers,
    )


def _zoned(invitation: Invitation, envelope: Envelope) -> Invitation:
    """A time without a zone is read at the offset of the mail that brought it."""
    start, end = (
        in_zone_of(moment, envelope.sent_at) if isinstance(moment, datetime) else moment
        for moment in (invitation.start, invitation.end)
    )
    return replace(invitation, start=start or invitation.start, end=end)


def _passed_on(letter: Letter, forward: Forward, envelope: Envelope) -> Letter:
    return replace(
        letter,
        sender=forward.sender,
        sent_at=forward.sent_at or envelope.sent_at,
        subject=without_prefixes(envelope.subject) if forward.subject is None else forward.subject,
        to=forward.to,
        cc=forward.cc,
        reply_to=forward.reply_to,
        forwarded_by=envelope.sender,
        forwarded_at=envelope.sent_at,
    )
