"""Is it a forward, and of what? The outermost header block or attribution decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from assistant.reading.addresses import address_of, addresses_in
from assistant.reading.attributions import Attribution, attribution_at
from assistant.reading.blocks import Block, block_at
from assistant.reading.clocks import in_zone_of
from assistant.reading.cuts import cut
from assistant.reading.desks import is_desk, is_reply_mark
from assistant.reading.envelope import Envelope
from assistant.reading.lines import Page, page_of
from assistant.reading.moments import find_moment
from assistant.reading.shapes import shaped_block_at
from assistant.reading.words import prefix_kind, title_kind, without_prefixes
from assistant.vocabulary import Address

_MOST_LINES = 2_000  # above the block
_INTRO = 5  # quoted lines that may stand above a quoted block


@dataclass(frozen=True, slots=True)
class Forward:
    """A letter inside another, and what its block tells of it (None or empty where it does not).

    `cover` (the forwarder's words), `header` (the block), `body`, `below` (the forwarder's again) are the whole text.
    """

    cover: str
    header: str
    body: str
    below: str
    sender: Address
    sent_at: datetime | None
    subject: str | None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()


def find_forward(text: str, envelope: Envelope) -> Forward | None:
    """The forwarded letter in the text of a mail; None when the mail is no forward."""
    page = page_of(text)
    for at, line in enumerate(page.lines[:_MOST_LINES]):
        if line.empty:
            continue
        if is_reply_mark(line.bare):
            return None
        opening = _opening_at(page, at, envelope)
        if isinstance(opening, Block):
            return _from_block(text, page, opening, envelope)
        if opening is not None:
            return _from_attribution(text, page, opening, envelope)
        if line.depth or title_kind(line.bare) in ("forwarded", "original"):
            return None
    return None


def _opening_at(page: Page, at: int, envelope: Envelope) -> Block | Attribution | None:
    """What announces another letter at line `at`."""
    found = block_at(page, at) or _behind_intro(page, at) or attribution_at(page, at, envelope.sent_at)
    if found is None and prefix_kind(envelope.subject) == "forward":
        found = shaped_block_at(page, at, envelope.sent_at)
    return found or _titled_attribution(page, at, envelope)


def _behind_intro(page: Page, at: int) -> Block | None:
    """A quoted block below a quoted line that we do not know."""
    if not page.lines[at].depth or len(page.lines[at].bare) > 100:
        return None
    for below in range(at + 1, min(len(page.lines), at + _INTRO)):
        if not page.lines[below].empty and (block := block_at(page, below)) is not None:
            return Block(at, block.last, block.kind or "titled", block.fields, block.languages, block.depth)
    return None


def _titled_attribution(page: Page, at: int, envelope: Envelope) -> Attribution | None:
    """Yandex writes a title and then `27.10.2021, 09:31, "Jane" <jane@acme.example>:`."""
    title = title_kind(page.lines[at].bare)
    below = page.next_filled(at + 1, 3) if title in ("forwarded", "original") else None
    found = attribution_at(page, below, envelope.sent_at) if below is not None else None
    return replace(found, first=at, title=title) if found else None


def _from_attribution(text: str, page: Page, found: Attribution, envelope: Envelope) -> Forward | None:
    if not _forwards(envelope, found.title, found.author):
        return None
    if not found.title and envelope.in_reply_to and prefix_kind(envelope.subject) != "forward":
        return None
    moment = in_zone_of(found.moment.value, envelope.sent_at) if found.moment else None
    cover, header, body, below = cut(text, page, range(found.first, found.last), found.depth)
    return Forward(cover, header, body, below, found.author, moment, without_prefixes(envelope.subject))


def _from_block(text: str, page: Page, block: Block, envelope: Envelope) -> Forward | None:
    sender = address_of(block.fields["from"])
    if not _forwards(envelope, block.kind, sender):
        return None
    written = block.fields.get("sent") or block.fields.get("unknown", "")
    found = find_moment(written, envelope.sent_at, block.languages)
    cover, header, body, below = cut(text, page, range(block.first, block.last), block.depth)
    subject = block.fields.get("subject")
    return Forward(
        cover,
        header,
        body,
        below,
        sender,
        in_zone_of(found.value, envelope.sent_at) if found else None,
        None if subject is None else _unstarred(subject.strip()),
        addresses_in(block.fields.get("to", "")),
        addresses_in(block.fields.get("cc", "")),
        addresses_in(block.fields.get("reply_to", "")),
    )


def _unstarred(subject: str) -> str:
    """A subject without the stars of bold type around all of it."""
    starred = len(subject) > 2 and subject[0] == subject[-1] == "*" and subject.count("*") == 2
    return subject[1:-1].strip() if starred else subject


def _forwards(envelope: Envelope, title: str, sender: Address) -> bool:
    """Whether the letter was passed on, or quoted in an answer to the one who wrote it."""
    kind = prefix_kind(envelope.subject)
    if kind in ("forward", "reply"):
        return kind == "forward"
    if title == "forwarded":
        return True
    if envelope.automatic or is_desk(envelope.sender):
        return False  # a ticket system shows the request that it answers
    known = {address.address for address in (*envelope.to, *envelope.cc, envelope.sender)}
    return bool(sender.address or sender.name) and sender.address not in known
