"""Is it a forward, and of what? The outermost header block or attribution decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.reading.addresses import address_of, addresses_in
from assistant.reading.attributions import attribution_at
from assistant.reading.blocks import Block, block_at
from assistant.reading.envelope import Envelope
from assistant.reading.lines import Line, lines_of
from assistant.reading.moments import find_moment, in_zone_of
from assistant.reading.roles import is_reply_mark
from assistant.reading.words import prefix_kind
from assistant.vocabulary import Address

_MOST_LINES = 3_000  # a forward's block stands near the top


@dataclass(frozen=True, slots=True)
class Forward:
    """A letter inside another: `cover` (the forwarder's words), `header` (the block) and `body` make up the whole text."""

    cover: str
    header: str
    body: str
    below: str  # the forwarder's words below it
    sender: Address
    sent_at: datetime | None
    subject: str | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]


def find_forward(text: str, envelope: Envelope) -> Forward | None:
    """The forwarded letter in the text of a mail; None when the mail is no forward."""
    lines = lines_of(text)
    for at in range(min(len(lines), _MOST_LINES)):
        line = lines[at]
        if line.empty:
            continue
        if is_reply_mark(line.bare):
            return None
        if (block := block_at(lines, at)) is not None:
            return _from_block(text, lines, block, envelope)
        if (found := attribution_at(lines, at, envelope.sent_at)) is not None:
            if not _forwards(envelope, "", found.author):
                return None
            moment = in_zone_of(found.moment.value, envelope.sent_at) if found.moment else None
            cover, header, body, below = _cut(text, lines, at, found.last, found.depth)
            subject = _without_prefix(envelope.subject)
            return Forward(cover, header, body, below, found.author, moment, subject, (), (), ())
        if line.depth:
            return None
    return None


def _from_block(text: str, lines: Sequence[Line], block: Block, envelope: Envelope) -> Forward | None:
    sender = address_of(block.fields["from"])
    if not _forwards(envelope, block.kind, sender):
        return None
    found = find_moment(block.fields.get("sent", ""), envelope.sent_at, block.languages)
    cover, header, body, below = _cut(text, lines, block.first, block.last, block.depth)
    return Forward(
        cover,
        header,
        body,
        below,
        sender,
        in_zone_of(found.value, envelope.sent_at) if found else None,
        _subject(block.fields.get("subject")),
        addresses_in(block.fields.get("to", "")),
        addresses_in(block.fields.get("cc", "")),
        addresses_in(block.fields.get("reply_to", "")),
    )


def _subject(value: str | None) -> str | None:
    return None if value is None else value.strip().strip("*_").strip()


def _forwards(envelope: Envelope, title: str, sender: Address) -> bool:
    """Whether the letter was passed on, or quoted in an answer to the one who wrote it."""
    if title == "forwarded":
        return True
    kind = prefix_kind(envelope.subject)
    if kind in ("forward", "reply"):
        return kind == "forward"
    known = {address.address for address in (*envelope.to, *envelope.cc, envelope.sender)}
    return bool(sender.address or sender.name) and sender.address not in known


def _cut(text: str, lines: Sequence[Line], first: int, last: int, depth: int) -> tuple[str, str, str, str]:
    start, end = lines[first].start, lines[last - 1].end
    body = text[end:]
    depth = depth or _quoted_throughout(lines[last:])
    below = ""
    if depth:
        body, below = _unquoted(lines[last:], text, depth)
    return text[:start], text[start:end], body, below


def _quoted_throughout(lines: Sequence[Line]) -> int:
    """1 when the forwarded words carry quote marks although their block does not."""
    filled = [line for line in lines if not line.empty]
    marked = sum(1 for line in filled if line.depth)
    return int(bool(filled) and filled[0].depth > 0 and marked * 10 >= len(filled) * 6)


_MARK = re.compile(r"^[ \t\ufeff]{0,4}>[ \t]?")


def _unquoted(lines: Sequence[Line], text: str, depth: int) -> tuple[str, str]:
    """The forwarded words without their quote marks, and what the forwarder wrote below them."""
    last = max((at for at, line in enumerate(lines) if line.depth), default=-1)
    tail = last + 1
    while tail < len(lines) and not lines[tail].empty:
        tail += 1
    body = []
    for line in lines[:tail]:
        raw = text[line.start : line.end]
        for _ in range(min(depth, 20)):
            raw = _MARK.sub("", raw, count=1)
        body.append(raw if raw.endswith("\n") or line.end == len(text) else raw + "\n")
    return "".join(body), "".join(text[line.start : line.end] for line in lines[tail:])


def _without_prefix(subject: str) -> str:
    while prefix_kind(subject):
        subject = re.split("[:：]", subject, maxsplit=1)[1].strip()
    return subject
