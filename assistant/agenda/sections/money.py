"""Money: new bills, what is due, spend by month and by provider, this year against the last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from assistant.agenda.bills import bill_row
from assistant.agenda.figures import counts
from assistant.agenda.jsonable import amount, invoice_json
from assistant.agenda.values import Group, Row, Section
from assistant.agenda.view import View, limit
from assistant.vocabulary import Invoice

MONTHS = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """One month of the chart. `percent` is its length against the longest, 0 to 100."""

    label: str
    sum: str
    percent: int


@dataclass(frozen=True, slots=True)
class Yearly:
    """One provider's spend this year so far and in the same days of last year ("–" when nothing was billed)."""

    provider: str
    now: str
    before: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Spend in one currency."""

    currency: str
    bars: tuple[Bar, ...]
    yearly: tuple[Yearly, ...]
    columns: tuple[str, str]
    sums: tuple[tuple[str, Decimal], ...]  # (first day of the month as ISO, sum)


@dataclass(frozen=True, slots=True)
class Money:
    groups: tuple[Group, ...]
    charts: tuple[Chart, ...]
    bills: tuple[Invoice, ...]
    due: tuple[Invoice, ...]


def compose(view: View) -> Section:
    """What was billed, what is to be paid, and where the money went."""
    bills = view.facts.invoices
    new = tuple(bill for bill in bills if view.period.start < bill.at <= view.period.end)
    due = tuple(bill for bill in bills if _is_due(bill, view) and bill not in new)
    groups = (
        _group(view.voice.say("New bills"), [b for b in new if not _stands_above(b)], view),
        _group(view.voice.say("To be paid"), sorted(due, key=_due_day), view),
    )
    charts = _charts([bill for bill in bills if counts(bill)], view)
    shown = tuple(group for group in groups if group.rows)
    body = Money(shown, charts, new, due) if shown or charts or new else None
    return Section("money", view.voice.say("Money"), body)


def as_json(body: Money | None) -> dict[str, Any]:
    if body is None:
        return {"money": {"invoices": [], "due": [], "spend": []}}
    return {
        "money": {
            "invoices": [invoice_json(bill) for bill in body.bills],
            "due": [invoice_json(bill) for bill in body.due],
            "spend": [
                {"currency": chart.currency, "month": month[:7], "total": amount(total)}
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


def _group(title: str, bills: Sequence[Invoice], view: View) -> Group:
    most = limit("bills")
    rows: tuple[Row, ...] = tuple(bill_row(bill, view) for bill in bills[:most])
    left = len(bills) - most
    return Group(title, rows, view.voice.count("and {n} more", "and {n} more", left) if left > 0 else "")


def _charts(bills: list[Invoice], view: View) -> tuple[Chart, ...]:
    """One for each currency in which anything was billed in the months shown."""
    first = _month_before(view.today, MONTHS - 1)
    dated = [(_day(bill, view), bill) for bill in bills]
    recent = {b.document.currency for day, b in dated if day >= first and b.document.total is not None}
    return tuple(_chart(currency, dated, view) for currency in sorted(c for c in recent if c is not None))


def _chart(currency: str, dated: list[tuple[date, Invoice]], view: View) -> Chart:
    own = [(day, bill) for day, bill in dated if bill.document.currency == currency and day <= view.today]
    months = [_month_before(view.today, back) for back in range(MONTHS - 1, -1, -1)]
    sums = [(month, _sum(bill for day, bill in own if day.replace(day=1) == month)) for month in months]
    longest = max((total for _, total in sums), default=Decimal())
    bars = tuple(
        Bar(view.voice.month(month), view.voice.round_money(total, currency), _percent(total, longest))
        for month, total in sums
    )
    columns = (str(view.today.year), view.voice.say("{year}, same days", year=view.today.year - 1))
    return Chart(
        currency, bars, _yearly(own, currency, view), columns, tuple((m.isoformat(), total) for m, total in sums)
    )


def _yearly(own: list[tuple[date, Invoice]], currency: str, view: View) -> tuple[Yearly, ...]:
    last = _a_year_before(view.today)
    now: dict[str, list[Invoice]] = defaultdict(list)
    before: dict[str, list[Invoice]] = defaultdict(list)
    for day, bill in own:
        if day.year == view.today.year:
            now[bill.provider].append(bill)
        elif day.year == last.year and day <= last:
            before[bill.provider].append(bill)
    totals = {name: (_sum(now[name]), _sum(before[name])) for name in sorted({*now, *before})}
    return tuple(
        Yearly(name, _spoken(this, currency, view), _spoken(that, currency, view))
        for name, (this, that) in sorted(totals.items(), key=lambda pair: (-pair[1][0], pair[0]))
    )


def _spoken(total: Decimal, currency: str, view: View) -> str:
    return view.voice.round_money(total, currency) if total else "–"


def _sum(bills: Any) -> Decimal:  # noqa: ANN401
    return sum((bill.document.total for bill in bills if bill.document.total is not None), Decimal())


def _day(bill: Invoice, view: View) -> date:
    return bill.document.issued or view.voice.day_of(bill.at)


def _percent(total: Decimal, longest: Decimal) -> int:
    if total <= 0 or longest <= 0:
        return 0
    return max(1, int(100 * total / longest))


def _month_before(day: date, months: int) -> date:
    """The first day of the month so many months before the day's own."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
