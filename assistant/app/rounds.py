"""One round of the work: read all new mail, act on it, send what is due. Stopped anywhere, the next round goes on."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from assistant.app.agendas import begin, looked, post_due_agenda
from assistant.app.alarms import raise_alarm
from assistant.app.answers import answers_to
from assistant.app.asking import questions_to
from assistant.app.blindness import could_not_see, could_see
from assistant.app.concluding import Watch, conclude_new, reread
from assistant.app.copies import post_due_copies
from assistant.app.deriving import derive
from assistant.app.errors import AppError
from assistant.app.filing import file_new, settle
from assistant.app.months import post_due_month
from assistant.app.quiet import answered_since
from assistant.app.replying import Desk
from assistant.app.retention import erase_old
from assistant.app.sending import send_due
from assistant.app.trust import keys
from assistant.config import Settings
from assistant.ledger.alone import only_one
from assistant.ledger.held import HeldLedger
from assistant.ledger.opening import sqlite_file
from assistant.ledger.store import Ledger
from assistant.mailbox.errors import MailboxError
from assistant.mailbox.incoming import Incoming, open_incoming
from assistant.mailbox.outgoing import Outgoing, open_outgoing

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """What a round came to."""

    filed: int = 0
    read: int = 0
    agenda: bool = False
    sent: int = 0


@contextmanager
def opened_ledger(settings: Settings) -> Iterator[Ledger]:
    """The office's ledger, open for as long as it is needed. Looking makes none: where none is yet, it is empty."""
    ledger = Ledger(settings.database_url if begun(settings) else "sqlite://")
    try:
        yield ledger
    finally:
        ledger.close()


def begun(settings: Settings) -> bool:
    """Is there a ledger? A server's is not asked about: it is made by the first who opens it."""
    file = sqlite_file(settings.database_url)
    return file is None or file.exists()


@contextmanager
def working_ledger(settings: Settings) -> Iterator[Ledger]:
    """The same to work on: nobody else may meanwhile. Raises LedgerError when somebody does."""
    with only_one(settings.database_url) as hold:
        ledger = HeldLedger(settings.database_url, hold)
        try:
            yield ledger
        finally:
            ledger.close()


@contextmanager
def opened_mailbox(settings: Settings) -> Iterator[tuple[Incoming, Outgoing]]:
    """The way in and the way out. Raises AppError when one is not configured."""
    if not settings.mailbox or settings.outgoing is None:
        missing = "outgoing" if settings.mailbox else "mailbox"
        raise AppError(f"No `{missing}:` is configured. Run `assistant init`, or add it to config.yaml.")
    outgoing = open_outgoing(settings.outgoing, settings.base)
    with open_incoming(settings.mailbox, settings.base) as incoming:
        yield incoming, outgoing


def run_once(settings: Settings, now: datetime) -> Done:
    """One round by itself."""
    with working_ledger(settings) as ledger, opened_mailbox(settings) as (incoming, outgoing):
        return one_round(ledger, settings, incoming, outgoing, now)


def one_round(ledger: Ledger, settings: Settings, incoming: Incoming, outgoing: Outgoing, now: datetime) -> Done:
    """Mail in, facts, agenda, mail out."""
    begin(ledger, now)
    filed, trouble = 0, None
    try:
        filed = file_new(incoming, ledger, now)
        looked(ledger, now)
        could_see(ledger, now)
    except MailboxError as error:  # what is here already is worked on, and what is due is sent
        trouble = error
        could_not_see(ledger, error, now)
    read = conclude_new(ledger, settings, (keys(ledger, now), now))
    if ledger.stale():
        lay_down(ledger, settings, now)
    settle(incoming, ledger)
    erase_old(ledger, settings, now)
    done = send_rest(ledger, settings, outgoing, now)
    if trouble is not None:
        raise trouble
    return Done(filed, read, done.agenda, done.sent)


def send_rest(ledger: Ledger, settings: Settings, outgoing: Outgoing, now: datetime) -> Done:
    """Copies, agenda, summary and alarm when they are due, and all that waits in the outbox."""
    post_due_copies(ledger, settings, now)
    agenda = post_due_agenda(ledger, settings, now)
    post_due_month(ledger, settings, now)
    raise_alarm(ledger, settings, now)
    return Done(agenda=agenda, sent=send_due(ledger, outgoing, now))


def lay_down(ledger: Ledger, settings: Settings, now: datetime) -> None:
    """Derive the facts anew and keep them, with the answers that the owner's words ask for."""
    folded, facts, entries = derive(ledger, settings, now)
    desk = Desk(facts, ledger, settings, now, answered_since(ledger, now))
    posts = [*answers_to(entries, desk), *questions_to(entries, desk)]
    ledger.lay_down(facts, folded.numbers, posts, now)


def reread_all(settings: Settings, now: datetime, watch: Watch) -> int:
    """Read all stored mail again with what the program knows now; numbers and the owner's words stay."""
    with working_ledger(settings) as ledger:
        count = reread(ledger, settings, keys(ledger, now), watch)
        lay_down(ledger, settings, now)
    return count
