"""What a letter asks for and does not get: words that were not understood, and orders that its writer may not give."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.app.desk import orders_of
from assistant.app.replying import Desk
from assistant.app.trust import keys, trusted
from assistant.reading import Unreadable, read
from assistant.replies import not_understood
from assistant.vocabulary import Entry, Order, Speaker


@dataclass(frozen=True, slots=True)
class Undone:
    """Sentences that nothing was made of, and orders beyond what a delegate may give."""

    left: tuple[str, ...] = ()
    refused: tuple[Order, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.left or self.refused)


def undone(entry: Entry, desk: Desk) -> Undone:
    """What of this letter was left undone; nothing for a robot's, a stranger's, or one that tells something."""
    office = desk.settings.office
    may = office.may_order(entry.sender)
    inner = "/" in entry.key or entry.speaker not in (Speaker.OWNER, Speaker.STAFF)
    raw = desk.ledger.raw(entry.message_id) if may and not (inner or entry.automatic) else None
    if raw is None:
        return Undone()
    try:
        letter = read(raw)
    except Unreadable:  # it was readable when its entry was made; what changed since is told elsewhere
        return Undone()
    if not trusted(letter, desk.settings, keys(desk.ledger, desk.now), desk.now):
        return Undone()
    refused = tuple(order for order in orders_of(letter, office) if order.verb not in may)
    told = entry.findings.issues or entry.findings.commitments or entry.findings.events or entry.findings.invoices
    return Undone(() if told else not_understood(letter, office), refused)
