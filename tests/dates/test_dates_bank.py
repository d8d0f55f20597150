"""Days and times of the bank's promises and events, read from their sentence alone; each file by another author.

Many sentences lean on what was said before ("that evening"), so no sentence is expected to tell all; what it does tell
has to be right. `python -m tests.dates.test_dates_bank` prints the table.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.dates import Calendar, due, find_dates

BANK = Path(__file__).parents[3] / "shared" / "bank"
FILES = sorted(BANK.glob("*.jsonl"))
UNITED_STATES = {f"America/{city}" for city in ("New_York", "Chicago", "Denver", "Los_Angeles", "Phoenix")}


def measured(path: Path) -> Counter:
    """How many there are and how many are right: `due`, `day`, `times`; `said` where a day was read at all."""
    count: Counter = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        letter = json.loads(line)
        zone = ZoneInfo(letter["timezone"])
        now = datetime.fromisoformat(letter["sent"]).replace(tzinfo=zone)
        calendar = Calendar(now, day_first=letter["timezone"] not in UNITED_STATES, language=letter["language"])
        for promise in (promise for promise in letter["commitments"] if promise["due"]):
            read = due(promise["evidence"], calendar)
            count.update({"due": 1, "due said": read is not None, "due right": str(read) == promise["due"]})
        for event in letter["events"]:
            count.update(_event(event, calendar))
    return count


def _event(event: dict, calendar: Calendar) -> dict[str, int]:
    zone = calendar.now.tzinfo
    read = [when for when in find_dates(event["evidence"], calendar) if not when.past]
    start, end = _moment(event["start"], zone), _moment(event["end"], zone)
    days = {_day(when.begins, zone) for when in read}
    times = any(_same(when.begins, start) and _same(when.ends, end) for when in read)
    return {"event": 1, "event said": bool(read), "day right": _day(start, zone) in days, "times right": times}


def _moment(text: str | None, zone) -> datetime | date | None:
    if text is None:
        return None
    if len(text) == len("2026-03-06"):
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _day(moment: datetime | date, zone) -> date:
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment


def _same(first, second) -> bool:
    return type(first) is type(second) and first == second


def table() -> Iterator[str]:
    for path in FILES:
        n = measured(path)
        shares = ("due right", "due"), ("due right", "due said"), ("day right", "event"), ("times right", "event")
        yield f"{path.stem:12s}" + "".join(f"{part} of {whole}: {n[part] / n[whole]:.3f}   " for part, whole in shares)


@pytest.mark.skipif(not FILES, reason="the bank of letters is not beside this checkout")
def test_what_a_sentence_of_the_bank_tells_is_read_right():
    for path in FILES:
        n = measured(path)
        assert n["due right"] / n["due said"] > 0.9, path.stem
        assert n["day right"] / n["event said"] > 0.93, path.stem
        assert n["times right"] / n["event"] > 0.78, path.stem


if __name__ == "__main__":
    print(*table(), sep="\n")  # noqa: T201  a tool, when it is run by hand
