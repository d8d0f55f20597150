"""What a bookkeeper would notice about a bill. One function for each flag of CONTRACT.md; each gives its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.invoices.amounts import CENT, agree
from assistant.invoices.numbers import plain
from assistant.invoices.prices import Rise, rises
from assistant.invoices.suppliers import imitated, listed
from assistant.vocabulary import Flag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.invoices.bills import Bill
    from assistant.vocabulary import InvoiceFinding, Office

ZERO = Decimal(0)
RING = "Before you pay, ring them on a number that you already have, not one from this mail."


@dataclass(frozen=True, slots=True)
class Booked:
    """A bill with all that its mails tell, and the mails that brought it, oldest first."""

    bill: Bill
    mails: tuple[Bill, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The bills of the same supplier that came before one, newest first, and who looks at it when."""

    before: tuple[Booked, ...]
    office: Office
    today: date


def duplicate(one: Booked, history: History) -> Iterator[Flag]:
    """One number with two sums, one bill under two numbers, or a bill sent again before it was due."""
    new = one.bill.document
    for old in (b.bill.document for b in history.before):
        if old.kind != new.kind:
            continue
        if new.number and old.number and plain(new.number) == plain(old.number):
            yield Flag("duplicate", f"Bill {new.number} came before, with {_sum(old)} instead of {_sum(new)}.")
            return
        if _twin(new, old):
            yield Flag(
                "duplicate",
                f"{_sum(new)} for the same things was billed before as {old.number or 'a bill without number'}.",
            )
            return
    yield from _sent_again(one)


def _sent_again(one: Booked) -> Iterator[Flag]:
    """A full copy in a later mail while nothing is overdue yet: not a reminder, and easily paid twice."""
    new = one.bill.document
    for mail in one.mails[1:]:
        early = new.due is None or mail.at.date() <= new.due
        if (
            mail.message_id != one.bill.message_id
            and early
            and mail.document.net is not None
            and mail.document.total == new.total
        ):
            yield Flag("duplicate", f"It came again on {_day(mail.at.date())}: pay it once.")
            return


def _twin(new: InvoiceFinding, old: InvoiceFinding) -> bool:
    """Whether two bills under different numbers ask for the same: sum, lines, and period or day."""
    if new.total is None or new.total != old.total or new.currency != old.currency:
        return False
    if new.period or old.period:
        return new.period == old.period and new.lines == old.lines
    return bool(new.lines) and new.lines == old.lines and new.issued is not None and new.issued == old.issued


def bank_details_changed(one: Booked, history: History) -> Iterator[Flag]:
    """Another IBAN or account than this supplier's bills had before, or two in one letter."""
    if "bank_details_changed" in one.bill.document.flags:
        yield Flag("bank_details_changed", f"The mail gives other bank details than the bill that it brings. {RING}")
        return
    for kind, read in (("IBAN", _iban), ("account", _account)):
        known = next((value for old in history.before for mail in reversed(old.mails) if (value := read(mail))), None)
        for mail in one.mails:
            value = read(mail)
            if value and known and plain(value) != plain(known):
                yield Flag("bank_details_changed", f"The {kind} is now {value}; until now it was {known}. {RING}")
                return
            known = known or value


def _iban(bill: Bill) -> str | None:
    return bill.document.iban


def _account(bill: Bill) -> str | None:
    return bill.document.account


def price_increase(one: Booked, history: History) -> Iterator[Flag]:
    """The same line costs more than on this supplier's bill before, by how much, and in a year."""
    documents = [old.bill.document for old in history.before]
    for rise in rises(one.bill.document, documents):
        yield Flag("price_increase", _rise(rise, one.bill.document.currency or ""))


def _rise(rise: Rise, currency: str) -> str:
    share = (rise.now - rise.before) / rise.before * 100
    now, before = (f"{_price(price)} {currency}".strip() for price in (rise.now, rise.before))
    yearly = f", {rise.yearly:.2f} {currency}".rstrip() + " more in a year" if rise.yearly else ""
    return f"{rise.what}: {now} instead of {before} (+{share:.1f} %){yearly}."


def _price(value: Decimal) -> str:
    """With two decimals at least: a price of one print may have four."""
    return f"{value:.2f}" if value == value.quantize(CENT) else f"{value.normalize():f}"


def overdue(one: Booked, history: History) -> Iterator[Flag]:
    """The day has passed and nothing says that it was paid."""
    yield from overdue_on(one.bill.document, history.today)


def overdue_on(document: InvoiceFinding, today: date) -> Iterator[Flag]:
    """Is a bill that nobody has paid overdue on this day?"""
    if document.due and document.due < today and not document.paid and (document.total or ZERO) > 0:
        days = (today - document.due).days
        yield Flag("overdue", f"It was due on {_day(document.due)}, {days} day{'s' if days > 1 else ''} ago.")


def total_mismatch(one: Booked, history: History) -> Iterator[Flag]:  # noqa: ARG001  all checks have one form
    """Net and tax do not make the total, or the e-invoice and its printed page disagree."""
    document = one.bill.document
    if "total_mismatch" in document.flags:
        yield Flag(
            "total_mismatch",
            f"The figures of this bill do not agree; its total reads {_sum(document)}.",
        )
    elif None not in (document.net, document.tax, document.total) and not _adds_up(document):
        yield Flag("total_mismatch", f"{document.net} and {document.tax} tax do not make {_sum(document)}.")


def _adds_up(document: InvoiceFinding) -> bool:
    net, tax, total = document.net or ZERO, document.tax or ZERO, document.total or ZERO
    return agree(net + tax, total, Decimal("0.05"))


def unknown_supplier(one: Booked, history: History) -> Iterator[Flag]:
    """A look-alike of a listed provider; or nobody that is listed, with the first bill."""
    bill, office = one.bill, history.office
    real = imitated(bill.sender.domain, office)
    if real:
        reason = f"The sender's {bill.sender.domain} looks like {real} but is another. {RING}"
        yield Flag("unknown_supplier", reason)
    elif office.providers and not listed(bill, office) and not history.before:
        yield Flag(
            "unknown_supplier",
            f"{bill.document.supplier or bill.sender} is none of your providers and never sent a bill before.",
        )


def _sum(document: InvoiceFinding) -> str:
    return f"{document.total} {document.currency or ''}".strip()


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


CHECKS: tuple[Callable[[Booked, History], Iterator[Flag]], ...] = (
    duplicate,
    bank_details_changed,
    price_increase,
    overdue,
    total_mismatch,
    unknown_supplier,
)
