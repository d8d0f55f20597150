"""The exit pack: all that a successor needs to know of a provider's work, as pages and tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from assistant.agenda.figures import counts
from assistant.agenda.jsonable import amount, moment
from assistant.agenda.period import Period
from assistant.agenda.reports.page import report
from assistant.agenda.reports.story import Story, story
from assistant.spreadsheets import harmless
from assistant.vocabulary import EventKind, Facts, Letter, Office


def exit_pack(
    facts: Facts, office: Office, provider: str, period: Period, letters: Mapping[str, Letter]
) -> dict[str, bytes]:
    """File name → content: the report as a page, and issues, promises, contracts, bills and contacts as CSV."""
    told = story(facts, office, provider, period, letters)
    tables = {
        "issues.csv": _issues(told),
        "promises.csv": _promises(told),
        "contracts.csv": _contracts(told),
        "bills.csv": _bills(told),
        "contacts.csv": _contacts(told.letters, provider, office),
    }
    page = report(facts, office, provider, period, letters)
    return {"report.html": page.encode(), **{name: _csv(rows) for name, rows in tables.items()}}


Table = Iterable[Sequence[object]]


def _issues(told: Story) -> Table:
    yield "number", "title", "status", "severity", "tickets", "opened", "fixed", "closed", "last_words"
    for issue in told.issues:
        words = issue.history[-1].evidence if issue.history else ""
        dates = (moment(issue.opened_at), moment(issue.fixed_at), moment(issue.resolved_at))
        yield issue.number, issue.title, issue.status, issue.severity, " ".join(issue.tickets), *dates, words


def _promises(told: Story) -> Table:
    yield "issue", "what", "promised", "due", "state", "evidence"
    for one in told.promises:
        yield one.issue, one.what, moment(one.at), moment(one.due), one.state, one.evidence


def _contracts(told: Story) -> Table:
    """Renewals, and the deadlines that may be their notice dates."""
    yield "kind", "title", "date", "state", "evidence"
    for event in told.events:
        if event.kind in (EventKind.RENEWAL, EventKind.DEADLINE):
            yield event.kind, event.title, moment(event.start), event.state, event.evidence


def _bills(told: Story) -> Table:
    yield "number", "kind", "issued", "due", "currency", "net", "tax", "total", "state", "flags"
    for bill in told.bills:
        one = bill.document
        sums = (one.currency, amount(one.net), amount(one.tax), amount(one.total))
        flags = " ".join(flag.name for flag in bill.flags) + ("" if counts(bill) else " not counted")
        yield one.number, one.kind, moment(one.issued), moment(one.due), *sums, bill.state, flags.strip()


def _contacts(letters: Sequence[Letter], provider: str, office: Office) -> Table:
    """Who wrote for the provider, when last, and how often."""
    yield "name", "address", "letters", "last"
    found: dict[str, list[Letter]] = {}
    for letter in letters:
        if not office.is_ours(letter.sender):
            found.setdefault(letter.sender.address, []).append(letter)
    for address, own in sorted(found.items()):
        yield own[-1].sender.name or provider, address, len(own), moment(own[-1].sent_at)


def _csv(rows: Table) -> bytes:
    """UTF-8 with a mark, which spreadsheets want (RFC 4180 otherwise)."""
    out = StringIO()
    csv.writer(out).writerows([harmless("" if cell is None else str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
