"""Money: new bills, what is due, spend by month and by provider, this year against the last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from assistant.agenda.bars import Chart
from assistant.agenda.bills import awaited_row, bill_row
from assistant.agenda.fitting import fitted
from assistant.agenda.jsonable import amount, invoice_json
from assistant.agenda.spending import charts
from assistant.agenda.values import Group, Section
from assistant.agenda.view import View, is_warned, limit
from assistant.agenda.wording import groups
from assistant.vocabulary import Invoice


@dataclass(frozen=True, slots=True)
class Money:
    groups: tuple[Group, ...]
    corner: str  # what stands above the yearly sums
    charts: tuple[Chart, ...]
    bills: tuple[Invoice, ...]
    due: tuple[Invoice, ...]
    spend: tuple[Chart, ...] = ()  # the charts, shown or not


def compose(view: View) -> Section:
    """What was billed, what is to be paid, and where the money went."""
    say, bills = view.voice.say, view.facts.invoices
    new = tuple(bill for bill in bills if view.period.start < bill.at <= view.period.end)
    due = tuple(
        sorted((bill for bill in bills if bill not in new and _is_due(bill, view)), key=lambda b: _turn(b, view))
    )
    shown = groups(
        (say("New bills"), [bill_row(bill, view) for bill in new if not is_warned(bill, view.today)]),
        (say("To be paid"), [bill_row(bill, view) for bill in due]),
        (say("Bills that did not come"), [awaited_row(one, view) for one in view.facts.awaited]),
    )
    drawn = charts(bills, view, view.today)
    pictures = tuple(chart for chart in drawn if new and chart.tells)  # what did not change was seen before
    body = Money(shown, say("By provider"), pictures, new, due, drawn)
    told = bool(shown or pictures)
    return Section("money", say("Money"), body if told or new or drawn else None, quiet=not told)


def fit(body: Money, view: View) -> Money:
    """The bills, and the charts where there is room or nothing else."""
    pictures = body.charts if view.most("spend") or not body.groups else ()
    return replace(body, groups=fitted(body.groups, "bills", view), charts=pictures)


def as_json(body: Money | None) -> dict[str, Any]:
    if body is None:
        return {"money": {"invoices": [], "due": [], "spend": []}}
    return {
        "money": {
            "invoices": [invoice_json(bill) for bill in body.bills],
            "due": [invoice_json(bill) for bill in body.due],
            "spend": [
                {"currency": chart.currency, "month": f"{month:%Y-%m}", "total": amount(total)}
                for chart in body.spend
                for month, total in chart.sums
            ],
        }
    }


def _is_due(bill: Invoice, view: View) -> bool:
    """Not paid, and due within two weeks or not too long ago."""
    document = bill.document
    if bill.state != "received" or document.kind != "invoice" or document.paid or document.due is None:
        return False
    days = (document.due - view.today).days
    return -limit("forget_days") <= days <= limit("due_days") and not is_warned(bill, view.today)


def _turn(bill: Invoice, view: View) -> tuple[int, str]:
    """What is due next first, then what has been due, the newest first."""
    days = (bill.document.due - view.today).days if bill.document.due else 0
    return (days if days >= 0 else 1000 - days), bill.document.number or ""
