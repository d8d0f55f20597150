"""The service: a round whenever mail may have come and whenever an agenda is due, until it is told to stop."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from types import FrameType

import schedule

from assistant.app.clock import Clock
from assistant.app.errors import AppError
from assistant.app.notify import notify
from assistant.app.pulse import Pulse
from assistant.app.rounds import Done, one_round, working_ledger
from assistant.config import Settings
from assistant.ledger.store import Ledger, LedgerError
from assistant.mailbox.errors import MailboxError
from assistant.mailbox.incoming import Incoming, open_incoming
from assistant.mailbox.outgoing import Outgoing, open_outgoing

_LOG = logging.getLogger(__name__)
LONGEST_WAIT = 60.0  # seconds between two looks at the schedule and the outbox


class Stop:
    """Whether the service was told to stop (SIGTERM, SIGINT)."""

    def __init__(self) -> None:
        self.given = False

    def __call__(self) -> bool:
        return self.given

    def listen(self) -> None:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._give)

    def _give(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002  the signature of a handler
        self.given = True


def serve(settings: Settings, clock: Clock, stop: Stop, longest_wait: float = LONGEST_WAIT) -> None:
    """Wait for mail and for the agenda's hour; what the mailbox server does never ends the service.

    After `longest_wait` seconds without news it looks all the same: a server may forget to tell.
    """
    if not settings.mailbox or settings.outgoing is None:
        raise AppError("No `mailbox:` or no `outgoing:` is configured. Run `assistant init`, or add it to config.yaml.")
    outgoing = open_outgoing(settings.outgoing, settings.base)
    with working_ledger(settings) as ledger, open_incoming(settings.mailbox, settings.base, stop) as incoming:
        pulse = Pulse(settings.health.url)

        def round_now() -> None:
            pulse.beat(well=_trapped(lambda: _one_round(ledger, settings, (incoming, outgoing), clock())))

        plan = weekly(settings, round_now)
        notify("READY=1")
        round_now()
        while not stop():
            if not incoming.wait(_seconds_to(plan, longest_wait)) and stop():
                break
            round_now()
            plan.run_pending()
        notify("STOPPING=1")


def _one_round(ledger: Ledger, settings: Settings, ways: tuple[Incoming, Outgoing], now: datetime) -> bool:
    """Is all well after this round? It is not while a mail has waited in vain for hours: nobody else would say so."""
    done = one_round(ledger, settings, *ways, now)
    if done != Done():
        _LOG.info("filed %d, read %d, sent %d", done.filed, done.read, done.sent)
    waits = ledger.waits_since()
    return waits is None or now - waits < timedelta(hours=settings.health.tell_after)


def _trapped(work: Callable[[], bool]) -> bool:
    """What the mail servers or the database do never ends the service: then all is not well."""
    try:
        return work()
    except (MailboxError, LedgerError) as error:
        _LOG.warning("%s Trying again.", error)
        return False


def weekly(settings: Settings, job: Callable[[], None]) -> schedule.Scheduler:
    """The agenda's hour in the owner's zone; `schedule` keeps it through daylight saving."""
    plan = schedule.Scheduler()
    getattr(plan.every(), settings.agenda.day).at(settings.agenda.time, settings.owner.timezone).do(job)
    return plan


def _seconds_to(plan: schedule.Scheduler, longest: float) -> float:
    idle = plan.idle_seconds
    return longest if idle is None else max(0.0, min(idle, longest))
