"""A provider's figures as the contract's JSON."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from assistant.agenda.figures import Figures, Middle
from assistant.agenda.jsonable import amount, moment
from assistant.agenda.view import is_enough


def figures_json(span: Figures) -> dict[str, Any]:
    return {
        "start": moment(span.start),
        "end": moment(span.end),
        "reported": list(span.reported),
        "fixed": list(span.fixed),
        "first_answer": _middle_json(span.answer),
        "time_to_fix": _middle_json(span.fix),
        "promises": {"kept": span.kept, "made": span.promised},
        "came_back": list(span.returned),
        "reminded": list(span.reminded),
        "spend": [{"currency": currency, "total": amount(total)} for currency, total in span.spend],
    }


def _middle_json(middle: Middle | None) -> dict[str, Any] | None:
    if not is_enough(middle):
        return None
    return {
        "office_hours": _in_hours(middle.working),
        "calendar_hours": _in_hours(middle.calendar),
        "cases": list(middle.cases),
    }


def _in_hours(span: timedelta) -> float:
    return round(span.total_seconds() / 3600, 2)
