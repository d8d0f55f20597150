"""What the owner asked to be sent: the agenda as it is now, or the report on a provider, each as a mail of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from assistant.agenda import Period, compose, render
from assistant.app.deriving import settled
from assistant.app.providers import closest, known_providers
from assistant.app.replying import Desk, Written, reply
from assistant.app.reporting import files_about
from assistant.ledger.store import Post
from assistant.mailbox.compose import Enclosure
from assistant.vocabulary import Entry, Facts, Order, Rendered, Verb

_WEEK = timedelta(days=7)


def asked_for(entries: Sequence[Entry], desk: Desk) -> Iterator[Post]:
    """The mails that the owner's words ask for and that are not written yet."""
    for entry in entries:
        if not entry.obeyed or entry.at <= desk.since:
            continue
        for place, order in enumerate(entry.orders):
            purpose = f"{order.verb}-asked:{entry.key}/{place}"
            if order.verb in (Verb.AGENDA, Verb.REPORT) and not desk.ledger.posted(purpose):
                yield _post(purpose, entry, order, desk)


def _post(purpose: str, entry: Entry, order: Order, desk: Desk) -> Post:
    facts = settled(desk.facts, desk.settings, desk.now)
    rendered, files = _agenda(facts, desk) if order.verb is Verb.AGENDA else _report(facts, order, desk)
    return reply(entry, Written(purpose, order.verb, rendered, files), desk)


def _agenda(facts: Facts, desk: Desk) -> tuple[Rendered, tuple[Enclosure, ...]]:
    end = desk.now.astimezone(desk.settings.zone)
    agenda = compose(facts, desk.settings.office, Period(start=end - _WEEK, end=end))
    return render(agenda, desk.settings.assistant.address), ()


def _report(facts: Facts, order: Order, desk: Desk) -> tuple[Rendered, tuple[Enclosure, ...]]:
    names = known_providers(facts, desk.settings.office)
    name = closest(order.about or "", names) if order.about else names[0] if len(names) == 1 else None
    if name is None:
        words = f"Write “report” and one of these names: {', '.join(names)}.\n"
        return Rendered("Report: on which provider?", words), ()
    words = f"The facts about {name} of the last 13 weeks are attached as a page. Open it in your browser.\n"
    return Rendered(f"Report: {name}", words), files_about(name, order.quote, facts, desk)
