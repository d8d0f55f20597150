"""What the owner asked to be sent: the agenda as it is now, the report on a provider."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.agenda import render
from assistant.app.agendas import whole_agenda_of
from assistant.app.deriving import settled
from assistant.app.providers import closest, known_providers
from assistant.app.replying import Desk
from assistant.app.reporting import files_about
from assistant.app.trust import keys, reference
from assistant.mailbox.compose import Enclosure
from assistant.resources import rules
from assistant.vocabulary import Entry, Facts, Order, Rendered, Verb

SENT = frozenset({Verb.AGENDA, Verb.REPORT})  # orders that are done by sending something


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one order is answered with: a mail's words, and the files that go with it in whichever mail it comes."""

    words: Rendered
    files: tuple[Enclosure, ...]


def parcels(entry: Entry, desk: Desk) -> Iterator[Parcel]:
    """What the orders of one letter ask to be sent, in their order; the same once."""
    facts = settled(desk.facts, desk.settings, desk.now)
    asked = {(order.verb, order.about): order for order in entry.orders if order.verb in SENT}
    for order in asked.values():
        yield _agenda(facts, entry, desk) if order.verb is Verb.AGENDA else _report(facts, order, entry, desk)


def _agenda(facts: Facts, entry: Entry, desk: Desk) -> Parcel:
    """All that stands there now, also what the weekly mail has no room for. Its one-tap answers carry the proof of the
    mail that brings it."""
    agenda = whole_agenda_of(facts, desk.ledger, desk.settings, desk.now)
    proof = reference(f"answer.{entry.key[:16]}", keys(desk.ledger, desk.now))
    rendered = render(agenda, desk.settings.assistant.address, proof)
    return Parcel(rendered, (Enclosure("agenda.html", "text/html", rendered.html.encode()),))


def _report(facts: Facts, order: Order, entry: Entry, desk: Desk) -> Parcel:
    known = rules("answers")
    say = known[entry.language if entry.language in known else "en"]["report"]
    names = known_providers(facts, desk.settings.office)
    name = closest(order.about or "", names) if order.about else names[0] if len(names) == 1 else None
    if name is None:
        return Parcel(Rendered(say["which"], say["one_of"].format(names=", ".join(names)) + "\n"), ())
    words = Rendered(say["subject"].format(name=name), say["words"].format(name=name) + "\n")
    return Parcel(words, tuple(files_about(name, order.quote, facts, desk)))
