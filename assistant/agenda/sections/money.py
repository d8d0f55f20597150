"""Money: new bills, what is due, spend by month and by provider, this year against the last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from assistant.agenda.bills import bill_row
from assistant.agenda.jsonable import amount, invoice_json
from assistant.agenda.spending import Chart, charts
from assistant.agenda.values import Group, Section
from assistant.agenda.view import View, limit
from assistant.agenda.wording import groups
from assistant.vocabulary import Invoice


@dataclass(frozen=True, slots=True)
class Money:
    groups: tuple[Group, ...]
    charted: str  # what stands above the charts
    corner: str  # the same above the yearly sums
    charts: tuple[Chart, ...]
    bills: tuple[Invoice, ...]
    due: tuple[Invoice, ...]


def compose(view: View) -> Section:
    """What was billed, what is to be paid, and where the money went."""
    bills = view.facts.invoices
    new = tuple(bill for bill in bills if view.period.start < bill.at <= view.period.end)
    due = tuple(bill for bill in bills if _is_due(bill, view) and bill not in new)
    titled = (
        (view.voice.say("New bills"), [bill_row(bill, view) for bill in new if not _stands_above(bill)]),
        (view.voice.say("To be paid"), [bill_row(bill, view) for bill in sorted(due, key=_due_day)]),
    )
    drawn, shown = charts(bills, view, view.today), groups(titled, limit("bills"), view)
    body = (
        Money(shown, view.voice.say("Billed by month"), view.voice.say("By provider"), drawn, new, due)
        if shown or drawn or new
        else None
    )
    return Section("money", view.voice.say("Money"), body, quiet=not shown and not new)


def as_json(body: Money | None) -> dict[str, Any]:
    if body is None:
        return {"money": {"invoices": [], "due": [], "spend": []}}
    return {
        "money": {
            "invoices": [invoice_json(bill) for bill in body.bills],
            "due": [invoice_json(bill) for bill in body.due],
            "spend": [
                {"currency": chart.currency, "month": f"{month:%Y-%m}", "total": amount(total)}
                for chart in body.charts
                for month, total in chart.sums
            ],
        }
    }


def _stands_above(bill: Invoice) -> bool:
    return bill.state == "received" and bool(bill.flags)


def _is_due(bill: Invoice, view: View) -> bool:
    if bill.state != "received" or bill.document.paid or bill.document.due is None or _stands_above(bill):
        return False
    return bill.document.kind == "invoice" and bill.document.due <= view.today + timedelta(limit("due_days"))


def _due_day(bill: Invoice) -> tuple[date, str]:
    return bill.document.due or date.max, bill.document.number or ""
