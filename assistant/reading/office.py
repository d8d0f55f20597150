"""The text of Office files (DOCX, XLSX, ODT, ODS): the XML in the archive, rows of tables one a line.

Read with lxml alone: python-docx and openpyxl load whole documents, and unpack whatever size a file claims.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta

from lxml import etree

from assistant.reading.archives import bounded
from assistant.reading.html import CELLS

_MOST_XML = 8_000_000  # bytes of one part
_MOST_CELLS = 20_000
_MOST_SHEETS = 20
_DATE_FORMATS = frozenset(range(14, 23)) | frozenset(range(45, 48))  # ECMA-376, 18.8.30
_TOO_LONG = "is very long: only a part of it was read."
_REFUSED = "is too large or declares what no office program writes: it was not read."
_NAME = re.compile(r"^\{[^}]*\}")


def text_of_office(content: bytes) -> tuple[str, str]:
    """The text, and what was left out in words that follow the file's name."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    names = set(archive.namelist())
    for part, row, cell in (("word/document.xml", "tr", "tc"), ("content.xml", "table-row", "table-cell")):
        if part in names:
            xml = _part(archive, part)
            return ("", _REFUSED) if xml is None else (_flowing(xml, row, cell), "")
    if "xl/workbook.xml" in names:
        return _workbook(archive, names)
    return "", ""


def _part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """A part's XML; None when it is too large or declares entities, which no office program writes."""
    xml = bounded(archive, name, _MOST_XML)
    return None if xml is None or b"<!DOCTYPE" in xml[:2_000] else xml


def _events(xml: bytes) -> Iterator[tuple[str, str, etree._Element]]:
    """Starts and ends with local names; what is behind us is dropped from memory."""
    events = etree.iterparse(
        io.BytesIO(xml),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        recover=True,
    )
    for event, element in events:
        yield event, _NAME.sub("", str(element.tag)), element
        if event == "end":
            element.clear(keep_tail=True)


def _flowing(xml: bytes, row: str, cell: str) -> str:
    """Paragraphs one a line; the paragraphs of a table's cell together, its rows one a line."""
    writer = _Writer(row, cell)
    for event, name, element in _events(xml):
        if event == "start":
            writer.depth += name == row
        else:
            writer.end(name, element)
    return "\n".join(writer.lines).strip() + "\n"


class _Writer:
    def __init__(self, row: str, cell: str) -> None:
        self.row, self.cell = row, cell
        self.depth = 0  # of rows within each other
        self.words: list[str] = []
        self.cells: list[str] = []
        self.lines: list[str] = []

    def end(self, name: str, element: etree._Element) -> None:
        if name in ("t", "span", "p", "a", "h"):
            self.words.append(element.text or "")
        if name in ("span", "a", "s"):
            self.words.append(element.tail or "")
        if name in ("tab", "s"):
            self.words.append(" ")
        elif name in ("br", "cr", "line-break"):
            self.words.append(" " if self.depth else "\n")
        elif name in ("p", "h"):
            self.close_paragraph()
        elif name == self.cell:
            self.cells.append(self.taken())
        elif name == self.row:
            self.depth -= 1
            self.lines.append(CELLS.join(self.cells).rstrip())
            self.cells.clear()

    def close_paragraph(self) -> None:
        if self.depth:
            self.words.append(" ")
        else:
            self.lines.append("".join(self.words).strip())
            self.words.clear()

    def taken(self) -> str:
        words = " ".join("".join(self.words).split())
        self.words.clear()
        return words


# --- workbooks ---


def _workbook(archive: zipfile.ZipFile, names: set[str]) -> tuple[str, str]:
    strings = _shared_strings(archive, names)
    dated = _date_styles(archive, names)
    sheets = sorted((name for name in names if name.startswith("xl/worksheets/sheet")), key=lambda n: (len(n), n))
    lines: list[str] = []
    left = _MOST_CELLS
    for name in sheets[:_MOST_SHEETS]:
        xml = _part(archive, name)
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
    xml = _part(archive, "xl/sharedStrings.xml") if "xl/sharedStrings.xml" in names else None
    found: list[str] = []
    words: list[str] = []
    for event, name, element in _events(xml) if xml else ():
        if event == "end" and name == "t" and element.text:
            words.append(element.text)
        elif event == "end" and name == "si":
            found.append("".join(words))
            words.clear()
    return found


def _date_styles(archive: zipfile.ZipFile, names: set[str]) -> set[int]:
    """The cell styles that show a number as a day."""
    xml = _part(archive, "xl/styles.xml") if "xl/styles.xml" in names else None
    custom: set[int] = set()
    found: set[int] = set()
    inside = False
    number = 0
    for event, name, element in _events(xml) if xml else ():
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
    for event, name, element in _events(xml):
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
