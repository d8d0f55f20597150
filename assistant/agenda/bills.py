"""A bill as a row: from whom, how much, due when, what is odd about it, and its answers by one tap."""

from __future__ import annotations

from datetime import date

from assistant.agenda.retelling import retold
from assistant.agenda.values import Line, Row, Tap
from assistant.agenda.view import View, limit
from assistant.agenda.wording import quoted, shortened
from assistant.vocabulary import AwaitedBill, Invoice, InvoiceFinding, Redirect

_GRAVE = frozenset({"bank_details_changed", "duplicate", "unknown_supplier"})


def bill_row(bill: Invoice, view: View) -> Row:
    """The bill with its warnings."""
    return Row(
        title=shortened(name_of(bill, view), limit("title")),
        provider=bill.provider,
        badges=_badges(bill, view),
        meta=" · ".join(part for part in (total_of(bill.document, view), due_of(bill, view)) if part),
        lines=_warnings(bill, view),
        taps=taps(bill, view),
    )


def awaited_row(one: AwaitedBill, view: View) -> Row:
    """A bill that comes again and again, and has not come."""
    voice, say = view.voice, view.voice.say
    names = {1: say("monthly bill"), 3: say("quarterly bill"), 6: say("half-yearly bill"), 12: say("yearly bill")}
    late = (view.today - one.expected).days
    return Row(
        title=f"{shortened(one.provider, limit('title'))}: {names[one.months]}",
        provider=one.provider,
        meta=" · ".join(
            (
                voice.count(
                    "due to come {day}, {n} day ago",
                    "due to come {day}, {n} days ago",
                    late,
                    day=voice.day(one.expected),
                ),
                say(
                    "the last one was {sum}, {day}",
                    sum=voice.money(one.amount, one.currency or None),
                    day=voice.day(one.last),
                ),
            )
        ),
    )


def redirect_row(one: Redirect, view: View) -> Row:
    """A letter that wants money to go to another account: whatever it says, only a call can tell."""
    say = view.voice.say
    copied = (Line(say("The sender only looks like {domain}.", domain=one.imitates), "bad"),) if one.imitates else ()
    ring = say("Ring them on a number that you already have, not one from this letter, before you pay anything.")
    return Row(
        title=say("{provider}: new bank details?", provider=shortened(one.provider or one.sender, limit("title"))),
        provider=one.provider,
        meta=one.sender,
        lines=(*copied, Line(ring, "bad")),
        quote=quoted(one.evidence, one.sender, one.at, view),
    )


def is_grave(bill: Invoice) -> bool:
    """Whether paying it without a look may lose the money."""
    return any(flag.name in _GRAVE for flag in bill.flags)


def name_of(bill: Invoice, view: View) -> str:
    """ "Northgate IT: INV-1001": the provider as the owner knows it, the name on the bill when that is a stranger's."""
    number = bill.document.number
    if number is None:
        number = view.voice.say("bill without a number")
    stranger = any(flag.name == "unknown_supplier" for flag in bill.flags)
    name = (bill.document.supplier if stranger else bill.provider) or bill.document.supplier or bill.provider
    return f"{name}: {number}"


def total_of(document: InvoiceFinding, view: View) -> str:
    return "" if document.total is None else view.voice.money(document.total, document.currency)


def due_of(bill: Invoice, view: View) -> str:
    """When it is to be paid, seen from the day of the agenda; "" for one paid, a credit note, an unknown day."""
    document = bill.document
    if document.due is None or document.kind == "credit_note" or document.paid or bill.state == "paid":
        return ""
    return _due(document.due, view)


def taps(bill: Invoice, view: View) -> tuple[Tap, ...]:
    """Paid or disputed, by the bill's own number; none for a bill without one, which cannot be told apart by mail."""
    number = bill.document.number
    if bill.state != "received" or number is None or bill.document.kind == "credit_note":
        return ()
    say = view.voice.say
    return (
        Tap(say("Paid"), f"Re: {number}", f"paid {number}"),
        Tap(say("Dispute"), f"Re: {number}", f"dispute {number}: "),
    )


def _due(due: date, view: View) -> str:
    days = (due - view.today).days
    if days < 0:
        return view.voice.say("was due {day}", day=view.voice.day(due))
    if days == 0:
        return view.voice.say("due today")
    return view.voice.say("due {day}", day=view.voice.day(due))


def _warnings(bill: Invoice, view: View) -> tuple[Line, ...]:
    """That it is overdue is said beside the amount already."""
    told = [flag for flag in bill.flags if flag.name != "overdue"]
    return tuple(Line(retold(flag.reason, view.voice), "bad" if flag.name in _GRAVE else "warn") for flag in told)


def _badges(bill: Invoice, view: View) -> tuple[Line, ...]:
    say = view.voice.say
    found = []
    if bill.document.kind == "credit_note":
        found.append(Line(say("credit note"), "good"))
    if bill.document.paid or bill.state == "paid":
        found.append(Line(say("paid"), "good"))
    if bill.state == "received" and any(flag.name == "overdue" for flag in bill.flags):
        found.append(Line(say("overdue"), "bad"))
    if bill.state == "disputed":
        found.append(Line(say("disputed"), "warn"))
    return tuple(found)
