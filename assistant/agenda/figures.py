"""A provider in figures over a stretch of time. Each figure keeps the cases that it was drawn from.

Definitions. *Reported*: issues opened in the stretch. *Fixed*: issues mended in it that are mended now. *First answer*:
from the owner's report to the provider's first word, for issues whose first answer fell into the stretch. *Time to
fix*: from the report to the mending that held, come-backs included, for the issues counted as fixed of which the report
is known; many a matter is first heard of in the letter that says it is done. *Promises*: those
whose day fell into the stretch, kept of all that are decided; a call, which no mail shows, counts only when it is known
to have been kept. *Came back*: each return after mending. *Reminded*: each reminder by the owner. *Spend*: bills and
credit notes issued in it, by currency, second bills for the same left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median
from zoneinfo import ZoneInfo

from assistant.agenda.life import answered_at, chases, mended_at, returns, was_reported
from assistant.agenda.promises import is_call
from assistant.agenda.worktime import working_time
from assistant.vocabulary import Commitment, Facts, Invoice, Issue, Office, Speaker


@dataclass(frozen=True, slots=True)
class Middle:
    """The median of some spells, in office hours and by the calendar, with the issues they come from."""

    working: timedelta
    calendar: timedelta
    cases: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """One provider over (start, end]. The tuples hold issue numbers; one stands in twice if it counts twice."""

    start: datetime
    end: datetime
    reported: tuple[int, ...]
    fixed: tuple[int, ...]
    answer: Middle | None
    fix: Middle | None
    kept: int
    promised: int
    returned: tuple[int, ...]
    reminded: tuple[int, ...]
    spend: tuple[tuple[str, Decimal], ...]  # (currency, sum), by currency
    bills: int


@dataclass(frozen=True, slots=True)
class Record:
    """All that the facts hold of one provider."""

    provider: str
    issues: tuple[Issue, ...]
    promises: tuple[Commitment, ...]
    bills: tuple[Invoice, ...]


def records(facts: Facts, since: datetime) -> tuple[Record, ...]:
    """Each provider's record as far as it reaches into the time after `since`, by name."""
    issues: dict[str, list[Issue]] = defaultdict(list)
    promises: dict[str, list[Commitment]] = defaultdict(list)
    bills: dict[str, list[Invoice]] = defaultdict(list)
    for issue in facts.issues:
        if issue.updated_at > since:
            issues[issue.provider].append(issue)
    for promise in facts.commitments:
        if promise.due is not None and promise.due >= since.date() and promise.by not in (Speaker.OWNER, Speaker.STAFF):
            promises[promise.provider].append(promise)
    for bill in facts.invoices:
        if bill.at > since - timedelta(days=31):
            bills[bill.provider].append(bill)
    names = sorted({*issues, *promises, *bills})
    return tuple(Record(name, tuple(issues[name]), tuple(promises[name]), tuple(bills[name])) for name in names)


def figures(record: Record, start: datetime, end: datetime, office: Office) -> Figures:
    """The provider's figures over (start, end]."""
    fixed = [issue for issue in record.issues if _within(mended_at(issue), start, end)]
    answered = [issue for issue in record.issues if _within(answered_at(issue), start, end)]
    promises = _decided(record.promises, start, end, office)
    bills = [bill for bill in record.bills if _is_billed(bill, start, end, office)]
    return Figures(
        start=start,
        end=end,
        reported=tuple(issue.number for issue in record.issues if _within(issue.opened_at, start, end)),
        fixed=tuple(issue.number for issue in fixed),
        answer=_middle([(issue.number, issue.opened_at, answered_at(issue)) for issue in answered], office),
        fix=_middle(
            [(issue.number, issue.opened_at, mended_at(issue)) for issue in fixed if was_reported(issue)], office
        ),
        kept=sum(promise.state == "kept" for promise in promises),
        promised=len(promises),
        returned=tuple(i.number for i in record.issues for _, back in returns(i) if _within(back.at, start, end)),
        reminded=tuple(i.number for i in record.issues for at in chases(i) if _within(at, start, end)),
        spend=spend(bills),
        bills=len(bills),
    )


def spend(bills: Iterable[Invoice]) -> tuple[tuple[str, Decimal], ...]:
    """The sum by currency of what was billed, tax included; a bill without total or currency adds nothing."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for bill in bills:
        if bill.document.total is not None and bill.document.currency is not None:
            sums[bill.document.currency] += bill.document.total
    return tuple(sorted(sums.items()))


def counts(bill: Invoice) -> bool:
    """Whether a bill is money spent: not a second bill for the same. One that merely came twice is spent once."""
    return len(bill.messages) > 1 or all(flag.name != "duplicate" for flag in bill.flags)


def _within(at: datetime | None, start: datetime, end: datetime) -> bool:
    return at is not None and start < at <= end


def _decided(promises: Sequence[Commitment], start: datetime, end: datetime, office: Office) -> list[Commitment]:
    zone = ZoneInfo(office.timezone)
    first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    in_time = (promise for promise in promises if promise.due is not None and first <= promise.due < last)
    return [one for one in in_time if one.state == "kept" or (one.state == "broken" and not is_call(one))]


def _is_billed(bill: Invoice, start: datetime, end: datetime, office: Office) -> bool:
    zone = ZoneInfo(office.timezone)
    day = bill.document.issued or bill.at.astimezone(zone).date()
    return counts(bill) and start.astimezone(zone).date() <= day < end.astimezone(zone).date()


def _middle(spells: list[tuple[int, datetime, datetime | None]], office: Office) -> Middle | None:
    whole = [(number, start, end) for number, start, end in spells if end is not None]
    if not whole:
        return None
    working = median(working_time(start, end, office).total_seconds() for _, start, end in whole)
    calendar = median((end - start).total_seconds() for _, start, end in whole)
    return Middle(timedelta(seconds=working), timedelta(seconds=calendar), tuple(number for number, _, _ in whole))
