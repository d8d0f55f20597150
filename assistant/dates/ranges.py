"""The two days of a range: each may say where the other lies."""

from __future__ import annotations

from datetime import date

from assistant.dates import reckon
from assistant.dates.day import Day


def aligned(first: Day, last: Day) -> tuple[date, date]:
    """Both days. A start of which only the number was named lies in the month of the end, or in the one before;
    an end named without its year, month or week comes after the start. What cannot be so stays turned round.
    """
    end = last.last or last.first
    if first.loose and not last.loose:
        near = reckon.day_of(end.year, end.month, first.first.day)
        if near and near <= end:
            return near, end
    if end < first.first and last.weekly:
        end = reckon.next_weekday(end.weekday(), first.first)
    if end < first.first and last.loose:
        end = reckon.next_number(end.day, first.first) or end
    if end < first.first and last.yearless:
        end = reckon.add_months(end, 12)
    if end < first.first and first.yearless:
        return reckon.add_months(first.first, -12), end
    return first.first, end
