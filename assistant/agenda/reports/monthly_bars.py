"""Bars by month: what was reported, what was fixed, what was billed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import dropwhile

from assistant.agenda.figures import counts
from assistant.agenda.life import mended_at
from assistant.agenda.reports.story import Story


@dataclass(frozen=True, slots=True)
class MonthBar:
    """`width` on a scale of 0 to 1000."""

    label: str
    figure: str
    width: int


@dataclass(frozen=True, slots=True)
class MonthlyBars:
    title: str
    bars: tuple[MonthBar, ...]


def monthly_bars(told: Story) -> tuple[MonthlyBars, ...]:
    """A chart for each thing that there was any of; one chart of bills for each currency."""
    voice, one = told.view.voice, Decimal(1)
    reported = [(voice.day_of(issue.opened_at), one) for issue in told.issues]
    fixed = [(voice.day_of(at), one) for issue in told.issues if (at := mended_at(issue)) is not None]
    charts = [
        _bars(voice.say("Reported by month"), reported, voice.number, told),
        _bars(voice.say("Fixed by month"), fixed, voice.number, told),
    ]
    for currency, billed in sorted(_billed(told).items()):
        charts.append(_bars(f"{voice.say('Billed by month')} ({currency})", billed, _money(currency, told), told))
    return tuple(chart for chart in charts if any(bar.width for bar in chart.bars))


def _money(currency: str, told: Story) -> Callable[[Decimal], str]:
    return lambda total: told.view.voice.round_money(total, currency)


def _billed(told: Story) -> dict[str, list[tuple[date, Decimal]]]:
    found: dict[str, list[tuple[date, Decimal]]] = defaultdict(list)
    for bill in told.bills:
        document = bill.document
        if counts(bill) and document.total is not None and document.currency is not None:
            found[document.currency].append((document.issued or told.view.voice.day_of(bill.at), document.total))
    return found


def _bars(
    title: str, dated: Iterable[tuple[date, Decimal]], spoken: Callable[[Decimal], str], told: Story
) -> MonthlyBars:
    sums = dict.fromkeys(_months(told), Decimal())
    for day, amount in dated:
        if day.replace(day=1) in sums:
            sums[day.replace(day=1)] += amount
    sums = dict(dropwhile(lambda pair: not pair[1], sums.items()))
    most = max(sums.values(), default=Decimal())
    return MonthlyBars(
        title,
        tuple(
            MonthBar(told.view.voice.month_and_year(month), spoken(total), _width(total, most))
            for month, total in sums.items()
        ),
    )


def _width(total: Decimal, most: Decimal) -> int:
    return int(1000 * total / most) if total > 0 and most > 0 else 0


def _months(told: Story) -> list[date]:
    """The first days of the months of the period."""
    first, last = told.view.voice.day_of(told.view.period.start), told.view.today
    count = (last.year - first.year) * 12 + last.month - first.month
    start = first.year * 12 + first.month - 1
    return [date((start + n) // 12, (start + n) % 12 + 1, 1) for n in range(count + 1)]
