"""One mail across the desk: read it, understand it, find its bills and its orders. Nothing is kept here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.app.providers import provider_of
from assistant.invoices import read_invoices, redirects
from assistant.reading import read
from assistant.replies import read_orders
from assistant.understanding import speaker_of, understand
from assistant.vocabulary import Entry, Findings, Kind, Letter, Office, Order, Speaker

_LONGEST = 20_000  # characters of the owner's own words


@dataclass(frozen=True, slots=True)
class Reading:
    """A letter with all that was found in it."""

    letter: Letter
    speaker: Speaker
    findings: Findings
    orders: tuple[Order, ...] = ()


def read_mail(raw: bytes, office: Office) -> tuple[Reading, ...]:
    """The letters of a mail, the outermost first. Raises `reading.Unreadable`."""
    letter = read(raw)
    return (look_at(letter, office), *(_heard(one, office) for one in letter.enclosed))


def look_at(letter: Letter, office: Office) -> Reading:
    """What one letter says, and what it orders."""
    may = office.may_order(letter.sender)
    orders = tuple(one for one in orders_of(letter, office) if one.verb in may)
    return _heard(letter, office, orders)


def _heard(letter: Letter, office: Office, orders: tuple[Order, ...] = ()) -> Reading:
    """What one letter says. One that is enclosed orders nothing: what vouches for its mail says nothing of it."""
    bills, moved = read_invoices(letter, office), redirects(letter, office)
    findings = replace(understand(letter, office), invoices=bills, redirects=moved)
    return Reading(letter, speaker_of(letter, office), _weigh(findings, orders), orders)


def orders_of(letter: Letter, office: Office) -> tuple[Order, ...]:
    """All that the words order, also what a delegate may not."""
    return read_orders(letter, office) if to_us_alone(letter, office) else ()


def to_us_alone(letter: Letter, office: Office) -> bool:
    """Own words of the owner's, or a delegate's, to the assistant: no forward, no robot, no provider written to.

    What is longer than any order is a document. Anybody can send one in the owner's name, and to look for orders in it
    would take minutes.
    """
    if len(letter.new) > _LONGEST:
        return False
    if letter.forwarded_by is not None or letter.automatic or not office.may_order(letter.sender):
        return False
    return all(a.address == office.assistant or office.is_ours(a) for a in (*letter.to, *letter.cc))


def _weigh(findings: Findings, orders: tuple[Order, ...]) -> Findings:
    """The letter's kind, now that its bills and orders are known. What the owner orders is not reported once more."""
    if orders:
        return replace(findings, kind=Kind.COMMAND, issues=(), commitments=(), events=())
    if findings.invoices and findings.kind is not Kind.ISSUE:
        return replace(findings, kind=Kind.INVOICE)
    return findings


def entry_of(reading: Reading, office: Office, key: str, *, obeyed: bool) -> Entry:
    """The letter as the ledger keeps it. `obeyed`: its orders come from the owner beyond doubt."""
    letter = reading.letter
    return Entry(
        key=key,
        message_id=letter.message_id,
        sender=letter.sender,
        speaker=reading.speaker,
        sent_at=letter.sent_at,
        subject=letter.subject,
        findings=reading.findings,
        orders=reading.orders,
        obeyed=obeyed and bool(reading.orders),
        provider=provider_of(letter, office, reading.speaker),
        to=letter.to,
        in_reply_to=letter.in_reply_to,
        references=letter.references,
        forwarded_by=letter.forwarded_by,
        forwarded_at=letter.forwarded_at,
        remark=letter.remark,
        text=letter.new,
        automatic=letter.automatic,
        language=letter.language,
    )
