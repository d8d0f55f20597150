"""Fetching mail with bounded memory, byte for byte, without a mark (BODY.PEEK, RFC 9051)."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.mailbox.errors import Misconfigured
from assistant.mailbox.faults import faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.mailbox.client import IMAPClient
    from assistant.mailbox.settings import ImapSettings

log = logging.getLogger(__name__)

_BATCH_BYTES = 4 * 2**20  # of mail not yet handed on, what is held in memory; a larger mail comes alone
_BATCH_MAILS = 50
_SIZES = 1000  # mails whose size is asked for at once


@dataclass(frozen=True, slots=True)
class Sized:
    uid: int
    size: int  # bytes, as the server says; 0 when it does not


def sizes(client: IMAPClient, host: str, uids: Sequence[int]) -> Iterator[list[Sized]]:
    """The mails in batches, so many together as fit into the memory set aside for them."""
    for start in range(0, len(uids), _SIZES):
        some = uids[start : start + _SIZES]
        with faults(host):
            answer = client.fetch(list(some), ["RFC822.SIZE"])
            sized = [Sized(uid, int(answer.get(uid, {}).get(b"RFC822.SIZE", 0))) for uid in some]
        yield from _batches(sized)


def _batches(mails: Sequence[Sized]) -> Iterator[list[Sized]]:
    batch: list[Sized] = []
    room = _BATCH_BYTES
    for mail in mails:
        if batch and (len(batch) >= _BATCH_MAILS or mail.size > room):
            yield batch
            batch, room = [], _BATCH_BYTES
        batch.append(mail)
        room -= mail.size
    if batch:
        yield batch


def fetch(client: IMAPClient, settings: ImapSettings, batch: Sequence[Sized]) -> Iterator[tuple[int, bytes, bool]]:
    """`(uid, bytes, partial)`; of a mail above `largest` the first bytes only. What is gone meanwhile is left out."""
    large = {mail.uid for mail in batch if mail.size > settings.largest}
    bodies = _ask(client, settings, [mail.uid for mail in batch if mail.uid not in large])
    for uid in sorted(large):
        bodies |= _ask(client, settings, [uid], limit=f"<0.{settings.largest}>")
    for mail in batch:
        raw = bodies.pop(mail.uid, None)
        if raw is None:
            log.info("mail %d cannot be fetched, or disappeared before; skipped", mail.uid)
        else:
            yield mail.uid, raw, mail.uid in large


def _ask(client: IMAPClient, settings: ImapSettings, uids: list[int], limit: str = "") -> dict[int, bytes]:
    """The bodies that the server gives. One mail that it cannot give must not keep back the others."""
    if not uids:
        return {}
    try:
        with faults(settings.host):
            answer = client.fetch(uids, [f"BODY.PEEK[]{limit}"])
    except Misconfigured as error:
        if len(uids) > 1:
            return {uid: raw for one in uids for uid, raw in _ask(client, settings, [one], limit).items()}
        log.warning("mail %d: %s", uids[0], error)
        return {}
    key = b"BODY[]<0>" if limit else b"BODY[]"
    return {uid: data[key] for uid, data in answer.items() if isinstance(data.get(key), bytes)}
