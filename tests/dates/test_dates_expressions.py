"""The expressions of `expressions.yaml` and the files beside it: what people write, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from assistant.dates import Calendar, due, find_dates, until
from tests.dates.answers import shown


@dataclass(frozen=True, slots=True)
class Case:
    calendar: Calendar
    question: str
    text: str
    answer: str


def cases(path: Path) -> list[Case]:
    found, calendar = [], None
    for group in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):  # noqa: S506  all strings, as safe
        if "now" in group:
            now = datetime.fromisoformat(group["now"]).replace(tzinfo=ZoneInfo(group["zone"]))
            calendar = Calendar(now, day_first=group.get("day_first") != "false", language=group["language"])
            continue
        found += [Case(calendar, question, *pair) for question in group for pair in group[question].items()]
    return found


def answered(case: Case) -> str:
    if case.question == "find":
        return shown(find_dates(case.text, case.calendar), case.calendar)
    day = (due if case.question == "due" else until)(case.text, case.calendar)
    return str(day) if day else "null"


HERE = Path(__file__).parent
CASES = [case for name in ("", "_more", "_abroad") for case in cases(HERE / f"expressions{name}.yaml")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.calendar.language}-{case.question}-{case.text}"[:70])
def test_an_expression_means_what_people_mean_by_it(case: Case):
    assert answered(case) == case.answer
