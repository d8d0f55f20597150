"""How fast are dates read? One core, sentences a second: `python benchmarks/dates.py`.

Beside `dateparser.search`, the best known library for dates inside sentences, in the same run.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from assistant.dates import Calendar, absolute, find_dates

CALENDAR = Calendar(datetime(2026, 3, 4, 10, 0, tzinfo=ZoneInfo("Europe/London")))
PLAIN = "The switch in the back office has stopped responding and nobody in the building can print anything at all."
NUMBERED = "All nine phones on the first floor lost their connection, ticket 48213, and two came back after a restart."
DATED = "Our engineer will be with you on Tuesday 10 March between 9:00 and 11:30 to replace it."
HEADER = "Monday, 2 March 2026 at 09:31:12 CET"


def rate(work: Callable[[], object], seconds: float = 1.0) -> float:
    """How often a second."""
    work()
    started, done = time.perf_counter(), 0
    while time.perf_counter() - started < seconds:
        work()
        done += 1
    return done / (time.perf_counter() - started)


def main() -> None:
    rates = {
        "sentence without figure or word of time": rate(lambda: find_dates(PLAIN, CALENDAR)),
        "sentence with figures, but no date": rate(lambda: find_dates(NUMBERED, CALENDAR)),
        "sentence with a window": rate(lambda: find_dates(DATED, CALENDAR)),
        "whole date of a header block": rate(lambda: absolute(HEADER)),
    }
    for name, found in rates.items():
        print(f"{name:42s} {found:10,.0f} a second")
    from dateparser.search import search_dates

    other = rate(lambda: search_dates(DATED, languages=["en"]))
    ratio = rates["sentence with a window"] / other
    print(f"{'dateparser.search, sentence with a window':42s} {other:10,.0f} a second ({ratio:.1f} times slower)")


if __name__ == "__main__":
    main()
