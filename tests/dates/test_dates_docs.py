"""The tables of docs/dates.md say the truth."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.dates import Calendar, find_dates
from tests.dates.answers import shown

PAGE = Path(__file__).parents[2] / "docs" / "dates.md"
CODES = {"English": "en", "German": "de", "French": "fr", "Dutch": "nl", "Spanish": "es"}
_HEAD = re.compile(r"^(\w+), written on (\S+) \(a \w+\) in (\S+):$")
_ROW = re.compile(r"^\| (?!written|---|function|`)(.+?) \| (.+?) \|$")


def _rows() -> list[tuple[Calendar, str, str]]:
    rows, calendar = [], None
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if head := _HEAD.match(line):
            now = datetime.fromisoformat(head[2]).replace(tzinfo=ZoneInfo(head[3]))
            calendar = Calendar(now, language=CODES[head[1]])
        elif calendar and (row := _ROW.match(line)):
            rows.append((calendar, row[1], row[2]))
    return rows


@pytest.mark.parametrize(("calendar", "text", "answer"), _rows())
def test_the_table_says_what_the_grammar_does(calendar: Calendar, text: str, answer: str):
    assert shown(find_dates(text, calendar), calendar) == answer


def test_the_page_has_its_tables():
    assert len(_rows()) > 60
