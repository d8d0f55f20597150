"""Forgetting a person or a provider: their mail and what was found in it is erased; what was counted stays.

What stays: that a mail came and when, its identity in the mailbox (so that it is not read again), the numbers that
were given (no other issue gets them), when the assistant sent what. The owner's orders stay too, for other facts rest
on them; but not the rows about the forgotten that they quote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes, policy
from email.utils import parseaddr

from assistant.app.errors import AppError
from assistant.app.providers import closest, known_providers, name_of
from assistant.app.rounds import lay_down
from assistant.config import Settings
from assistant.ledger.alone import only_one
from assistant.ledger.archive import Archive, Sent, Shelved
from assistant.vocabulary import Address, Entry, Findings, Office, Order

_TELLING = 6  # shorter names and numbers stand in mails that are about something else
_PHRASE = 12  # so do shorter titles: "Printer" is everybody's


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is to be forgotten: one address, or a provider by its name."""

    office: Office
    address: str = ""
    provider: str = ""

    def wrote(self, address: Address) -> bool:
        if self.address:
            return address.address == self.address
        listed = self.office.provider_of(address)
        return (listed.name if listed else name_of(address)) == self.provider

    def is_about(self, entry: Entry) -> bool:
        if self.provider:
            return entry.provider == self.provider
        return self.address in (entry.sender.address, entry.forwarded_by.address if entry.forwarded_by else "")


@dataclass(slots=True)
class Plan:
    """What will be erased: mails by place, each with the entries that stay of it, and places in the outbox."""

    mails: dict[int, tuple[Entry, ...]] = field(default_factory=dict)
    posts: list[int] = field(default_factory=list)
    findings: int = 0


def forget(settings: Settings, whom: str, now: datetime, *, really: bool) -> Plan:
    """Erase the mail of an address or a provider; only say what would be erased unless `really`. Raises AppError."""
    with only_one(settings.database_url):
        archive = Archive(settings.database_url)
        try:
            plan = _plan(archive, _whom(whom, archive, settings))
            if really:
                archive.forget_mails(plan.mails)
                archive.forget_posts(plan.posts)
                lay_down(archive, settings, now)
                archive.sweep()
        finally:
            archive.close()
    return plan


def _whom(words: str, archive: Archive, settings: Settings) -> Whom:
    office, wanted = settings.office, words.strip().casefold()
    if "@" in wanted:
        if wanted in (*office.addresses, office.assistant):
            raise AppError(f"{words} is one of your own addresses. To forget everything, delete the database.")
        return Whom(office, address=wanted)
    # by the facts too: when a first try was cut short, the entries are gone already
    names = sorted({*known_providers(archive.facts(), office), *(e.provider for e in archive.entries())} - {""})
    for name in names:
        if name.casefold() == wanted:
            return Whom(office, provider=name)
    near = closest(words, names)
    raise AppError(f"No provider is called {words!r}.{f' Did you mean {near!r}?' if near else ''} Nothing was erased.")


def _plan(archive: Archive, whom: Whom) -> Plan:
    plan, words = Plan(), {whom.address, whom.provider}
    gone = archive.forgotten()
    for mail in archive.shelved():
        if mail.sha256 in gone or _is_theirs(mail, whom):
            gone.add(mail.sha256)
            words |= {mail.message_id, *_telling(mail.entries)}
            plan.mails[mail.place] = tuple(_without(e, whom, ()) for e in mail.entries if _is_order(e))
            plan.findings += sum(_count(e.findings) for e in mail.entries if not _is_order(e))
    needles = sorted(word for word in words if len(word) >= _TELLING)
    if plan.mails:
        plan.mails |= dict(_quoting(archive, whom, needles, plan))
        plan.posts = [post.place for post in archive.outbox() if _is_told(post) and _names(post.raw, needles)]
    return plan


def _is_theirs(mail: Shelved, whom: Whom) -> bool:
    if mail.entries:
        return any(whom.is_about(entry) for entry in mail.entries)
    sender = parseaddr(str(message_from_bytes(mail.raw[:65536], policy=policy.compat32).get("From", "")))
    return whom.wrote(Address(sender[0], sender[1].casefold()))


def _is_order(entry: Entry) -> bool:
    return bool(entry.orders) and entry.obeyed


def _telling(entries: Iterable[Entry]) -> Iterator[str]:
    """The words by which a mail of ours, or a reply to it, is known to speak of these letters."""
    for entry in entries:
        found = entry.findings
        said = [_plain(one.title) for one in found.issues] + [_plain(one.title) for one in found.events]
        said += [_plain(one.evidence.quote) for one in found.issues]
        said += [_plain(one.evidence.quote) for one in found.events]
        said += [_plain(one.evidence.quote) for one in found.commitments]
        yield from (words for words in said if len(words) >= _PHRASE)
        yield from (bill.number or "" for bill in found.invoices)


def _quoting(
    archive: Archive, whom: Whom, needles: Sequence[str], plan: Plan
) -> Iterator[tuple[int, tuple[Entry, ...]]]:
    """The owner's replies that quote what is forgotten: the orders stay, the mail goes."""
    for mail in archive.shelved():
        ordered = mail.place not in plan.mails and any(map(_is_order, mail.entries))
        if ordered and _names(mail.raw, needles):
            yield mail.place, tuple(_without(entry, whom, needles) for entry in mail.entries)


def _without(entry: Entry, whom: Whom, needles: Sequence[str]) -> Entry:
    return replace(entry, orders=tuple(_bare(order, whom, needles) for order in entry.orders))


def _bare(order: Order, whom: Whom, needles: Sequence[str]) -> Order:
    """An order without the rows about the forgotten that it quotes."""
    rows = (row for row in order.rows if row.provider != whom.provider or not whom.provider)
    return replace(order, rows=tuple(row for row in rows if _plain(row.title) not in needles))


def _is_told(post: Sent) -> bool:
    return post.state != "due"


def _names(raw: bytes, needles: Sequence[str]) -> bool:
    text = _plain("\n".join([raw.decode("latin-1"), *_texts(raw)]))
    return any(needle in text for needle in needles)


def _texts(raw: bytes) -> Iterator[str]:
    for part in message_from_bytes(raw).walk():
        content = part.get_payload(decode=True) if part.get_content_maintype() == "text" else None
        if isinstance(content, bytes):
            yield content.decode("utf-8", "replace")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _count(found: Findings) -> int:
    return len(found.issues) + len(found.commitments) + len(found.events) + len(found.invoices)
