"""Read the owner's reply into orders."""

from __future__ import annotations

import re

from assistant.replies.fold import fold
from assistant.replies.page import open_page
from assistant.vocabulary import Letter, Office, Order, Verb

_THIN = re.compile(r"\b(\d+(?:(?:, | and | )\d+)*) (done|fixed|works|ok|still broken|no)\b")


def read_orders(letter: Letter, office: Office) -> tuple[Order, ...]:
    """What the owner's words order, in the order written; nothing for a letter that a machine sent, or a forward."""
    if letter.automatic or letter.forwarded_by is not None or not office.is_owner(letter.sender):
        return ()
    page = open_page(letter, office)
    orders = []
    for piece in page.pieces:
        for found in _THIN.finditer(fold(piece.text)):
            verb = Verb.REOPEN if found[2] in ("no", "still broken") else Verb.RESOLVE
            numbers = tuple(int(n) for n in re.findall(r"\d+", found[1]))
            orders.append(Order(verb=verb, numbers=numbers, quote=found[0]))
    return tuple(orders)
