"""The facts about one provider over a period, with the letters behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from assistant.agenda import Period
from assistant.agenda.reports import exit_pack, report, report_json
from assistant.app.deriving import facts_at
from assistant.app.errors import AppError
from assistant.app.letters import letters_about
from assistant.app.notation import Json
from assistant.app.providers import named
from assistant.app.rounds import opened_ledger
from assistant.config import Settings
from assistant.vocabulary import Facts

_USUAL = timedelta(weeks=13)


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day, in the owner's zone; None: 13 weeks back, and today."""

    first: date | None
    last: date | None


def provider_report(settings: Settings, words: str, span: Span, now: datetime) -> tuple[str, Json]:
    """The report as a self-contained HTML page, and as JSON. Raises AppError when no provider goes by these words."""
    with opened_ledger(settings) as ledger:
        facts = facts_at(ledger, settings, now)
        name = named(words, facts, settings.office)
        period = _period(span, settings, now)
        page = report(facts, settings.office, name, period, letters_about(name, facts, ledger))
        return page, report_json(facts, settings.office, name, period)


def write_exit_pack(settings: Settings, words: str, folder: Path, now: datetime) -> list[Path]:
    """Everything that a successor needs, as files in `folder`; returns their paths."""
    with opened_ledger(settings) as ledger:
        facts = facts_at(ledger, settings, now)
        name = named(words, facts, settings.office)
        period = Period(start=begun(facts, now), end=now.astimezone(settings.zone))
        files = exit_pack(facts, settings.office, name, period, letters_about(name, facts, ledger))
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in files.items():
        (folder / file).write_bytes(content)
    return [folder / file for file in files]


def _period(span: Span, settings: Settings, now: datetime) -> Period:
    local = now.astimezone(settings.zone)
    end = datetime.combine(span.last, time.max, settings.zone) if span.last else local
    start = datetime.combine(span.first, time(), settings.zone) if span.first else end - _USUAL
    if start > end:
        raise AppError("The first day of the report lies after its last.")
    return Period(start=start, end=end)


def begun(facts: Facts, now: datetime) -> datetime:
    return min([now, *(issue.opened_at for issue in facts.issues), *(bill.at for bill in facts.invoices)])
