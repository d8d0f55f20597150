"""A text cut into pieces with their roles, and put together again."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.envelope import Envelope
from assistant.reading.lines import page_of
from assistant.reading.roles import notes_of, roles_of
from assistant.vocabulary import Role, Stretch

Piece = tuple[str, Role]


def told(text: str, envelope: Envelope) -> list[Piece]:
    """The letter of the envelope's sender, line by line."""
    page = page_of(text)
    roles = roles_of(page, envelope.sent_at, envelope.sender)
    return [(text[line.start : line.end], role) for line, role in zip(page.lines, roles, strict=True)]


def noted(text: str, envelope: Envelope) -> list[Piece]:
    """What the forwarder wrote: what is new in it is the remark."""
    page = page_of(text)
    roles = notes_of(page, envelope.sent_at, envelope.sender)
    roles = [Role.REMARK if role is Role.NEW else role for role in roles]
    return [(text[line.start : line.end], role) for line, role in zip(page.lines, roles, strict=True)]


def joined(pieces: Sequence[Piece]) -> tuple[str, tuple[Stretch, ...]]:
    """The whole text, and the stretches that cover it."""
    stretches: list[Stretch] = []
    at = 0
    for text, role in pieces:
        end = at + len(text)
        if stretches and stretches[-1].role is role:
            stretches[-1] = Stretch(stretches[-1].start, end, role)
        elif text:
            stretches.append(Stretch(at, end, role))
        at = end
    return "".join(text for text, _ in pieces), tuple(stretches)
