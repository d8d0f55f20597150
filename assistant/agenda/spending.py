"""Where the money went: spend by month and provider, this year against the same days of the last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import dropwhile

from assistant.agenda.bars import Bar, Chart, Slice, Yearly
from assistant.agenda.figures import counts
from assistant.agenda.view import View
from assistant.vocabulary import Invoice

MONTHS = 6
NOTHING = "–"
SHADES = 4  # providers with a colour of their own; all others share one more


@dataclass(frozen=True, slots=True)
class _Billed:
    day: date
    provider: str
    total: Decimal


def charts(bills: Iterable[Invoice], view: View, last: date) -> tuple[Chart, ...]:
    """One for each currency in which anything was billed in the months up to the `last` day; copies are left out."""
    first = _month_before(last, MONTHS - 1)
    by_currency: dict[str, list[_Billed]] = defaultdict(list)
    for bill in bills:
        day, total = bill.document.issued or view.voice.day_of(bill.at), bill.document.total
        if counts(bill) and total is not None and bill.document.currency and _is_told(day, last):
            by_currency[bill.document.currency].append(_Billed(day, bill.provider, total))
    recent = sorted(name for name, billed in by_currency.items() if any(one.day >= first for one in billed))
    return tuple(_chart(currency, by_currency[currency], last, view) for currency in recent)


def _is_told(day: date, last: date) -> bool:
    """Whether a bill of that day is in the chart or in the yearly sums."""
    return last.year - 1 <= day.year and day <= last


def _chart(currency: str, billed: list[_Billed], last: date, view: View) -> Chart:
    months = [_month_before(last, back) for back in range(MONTHS - 1, -1, -1)]
    sums = {month: _sums(one for one in billed if one.day.replace(day=1) == month) for month in months}
    sums = dict(dropwhile(lambda pair: not pair[1], sums.items()))  # what came before the first bill tells nothing
    longest = max(_visible(by) for by in sums.values())
    yearly = _yearly(currency, billed, last, view)
    shades = {line.provider: line.shade for line in yearly}
    totals = {month: sum(by.values(), Decimal()) for month, by in sums.items()}
    bars = tuple(
        _bar(view.voice.month(month), _spoken(totals[month], currency, view), _slices(by, shades, longest))
        for month, by in sums.items()
    )
    columns, drawn = _columns(yearly, last, view), sum(map(bool, totals.values())) > 1
    return Chart(
        currency=currency,
        title=view.voice.say("Billed by month") if drawn else view.voice.say("Billed"),
        bars=bars if drawn else (),
        yearly=yearly if drawn or len(yearly) > 1 or len(columns) > 1 else (),
        columns=columns,
        sums=tuple(totals.items()),
    )


def _slices(by: dict[str, Decimal], shades: dict[str, int], longest: Decimal) -> tuple[Slice, ...]:
    """The providers' parts of a bar; what several providers of the last shade make is one part."""
    totals: dict[int, Decimal] = defaultdict(Decimal)
    for name, total in by.items():
        totals[shades[name]] += max(total, Decimal())
    return tuple(Slice(shade, max(1, int(100 * total / longest))) for shade, total in sorted(totals.items()) if total)


def _bar(label: str, spoken: str, slices: tuple[Slice, ...]) -> Bar:
    return Bar(label, spoken, slices, max(0, 100 - sum(part.percent for part in slices)))


def _yearly(currency: str, billed: list[_Billed], last: date, view: View) -> tuple[Yearly, ...]:
    """The lines under the chart, most spent first, each with its shade."""
    then = _a_year_before(last)
    now = _sums(one for one in billed if one.day.year == last.year)
    before = _sums(one for one in billed if one.day.year == then.year and one.day <= then)
    names = sorted({one.provider for one in billed}, key=lambda name: (-now[name], -before[name], name))
    return tuple(
        Yearly(name, min(place, SHADES), _spoken(now[name], currency, view), _spoken(before[name], currency, view))
        for place, name in enumerate(names)
    )


def _columns(yearly: tuple[Yearly, ...], last: date, view: View) -> tuple[str, ...]:
    now = view.voice.say("in {year}", year=last.year)
    if all(line.before == NOTHING for line in yearly):
        return (now,)
    return now, view.voice.say("same days {year}", year=last.year - 1)


def _visible(by: dict[str, Decimal]) -> Decimal:
    """What a bar can show: credit notes make it no longer; at least 1, so that it can be divided by."""
    return max(Decimal(1), sum((total for total in by.values() if total > 0), Decimal()))


def _spoken(total: Decimal, currency: str, view: View) -> str:
    return view.voice.round_money(total, currency) if total else NOTHING


def _sums(billed: Iterable[_Billed]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for one in billed:
        sums[one.provider] += one.total
    return sums


def _month_before(day: date, months: int) -> date:
    """The first day of the month so many months before the day's own."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
