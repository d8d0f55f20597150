"""The first large reading: years of mail in one go, on all cores; nobody gets an answer to what was ordered long ago.

Stopped anywhere, the next one goes on: each mail is known by its uid once it is stored, and read once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from assistant.app.agendas import begin
from assistant.app.concluding import conclude_new
from assistant.app.errors import AppError
from assistant.app.filing import file_each, settle
from assistant.app.quiet import keep_quiet
from assistant.app.readers import all_cores
from assistant.app.rounds import lay_down, working_ledger
from assistant.app.trust import keys
from assistant.config import Settings
from assistant.mailbox.incoming import open_incoming

Item = TypeVar("Item")


class Watch(Protocol):
    """Passes the items on and shows how far it is."""

    def __call__(self, items: Iterable[Item], what: str, total: int) -> Iterable[Item]: ...


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is read: mail that came on or after a day (None: all), by so many processes (None: one a core)."""

    since: date | None = None
    processes: int | None = None


def backfill(settings: Settings, extent: Extent, now: datetime, watch: Watch) -> int:
    """Store and read all mail within the extent that is not known yet; returns how many mails were new."""
    if not settings.mailbox:
        raise AppError("No `mailbox:` is configured. Run `assistant init`, or add it to config.yaml.")
    boxes = [box.model_copy(update={"since": extent.since}) for box in settings.mailbox]
    with working_ledger(settings) as ledger, open_incoming(boxes, settings.base) as incoming:
        begin(ledger, now)
        keep_quiet(ledger, now)
        waiting = incoming.pending(ledger.known)
        filed = sum(1 for _ in watch(file_each(incoming, ledger, now), "Storing", waiting))
        proof = keys(ledger, now), now
        with all_cores(extent.processes) as readers:
            conclude_new(ledger, settings, proof, readers, lambda mails: watch(mails, "Reading", len(mails)))
        lay_down(ledger, settings, now)
        settle(incoming, ledger)
    return filed
