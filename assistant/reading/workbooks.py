"""The text of a workbook (XLSX, ECMA-376): one row a line, numbers that stand for days as days."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta

from assistant.reading.ooxml import events_of, part_of
from assistant.reading.pages import CELLS

_MOST_CELLS = 20_000
_MOST_SHEETS = 20
_DATE_FORMATS = frozenset(range(14, 23)) | frozenset(range(45, 48))  # ECMA-376, 18.8.30
_TOO_LONG = "is very long: only a part of it was read."


def text_of_workbook(archive: zipfile.ZipFile, names: set[str]) -> tuple[str, str]:
    """The text, and what was left out in words that follow the file's name."""
    strings = _shared_strings(archive, names)
    dated = _date_styles(archive, names)
    sheets = sorted((name for name in names if name.startswith("xl/worksheets/sheet")), key=lambda n: (len(n), n))
    lines: list[str] = []
    left = _MOST_CELLS
    for name in sheets[:_MOST_SHEETS]:
        xml = part_of(archive, name)
        if xml is None or left <= 0:
            return "\n".join(lines), _TOO_LONG
        for cells in _rows(xml, strings, dated):
            left -= len(cells)
            if left <= 0:
                break
            lines.append(CELLS.join(cells))
        lines.append("")
    return "\n".join(lines).strip() + "\n", "" if left > 0 else _TOO_LONG


def _shared_strings(archive: zipfile.ZipFile, names: set[str]) -> list[str]:
    xml = part_of(archive, "xl/sharedStrings.xml") if "xl/sharedStrings.xml" in names else None
    found: list[str] = []
    words: list[str] = []
    for event, name, element in events_of(xml) if xml else ():
        if event == "end" and name == "t" and element.text:
            words.append(element.text)
        elif event == "end" and name == "si":
            found.append("".join(words))
            words.clear()
    return found


def _date_styles(archive: zipfile.ZipFile, names: set[str]) -> set[int]:
    """The cell styles that show a number as a day."""
    xml = part_of(archive, "xl/styles.xml") if "xl/styles.xml" in names else None
    custom: set[int] = set()
    found: set[int] = set()
    inside = False
    number = 0
    for event, name, element in events_of(xml) if xml else ():
        if name == "cellXfs":
            inside = event == "start"
        elif (
            event == "start"
            and name == "numFmt"
            and re.search(r"[dy]", re.sub(r'"[^"]*"|\[[^\]]*\]', "", element.get("formatCode", "")))
        ):
            custom.add(int(element.get("numFmtId", "0")))
        elif event == "start" and name == "xf" and inside:
            form = int(element.get("numFmtId", "0"))
            if form in _DATE_FORMATS or form in custom:
                found.add(number)
            number += 1
    return found


def _rows(xml: bytes, strings: list[str], dated: set[int]) -> Iterator[list[str]]:
    cells: list[str] = []
    value = ""
    for event, name, element in events_of(xml):
        if event == "start":
            continue
        if name in ("v", "t"):
            value = element.text or ""
        elif name == "c":
            cells.append(_shown(value, element.get("t", ""), int(element.get("s", "0")), (strings, dated)))
            value = ""
        elif name == "row":
            if any(cells):
                yield [cell for cell in cells if cell]
            cells = []


def _shown(value: str, kind: str, style: int, known: tuple[list[str], set[int]]) -> str:
    strings, dated = known
    if kind == "s" and value.isdigit():
        return strings[int(value)] if int(value) < len(strings) else ""
    if kind == "" and style in dated and re.fullmatch(r"\d{1,6}(?:\.\d{1,17})?", value):
        day = datetime(1899, 12, 30) + timedelta(days=float(value))  # noqa: DTZ001  a day of a table has no zone
        return day.strftime("%Y-%m-%d") if float(value).is_integer() else day.strftime("%Y-%m-%d %H:%M")
    return " ".join(value.split())
